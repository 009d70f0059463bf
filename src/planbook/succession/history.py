"""What is known of series before a plan is made: editions, their hosts, how often they come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from planbook.checks import SeriesEdition
from planbook.plans import EventDraft, PlanDraft
from planbook.plans.series import series_key, series_name


class HostState(StrEnum):
    """The way of a host: a need, an offer, a decision, sometimes a withdrawal, the event."""

    NEEDED = "needs_host"
    OFFERED = "offered"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class KnownEdition:
    """One edition: its number and year, the city its state speaks of, cities that offered."""

    number: int
    year: int
    state: HostState = HostState.NEEDED
    host: str = ""
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """A series under the key of `planbook.plans.series`, with the editions known of it.

    `step_years` is what people have said; without it the step is learnt from the editions.
    `last_row` is its latest row in any plan, `heading` the section that row stood in. A series that
    has ended has no edition after `until_year`.
    """

    name: str
    key: str
    editions: tuple[KnownEdition, ...] = ()
    step_years: int | None = None
    last_row: EventDraft | None = None
    heading: str = ""
    until_year: int | None = None

    @property
    def step(self) -> int:
        """How many years pass between editions: said, else learnt, else one."""
        return self.step_years or self.learnt_step or 1

    @property
    def learnt_step(self) -> int | None:
        """The step of the latest two editions of different years, None when fewer are known."""
        known = sorted(self.editions, key=_by_year)
        steps = [
            round((new.year - old.year) / (new.number - old.number))
            for old, new in pairwise(known)
            if new.number > old.number and new.year > old.year
        ]
        return max(steps[-1], 1) if steps else None

    def with_editions(self, more: Iterable[KnownEdition]) -> Series:
        """Return the series with editions it did not know: what it knows itself is not changed."""
        known = {one.number: one for one in more}
        known.update({one.number: one for one in self.editions})
        return replace(self, editions=tuple(sorted(known.values(), key=_by_year)))


@dataclass(frozen=True, slots=True)
class Turn:
    """Which edition comes next: in the year asked for if `is_due`, else in a later one."""

    number: int
    year: int
    is_due: bool
    known: KnownEdition | None
    base: KnownEdition | None = None


@dataclass(frozen=True, slots=True)
class SeriesHistory:
    """Everything known before a plan is made.

    `earlier` are older plans of the same owner, `shipped` editions known to the library.
    """

    series: tuple[Series, ...] = ()
    earlier: tuple[PlanDraft, ...] = ()
    shipped: tuple[SeriesEdition, ...] = ()

    def of_row(self, row: EventDraft, year: int) -> Series:
        """Return the series of a numbered row of a year, the row's own edition among its editions.

        A number that was used up in an earlier year says nothing: the row was carried over.
        """
        key = series_key(row)
        found = next((one for one in self.series if one.key == key), None)
        series = self.completed(found or Series(series_name(row), key), row.title)
        if row.edition is None or _is_used_up(row.edition, year, series.editions):
            return series
        return series.with_editions([KnownEdition(row.edition, year, HostState.HELD)])

    def completed(self, series: Series, title: str = "") -> Series:
        """Return a series with the editions that the library knows of it."""
        words = f"{series.name} {title}".lower()
        return series.with_editions(
            KnownEdition(one.number, one.year)
            for one in self.shipped
            if all(word in words for word in one.words)
        )


def turn_in(series: Series, year: int) -> Turn | None:
    """Tell which edition of a series falls due in a year; None when none is known or it is over.

    >>> games = Series("Спартакиада", "спартакиада", (KnownEdition(3, 2024), KnownEdition(4, 2026)))
    >>> [(turn.number, turn.year, turn.is_due) for turn in (turn_in(games, 2025),)]
    [(4, 2026, False)]
    >>> turn_in(games, 2028).number
    5
    """
    return None if is_over(series, year) else _turn(series, year)


def is_over(series: Series, year: int) -> bool:
    """Return whether a series has ended before the edition that a year would bring.

    >>> games = Series("Слёт", "слет", (KnownEdition(4, 2024),), step_years=2, until_year=2026)
    >>> is_over(games, 2026), is_over(games, 2027)
    (False, True)
    """
    if series.until_year is None:
        return False
    turn = _turn(series, year)
    return (turn.year if turn else year) > series.until_year


def _turn(series: Series, year: int) -> Turn | None:
    if not series.editions:
        return None
    known = next((one for one in series.editions if one.year == year), None)
    if known is not None:
        return Turn(known.number, year, is_due=True, known=known, base=_before(series, year))
    base = _before(series, year)
    if base is None:
        first = min(series.editions, key=_by_year)
        return Turn(first.number, first.year, is_due=False, known=first)
    later = min((one for one in series.editions if one.year > year), key=_by_year, default=None)
    turns, rest = divmod(year - base.year, series.step)
    if rest == 0 and (later is None or base.number + turns < later.number):
        return Turn(base.number + turns, year, is_due=True, known=None, base=base)
    if later is not None:
        return Turn(later.number, later.year, is_due=False, known=later, base=base)
    turns += rest > 0
    return Turn(base.number + turns, base.year + turns * series.step, False, None, base)


def _before(series: Series, year: int) -> KnownEdition | None:
    return max((one for one in series.editions if one.year < year), key=_by_year, default=None)


def _by_year(edition: KnownEdition) -> tuple[int, int]:
    return edition.year, edition.number


def _is_used_up(number: int, year: int, editions: Iterable[KnownEdition]) -> bool:
    return any(one.year < year and one.number >= number for one in editions)
