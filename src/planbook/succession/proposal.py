"""What the plan of the next period proposes: its rows, why each, and what waits for later."""

from __future__ import annotations

from dataclasses import dataclass

from planbook.dates import Period
from planbook.plans import EventDraft, PlanDraft


@dataclass(frozen=True, slots=True)
class NextRow:
    """A row as the next plan would print it, beside the row it comes from.

    `before` is that row and `index` its place among all rows of the old plan, None for a row that
    the next plan gains (an edition that falls due, a city whose age becomes round). `hints` and
    `reason` are Russian sentences: hints help to settle what is open, the reason says why a row is
    stale or does not fall due. A row that `is_stale` is proposed, but nobody should take it unread.
    """

    row: EventDraft
    index: int | None
    section: int
    hints: tuple[str, ...] = ()
    is_stale: bool = False
    is_due: bool = True
    reason: str = ""
    number: int | None = None
    before: EventDraft | None = None


@dataclass(frozen=True, slots=True)
class WaitingSeries:
    """A series that does not fall due in the period: which edition it will be, and when."""

    name: str
    number: int
    number_text: str
    year: int
    host: str = ""


@dataclass(frozen=True, slots=True)
class NextPlan:
    """The next plan: its frame without rows, the rows in order, the series that wait."""

    frame: PlanDraft
    period: Period
    rows: tuple[NextRow, ...]
    waiting: tuple[WaitingSeries, ...] = ()

    @property
    def proposed(self) -> tuple[NextRow, ...]:
        """The rows that fall due; the stale ones are among them, marked."""
        return tuple(one for one in self.rows if one.is_due)
