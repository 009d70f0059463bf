"""What the plan of the next period proposes: its rows, why each, and what waits for later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from planbook.dates import Period
from planbook.plans import EventDraft, PlanDraft


@dataclass(frozen=True, slots=True)
class RowWords:
    """A row as the next plan would print it, and hints that help to settle what is open."""

    row: EventDraft
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class NextRow:
    """A row as the next plan would print it, beside the row it comes from.

    `said` gives its words, which are worked out when somebody asks for `row` or `hints`: of a plan
    of thousands of rows people look at a few at a time. `before` is the row it comes from and
    `index` its place among all rows of the old plan, None for a row that the next plan gains (an
    edition that falls due, a city whose age becomes round). `hints` and `reason` are Russian
    sentences: hints help to settle what is open, the reason says why a row is stale or does not
    fall due. A row that `is_stale` is proposed, but nobody should take it unread.
    """

    said: Callable[[], RowWords]
    index: int | None
    section: int
    is_stale: bool = False
    is_due: bool = True
    reason: str = ""
    number: int | None = None
    before: EventDraft | None = None

    @cached_property
    def _words(self) -> RowWords:
        return self.said()

    @property
    def row(self) -> EventDraft:
        """The row as the next plan would print it."""
        return self._words.row

    @property
    def hints(self) -> tuple[str, ...]:
        """Sentences that help to settle what is open."""
        return self._words.hints


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
