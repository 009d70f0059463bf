"""What a new document does to a live plan, row by row. Values only."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from mezhgorod.intake.rules.states import is_mass_removal
from mezhgorod.registry.rules import name_key
from planbook.plans import EventDraft


class ChangeKind(models.TextChoices):
    INSERT = "insert", "новая"
    UPDATE = "update", "изменена"
    UNCHANGED = "unchanged", "без изменений"
    REMOVED = "removed", "исчезла"


@dataclass(frozen=True, slots=True)
class RowIdentity:
    """By what a row is known again. Its position only settles ties between equal rows."""

    fingerprint: str
    section: str
    number: str
    title: str
    own_name: str
    timing: str
    places: tuple[str, ...]

    @classmethod
    def of_draft(cls, row: EventDraft, *, section: str, fingerprint: str) -> RowIdentity:
        """Return the identity of a drafted row."""
        return cls(
            fingerprint=fingerprint,
            section=name_key(section),
            number=row.number or "",
            title=name_key(row.title),
            own_name=name_key(row.own_name or ""),
            timing=name_key(row.timing.text),
            places=tuple(name_key(place.text) for place in row.places),
        )


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
    row it continues (None when it is new). An updated row without changed cells has the same words,
    understood otherwise by a newer program.
    """

    kind: ChangeKind
    title: str
    index: int | None = None
    item_id: int | None = None
    cells: tuple[CellChange, ...] = ()


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
    def needs_confirmation(self) -> bool:
        """Whether so many rows would go that a person must say yes again."""
        removed = self.count(ChangeKind.REMOVED)
        kept = self.count(ChangeKind.UPDATE) + self.count(ChangeKind.UNCHANGED)
        return is_mass_removal(removed=removed, kept=kept)
