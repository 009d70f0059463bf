"""What a new document does to a live plan, row by row. Values only."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from mezhgorod.intake.rules.states import is_mass_removal
from planbook.matching import Conflict
from planbook.plans import EventDraft


class ChangeKind(models.TextChoices):
    INSERT = "insert", "новая"
    UPDATE = "update", "изменена"
    UNCHANGED = "unchanged", "без изменений"
    REMOVED = "removed", "исчезла"


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell whose words are new; a cell that did not exist before has None."""

    role: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """What happens to one row.

    `index` is its place among the rows of the draft (None when it is removed), `item_id` the live
    row it continues (None when it is new). `row` is what the row will say: the new document merged
    with people's changes; `kept` names the facets where their change outlives the document,
    `conflicts` those that both changed. An updated row without changed cells has the same words,
    understood otherwise by a newer program. `is_reprinted`: an updated row says the same, only its
    cells are set otherwise. `reasons` say why the two rows were taken for one.
    """

    kind: ChangeKind
    title: str
    index: int | None = None
    item_id: int | None = None
    cells: tuple[CellChange, ...] = ()
    row: EventDraft | None = None
    conflicts: tuple[Conflict, ...] = ()
    kept: tuple[str, ...] = ()
    points: int = 0
    reasons: tuple[str, ...] = ()
    is_edited: bool = False
    is_reprinted: bool = False


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """A draft beside the live plan it would replace; `plan_id` is None for a new plan."""

    plan_id: int | None
    changes: tuple[RowChange, ...]

    def count(self, kind: ChangeKind) -> int:
        """Return how many rows are of one kind."""
        return sum(change.kind is kind for change in self.changes)

    @property
    def counts(self) -> dict[str, int]:
        """Return the number of rows of every kind, by its value."""
        return {kind.value: self.count(kind) for kind in ChangeKind}

    @property
    def reprinted_count(self) -> int:
        """How many updated rows say the same as before."""
        return sum(change.is_reprinted for change in self.changes)

    @property
    def disputed(self) -> tuple[RowChange, ...]:
        """Rows that both the new document and a person have changed in different ways."""
        return tuple(change for change in self.changes if change.conflicts)

    @property
    def removed_edits(self) -> tuple[RowChange, ...]:
        """Rows that the new document leaves out although a person has worked on them."""
        return tuple(
            change
            for change in self.changes
            if change.kind is ChangeKind.REMOVED and change.is_edited
        )

    @property
    def needs_confirmation(self) -> bool:
        """Whether so much would go that a person must say yes again."""
        removed = self.count(ChangeKind.REMOVED)
        kept = self.count(ChangeKind.UPDATE) + self.count(ChangeKind.UNCHANGED)
        return is_mass_removal(removed=removed, kept=kept) or bool(self.removed_edits)
