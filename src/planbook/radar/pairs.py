"""Two rows that need the same city, body, audience or people at one time."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from planbook.places import AttendanceMode
from planbook.radar.clash import Certainty, Clash, ClashKind
from planbook.radar.overlap import Occupation, Overlap, overlap_between
from planbook.radar.rows import RadarRow, folded
from planbook.radar.words import named

# What lasts longer takes no hall and nobody's day: an exhibition, a season.
LONGEST_EVENT = 14
# So many rows are compared with one row at most: a heap is told as the load of its host.
MAX_PARTNERS = 5
_CERTAIN_WORDS = {
    ClashKind.CITY: "В одни дни в одном городе ({}): {} и {}.",
    ClashKind.BODY: "Один орган собирается дважды в одни дни ({}): {} и {}.",
    ClashKind.AUDIENCE: "Одних и тех же людей зовут в одни дни ({}): {} и {}.",
    ClashKind.PEOPLE: "Одни и те же ответственные нужны в одни дни ({}): {} и {}.",
}
_POSSIBLE_WORDS = {
    ClashKind.CITY: "Могут совпасть дни в одном городе ({}): {} и {}.",
    ClashKind.BODY: "Один орган может собраться дважды в одни дни ({}): {} и {}.",
    ClashKind.AUDIENCE: "Одних и тех же людей могут позвать в одни дни ({}): {} и {}.",
    ClashKind.PEOPLE: "Одни и те же ответственные могут понадобиться в одни дни ({}): {} и {}.",
}
_LONGEST_RESOURCE = 60
_PAIR = 2


@dataclass(frozen=True, slots=True)
class _Resource:
    """What rows may share: how to find it, and how likely a meeting must be to be told."""

    kind: ClashKind
    keys: Callable[[RadarRow], Iterable[tuple[Hashable, str]]]
    least: float


def _cities(row: RadarRow) -> Iterator[tuple[Hashable, str]]:
    if row.is_hosted and row.mode is not AttendanceMode.ONLINE:
        yield from ((folded(city), city) for city in row.cities)


def _bodies(row: RadarRow) -> Iterator[tuple[Hashable, str]]:
    if row.body:
        yield (row.owner, folded(row.body)), row.body


def _audiences(row: RadarRow) -> Iterator[tuple[Hashable, str]]:
    if row.audience_key:
        yield row.audience_key, row.audience


def _people(row: RadarRow) -> Iterator[tuple[Hashable, str]]:
    yield from ((folded(name), name) for name in row.people)


# In the order of what matters most: two rows are told of once.
_RESOURCES = (
    _Resource(ClashKind.PEOPLE, _people, 0.03),
    _Resource(ClashKind.BODY, _bodies, 0.03),
    _Resource(ClashKind.AUDIENCE, _audiences, 0.05),
    _Resource(ClashKind.CITY, _cities, 0.05),
)


class _Timed(NamedTuple):
    """A row with its place in time and the days it may take."""

    place: int
    row: RadarRow
    days: Occupation


def shared_resource_clashes(
    rows: Sequence[RadarRow], twins: frozenset[frozenset[Hashable]] = frozenset()
) -> Iterator[Clash]:
    """Yield every pair of events that share something and meet, each pair once.

    Args:
        rows: in the order of `in_order`.
        twins: pairs of keys that are one event told twice; they clash with nobody but themselves.
    """
    timed = [one for place, row in enumerate(rows) if (one := _timed(place, row)) is not None]
    told = {one * len(rows) + other for one, other in _places(timed, twins)}
    for resource in _RESOURCES:
        groups: dict[Hashable, list[_Timed]] = defaultdict(list)
        names: dict[Hashable, str] = {}
        for one in timed:
            for key, name in resource.keys(one.row):
                groups[key].append(one)
                names[key] = min(names.get(key, name), name)
        for key, group in groups.items():
            if len(group) < _PAIR:
                continue
            shared = _shortened(names[key])
            tell = {
                is_certain: partial(_told, resource.kind, is_certain, shared)
                for is_certain in (True, False)
            }
            for one, other, overlap, chance in _meetings(group, resource.least):
                pair = one.place * len(rows) + other.place
                if pair not in told and one.row.key != other.row.key:
                    told.add(pair)
                    is_certain = overlap is Overlap.CERTAIN
                    yield Clash(
                        resource.kind,
                        Certainty.CERTAIN if is_certain else Certainty.POSSIBLE,
                        (one.row, other.row),
                        shared,
                        tell[is_certain],
                        1.0 if is_certain else min(chance, 0.99),
                    )


def meeting_of(one: RadarRow, other: RadarRow) -> tuple[ClashKind, str, float] | None:
    """Return what two rows share while they meet, its name and the chance; the gravest first.

    The chance is 1 where they meet whatever days are chosen. None where they leave each other be.
    """
    mine, theirs = _timed(0, one), _timed(1, other)
    if mine is None or theirs is None or _is_one_event(one, other):
        return None
    overlap, chance = overlap_between(mine.days, theirs.days)
    if overlap is Overlap.NONE or _apart_in_hours(mine, theirs):
        return None
    for resource in _RESOURCES:
        keys = {key for key, _ in resource.keys(other)}
        name = next((name for key, name in resource.keys(one) if key in keys), None)
        if name is not None and chance >= resource.least:
            is_certain = overlap is Overlap.CERTAIN
            return resource.kind, _shortened(name), 1.0 if is_certain else min(chance, 0.99)
    return None


def _is_one_event(one: RadarRow, other: RadarRow) -> bool:
    """Tell whether one owner has put one event into two plans, of the year and of the month."""
    if one.plan == other.plan or one.owner != other.owner:
        return False
    return folded(one.title) == folded(other.title)


def _timed(place: int, row: RadarRow) -> _Timed | None:
    days = row.days if row.is_event else None
    if days is None or (days.is_full and days.length > LONGEST_EVENT):
        return None
    return _Timed(place, row, days)


def _places(timed: Iterable[_Timed], twins: frozenset[frozenset[Hashable]]) -> set[tuple[int, int]]:
    """Return the pairs of twins by their places."""
    keys = {key for pair in twins for key in pair}
    places = {one.row.key: one.place for one in timed if one.row.key in keys}
    found = (sorted(places[key] for key in pair if key in places) for pair in twins)
    return {(pair[0], pair[1]) for pair in found if len(pair) == _PAIR}


def _meetings(
    group: Sequence[_Timed], least: float
) -> Iterator[tuple[_Timed, _Timed, Overlap, float]]:
    """Yield the pairs of a group that meet at least so likely; every row meets a few at most."""
    full = [one for one in group if one.days.is_full]
    fuzzy = [one for one in group if not one.days.is_full]
    short = [one for one in fuzzy if one.days.length * least <= 1]
    for index, one in enumerate(full):
        yield from _with(one, full[index + 1 : index + 1 + MAX_PARTNERS], least)
    starts = [one.days.first for one in full]
    for one in fuzzy:
        near = bisect_left(starts, one.days.first - LONGEST_EVENT)
        yield from _with(one, full[near : near + 4 * MAX_PARTNERS], least)
    for index, one in enumerate(short):
        yield from _with(one, short[index + 1 : index + 1 + MAX_PARTNERS], least)


def _with(
    one: _Timed, others: Iterable[_Timed], least: float
) -> Iterator[tuple[_Timed, _Timed, Overlap, float]]:
    for other in others:
        if other.days.first > one.days.last:
            return
        overlap, chance = overlap_between(one.days, other.days)
        if overlap is Overlap.NONE or chance < least or _is_one_event(one.row, other.row):
            continue
        if not _apart_in_hours(one, other):
            first, second = (one, other) if one.place < other.place else (other, one)
            yield first, second, overlap, chance


def _apart_in_hours(one: _Timed, other: _Timed) -> bool:
    """Tell whether two events of one day have hours that do not meet."""
    if one.days.length > 1 or one.days.spans != other.days.spans:
        return False
    mine, theirs = one.row.timing.times, other.row.timing.times
    if not mine or not theirs or any(time.end is None for time in (*mine, *theirs)):
        return False
    return all(
        (first.end or first.start) <= second.start or (second.end or second.start) <= first.start
        for first in mine
        for second in theirs
    )


def _shortened(name: str) -> str:
    resource = " ".join(name.split())
    if len(resource) > _LONGEST_RESOURCE:
        resource = resource[: _LONGEST_RESOURCE - 1].rsplit(" ", 1)[0] + "…"
    return resource


def _told(kind: ClashKind, is_certain: bool, shared: str, rows: Sequence[RadarRow]) -> str:
    words = (_CERTAIN_WORDS if is_certain else _POSSIBLE_WORDS)[kind]
    return words.format(shared, *(named(row) for row in rows))
