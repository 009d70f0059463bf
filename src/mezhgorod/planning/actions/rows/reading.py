"""Words of cells read as rows of a plan, as if they stood in its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Max

from mezhgorod.planning.models import ItemCell, Plan, PlanSection
from mezhgorod.planning.queries import plan_skeleton
from mezhgorod.planning.rules.typed import Cells, checked_cells
from planbook.dates import Unscheduled
from planbook.findings import SourceRef
from planbook.plans import CellDraft, EventDraft
from planbook.plans.rereading import reread_row


class RowReader:
    """Reads rows of one plan; what they need of it is loaded once, in a fixed number of queries.

    Rows that stand in no document get places of their own in table 0, so that remarks about them
    find them.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._frame, self._sections = plan_skeleton(plan=plan)
        self._free: int | None = None

    def read(self, section: PlanSection, cells: Cells) -> EventDraft:
        """Read a new row of a section.

        Raises:
            RuleViolation: the row has no title, or a cell is too long or unreadable.
        """
        checked = checked_cells(cells)
        row = EventDraft("", Unscheduled(), (), self._free_place())
        return self._reread(section, row, checked)

    def read_again(self, section: PlanSection, row: EventDraft, cells: Cells) -> EventDraft:
        """Read a row anew with other words; words that stay keep their place in the document.

        Raises:
            RuleViolation: the row has no title, or a cell is too long or unreadable.
        """
        return self._reread(section, row, checked_cells(cells))

    def placed(self, row: EventDraft) -> EventDraft:
        """Return a row that was read elsewhere with a place of its own in this plan."""
        place = self._free_place()
        cells = tuple(
            replace(cell, source=replace(place, column=column))
            for column, cell in enumerate(row.cells, start=1)
        )
        return replace(row, source=place, cells=cells)

    def _reread(self, section: PlanSection, row: EventDraft, cells: Cells) -> EventDraft:
        drafted = self._sections[section.pk]
        return reread_row(self._frame, drafted, row, _cells(row, cells))

    def _free_place(self) -> SourceRef:
        if self._free is None:
            rows = ItemCell.objects.filter(item__section__plan=self._plan, table=0)
            self._free = rows.aggregate(last=Max("row"))["last"] or 0
        self._free += 1
        return SourceRef(row=self._free)


def _cells(row: EventDraft, cells: Cells) -> tuple[CellDraft, ...]:
    left = list(row.cells)
    return tuple(
        _cell(row, left, role, text, column) for column, (role, text) in enumerate(cells, start=1)
    )


def _cell(row: EventDraft, left: list[CellDraft], role: str, text: str, column: int) -> CellDraft:
    known = next((cell for cell in left if cell.role == role), None)
    if known is None:
        return CellDraft(role, text, replace(row.source, column=column))
    left.remove(known)
    if known.text == text or known.text.strip() == text:
        return known
    return replace(known, text=text, is_inherited=False)


def cells_of(row: EventDraft) -> Sequence[tuple[str, str]]:
    """Return the words of a row by the roles of its columns."""
    return tuple((cell.role, cell.text) for cell in row.cells)
