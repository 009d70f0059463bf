"""One row open for editing: a stored one, a new one, or one that two people have changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mezhgorod.planning.actions.rows.reading import cells_of
from mezhgorod.planning.actions.rows.row_editing import RowConflict
from mezhgorod.planning.actions.rows.writing import place_of
from mezhgorod.planning.models import Plan, PlanItem, PlanSection
from mezhgorod.planning.queries import plan_skeleton, row_draft
from mezhgorod.planning.rules.typed import Cells
from mezhgorod.registry.models import Counterpart
from mezhgorod.registry.queries.agreements import counterparts_named
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.board.evidence import header_of_role
from mezhgorod.website.forms.plan_editing import text_of_row
from mezhgorod.website.row_editor import (
    RowEditor,
    RowPlace,
    cells_for,
    field_name,
    refused_editor,
    row_editor,
    sent_cells,
)
from mezhgorod.website.row_editor.cells import blank_cells
from planbook.plans import CellDraft, EventDraft, PlanDraft

NEW = "row-new"
_MAX_PARTNERS = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """A cell that differs between what was seen, what is stored and what was typed."""

    index: int
    header: str
    seen: str
    current: str
    typed: str
    takes_current: bool

    @property
    def is_clash(self) -> bool:
        """Both sides have changed it, each in its own way."""
        return self.seen not in {self.current, self.typed}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two versions of a row beside each other; `current` and `typed` travel with the form."""

    choices: tuple[Choice, ...]
    current: str
    typed: str
    changed_by: str
    is_removed: bool
    is_clash: bool
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """The open row of the page: `item_id` is None for a new one, which stands in `section_id`.

    `after` is the place right below a stored row; `partners` are the authorities the owner works
    with in the regions that the row names.
    """

    item_id: int | None
    section_id: int
    at: int | None
    editor: RowEditor | None
    seen: str = ""
    conflict: Conflict | None = None
    after: int | None = None
    partners: tuple[Counterpart, ...] = ()


class Workbench:
    """Opens rows of one plan; what editors need of the plan is read once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.skeleton, sections = plan_skeleton(plan=plan)
        self._indexes = {pk: index for index, pk in enumerate(sections)}

    def open_row(self, item: PlanItem, data: Mapping[str, str] | None = None) -> Opened:
        """Open a stored row; `data` are words typed so far, shown but not kept.

        Raises:
            RuleViolation: what was typed is too long or unreadable.
        """
        row = row_draft(item)
        place = self.place(item)
        cells = self.typed(item, data) if data is not None else None
        return Opened(
            item_id=item.pk,
            section_id=item.section_id,
            at=None,
            editor=row_editor(self.skeleton, place, row, cells),
            seen=(data or {}).get("seen") or text_of_row(item.fingerprint, cells_of(row)),
            after=place_of(item) + 1,
            partners=self._partners(cells or row.cells),
        )

    def open_new(
        self, section: PlanSection, at: int | None, data: Mapping[str, str] | None = None
    ) -> Opened:
        """Open an empty row at a place of a section.

        Raises:
            RuleViolation: what was typed is too long or unreadable.
        """
        cells = sent_cells(data, NEW, blank_cells(self.skeleton.columns)) if data else None
        place = RowPlace(NEW, f"form-{NEW}", self._indexes.get(section.pk), "Новая строка")
        return Opened(None, section.pk, at, row_editor(self.skeleton, place, None, cells))

    def refused(
        self, opened: tuple[int | None, int, int | None], data: dict[str, str], why: RuleViolation
    ) -> Opened:
        """Open a row with words that were refused, so that nobody has to type them again."""
        item_id, section_id, at = opened
        prefix = NEW if item_id is None else f"row-{item_id}"
        place = RowPlace(prefix, f"form-{prefix}", self._indexes.get(section_id), "Строка")
        field = why.field
        if field and not field.startswith(prefix):
            field = field_name(prefix, field)
        editor = refused_editor(self.skeleton, place, data, (field, why.message))
        return Opened(item_id, section_id, at, editor, data.get("seen", ""))

    def typed(self, item: PlanItem, data: Mapping[str, str]) -> tuple[CellDraft, ...]:
        """Return the cells of a stored row with the words that were sent; empty additions go."""
        row = row_draft(item)
        laid = cells_for(self.skeleton.columns, row.cells)
        roles = [cell.role for cell in row.cells]
        said = []
        for cell in sent_cells(data, f"row-{item.pk}", laid):
            if cell.role in roles:
                roles.remove(cell.role)
                said.append(cell)
            elif cell.text.strip():
                said.append(cell)
        return tuple(said)

    def _partners(self, cells: Sequence[CellDraft]) -> tuple[Counterpart, ...]:
        text = " ".join(cell.text for cell in cells)
        return tuple(counterparts_named(owner=self.plan.owner, text=text)[:_MAX_PARTNERS])

    def place(self, item: PlanItem) -> RowPlace:
        """Return how the fields of a stored row are named."""
        words = f"Строка «{item.event.title[:120]}»"
        prefix = f"row-{item.pk}"
        return RowPlace(prefix, f"form-{prefix}", self._indexes.get(item.section_id), words)

    def open_conflict(self, item: PlanItem, found: RowConflict) -> Opened:
        """Open a row that somebody else has changed or removed meanwhile."""
        return Opened(
            item_id=found.item.pk if found.item else None,
            section_id=found.item.section_id if found.item else item.section_id,
            at=None,
            editor=None,
            conflict=conflict_of(self.skeleton, found),
        )


def conflict_of(skeleton: PlanDraft, found: RowConflict) -> Conflict:
    """Return two versions of a row beside each other, cell by cell."""
    typed = cells_of(found.typed)
    current = cells_of(found.current) if found.current else ()
    choices = tuple(_choices(skeleton, found, typed, current)) if found.current else ()
    return Conflict(
        choices=choices,
        current=text_of_row(found.item.fingerprint if found.item else "", current),
        typed=text_of_row("", typed),
        changed_by=found.changed_by,
        is_removed=found.current is None,
        is_clash=any(one.is_clash for one in choices),
        fields=tuple((field_name(NEW, role), words) for role, words in typed),
    )


def _choices(
    skeleton: PlanDraft, found: RowConflict, typed: Cells, current: Cells
) -> Sequence[Choice]:
    headers = dict(skeleton.columns)
    seen = _words(found.seen)
    stored = dict(current)
    choices = []
    for index, (role, words) in enumerate(typed):
        theirs = stored.get(role, "")
        if words == theirs:
            continue
        before = seen.get(role, "")
        choices.append(
            Choice(
                index=index,
                header=" ".join(headers.get(role, "").split()) or header_of_role(role),
                seen=before,
                current=theirs,
                typed=words,
                takes_current=words == before,
            )
        )
    return choices


def _words(row: EventDraft | None) -> dict[str, str]:
    return dict(cells_of(row)) if row else {}
