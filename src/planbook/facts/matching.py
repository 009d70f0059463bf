"""Which row of a plan an event of a report is, or continues as the next edition of its series."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planbook.facts.identity import Known, PlanRow, known_event, known_row
from planbook.facts.likeness import Pair, compare
from planbook.facts.report_event import ReportEvent, ReportRole

# From so many points a match is sure, or may be one; below nobody is asked.
SURE, MAYBE = 80, 55
# Matches nearer than this to another one of the same event are not sure.
_CLOSE = 3
# So many rows at most are compared with one event; rows that share rare words come first.
_CANDIDATES = 120


@dataclass(frozen=True, slots=True)
class EventMatch:
    """An event of a report and the row it is or continues.

    Attributes:
        event_index: index of the event in the report.
        row_key: key of the row.
        score: from 0 to 100.
        reasons: what speaks for it and what against, in Russian.
    """

    event_index: int
    row_key: int | str
    score: int
    reasons: tuple[str, ...]

    @property
    def is_sure(self) -> bool:
        """Whether the match needs no second look; a person confirms it all the same."""
        return self.score >= SURE


def match_events(
    events: Sequence[ReportEvent], rows: Sequence[PlanRow], *, year: int | None = None
) -> tuple[EventMatch, ...]:
    """Pair events with rows: one row takes one event at most, the likeliest pairs first.

    Of several plans the nearest in time goes first. An event that is still to come is matched
    apart: beside the edition that was held it may continue the same row. What is only one of
    several meetings of one body is never sure unless place or month agree.

    Args:
        events: the events as `read_events` gives them.
        rows: rows of one or several plans.
        year: the year of the report, for events without a date.

    >>> event = ReportEvent("Конкурс «Синяя птица»", "конкурс", 23, ReportRole.HELD, ())
    >>> row = PlanRow(7, "XXII конкурс «Синяя птица»", year=2023)
    >>> [match.reasons for match in match_events([event], [row], year=2024)]
    [('собственное имя то же', 'вид тот же', 'издания идут подряд: XXII (2023) → XXIII (2024)')]
    """
    matching = _Matching(
        [known_event(event, year) for event in events], [known_row(row) for row in rows]
    )
    found: list[_Candidate] = []
    for is_future in (False, True):
        chosen = [i for i, one in enumerate(events) if (one.role is ReportRole.FUTURE) is is_future]
        found += matching.assign(chosen)
    return tuple(
        EventMatch(one.event, rows[one.row].key, one.pair.points, one.pair.reasons)
        for one in sorted(found, key=_order)
    )


@dataclass(frozen=True, slots=True)
class _Candidate:
    event: int
    row: int
    pair: Pair
    distance: int

    @property
    def rank(self) -> tuple[int, int, int, int, int]:
        """The order of choosing: of sure matches the nearest year, else the most points."""
        is_sure = self.pair.points >= SURE
        points = -self.pair.points
        return not is_sure, self.distance if is_sure else 0, points, self.event, self.row


def _order(one: _Candidate) -> tuple[int, int, int]:
    return -one.pair.points, one.event, one.row


class _Matching:
    """Both sides with an index of what rows share."""

    def __init__(self, events: list[Known], rows: list[Known]) -> None:
        self.events, self.rows = events, rows
        self.holders: dict[str, list[int]] = defaultdict(list)
        for index, row in enumerate(rows):
            for handle in _handles(row):
                self.holders[handle].append(index)
        # How often a body meets in one plan at most.
        self.bodies: dict[str, int] = defaultdict(int)
        for (name, _), count in Counter((one.title.body, one.year) for one in rows).items():
            self.bodies[name] = max(self.bodies[name], count)

    def assign(self, chosen: Sequence[int]) -> list[_Candidate]:
        """Return the pairs of some events: the likeliest first, each event and row once."""
        meetings = Counter(self.events[index].title.body for index in chosen)
        found: list[_Candidate] = []
        for index in chosen:
            found += self._candidates(index, meetings)
        taken_events: set[int] = set()
        taken_rows: set[int] = set()
        result: list[_Candidate] = []
        for one in sorted(found, key=lambda one: one.rank):
            if one.event in taken_events or one.row in taken_rows:
                continue
            taken_events.add(one.event)
            taken_rows.add(one.row)
            result.append(one)
        return result

    def _candidates(self, index: int, meetings: Counter[str]) -> list[_Candidate]:
        """Return the rows an event may be, none sure where another one is as likely."""
        event = self.events[index]
        body = event.title.body
        is_one_of_many = bool(body) and max(meetings[body], self.bodies[body]) > 1
        found = [
            _Candidate(index, row, pair, _distance(event.year, self.rows[row].year))
            for row in self._sharing(event)
            if (pair := compare(event, self.rows[row])).points >= MAYBE
        ]
        years = [one.distance for one in _nearly_best(found)]
        return [
            replace(
                one,
                pair=_doubted(
                    one.pair, is_one_of_many=is_one_of_many, rivals=years.count(one.distance)
                ),
            )
            for one in found
        ]

    def _sharing(self, event: Known) -> Iterator[int]:
        """Yield rows that share a word or the body, those that share rare ones first."""
        handles = {handle for handle in _handles(event) if handle in self.holders}
        seen: dict[int, None] = {}
        for handle in sorted(handles, key=lambda one: (len(self.holders[one]), one)):
            for row in self.holders[handle]:
                if len(seen) >= _CANDIDATES:
                    break
                seen.setdefault(row)
        yield from seen


def _nearly_best(found: list[_Candidate]) -> list[_Candidate]:
    best = max((one.pair.points for one in found), default=0)
    return [one for one in found if one.pair.points > best - _CLOSE]


def _distance(event: int | None, row: int | None) -> int:
    return 0 if event is None or row is None else abs(event - row)


def _handles(known: Known) -> Iterator[str]:
    yield from known.title.lemmas
    yield from known.series
    # Whole wordings are rare even where each of their words is common.
    yield f"\0{' '.join(sorted(known.title.lemmas))}"
    if known.title.name:
        yield f"\0{known.title.name}"
    if known.title.body:
        yield f"\0{known.title.body}"


def _doubted(pair: Pair, *, is_one_of_many: bool, rivals: int) -> Pair:
    """Keep a match from being sure where it is a guess among several."""
    if pair.points < SURE:
        return pair
    if is_one_of_many and not pair.has_circumstances:
        return pair.at_most(SURE - 1, "у этого органа несколько заседаний")
    if rivals > 1:
        return pair.at_most(SURE - 1, "есть другая похожая строка")
    return pair
