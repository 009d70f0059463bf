"""Where the next event is held: decided, open again, or where it always is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from planbook.language import join_list
from planbook.plans import EventDraft, Grouping, Involvement, PlanDraft
from planbook.succession.history import HostState, KnownEdition, Series

OPEN_PLACE = "место уточняется"
# How the hint begins that tells where the event was held.
HELD_IN = "место в"
# What stands under the city in its cell and stays: «(ВКС)».
_MARKS = re.compile(r"(?:\s*\([^()]{1,40}\))+\s*$")
_FIXED_INVOLVEMENT = (Involvement.SUPPORTED, Involvement.ATTENDED)
_FIXED_GROUPINGS = (Grouping.DEPARTMENT, Grouping.SPHERE, Grouping.LIST)
_SHORTEST_STEM = 4
_MANY = 3


@dataclass(frozen=True, slots=True)
class HostPlan:
    """The words of the place, None where the cell stays as it is; what to say beside it."""

    words: str | None = None
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hosting:
    """A row with what tells whether it moves: its section, the seat of the owner, its series."""

    row: EventDraft
    grouping: Grouping
    seat: str
    series: Series


def seat_of(plan: PlanDraft) -> str:
    """Return the city where a third of a plan or more happens: that of its owner; else nothing."""
    counts = Counter(city for row in plan.items() if row.age is None for city in _cities(row))
    (city, count), *_ = counts.most_common(1) or [("", 0)]
    return city if count >= _MANY and 3 * count >= counts.total() else ""


def next_host(hosting: Hosting, year: int, known: KnownEdition | None) -> HostPlan:
    """Tell where the next event of a row is held, and why.

    A decision counts; without one the city is open, unless the event has a home: the owner only
    supports it, its title names the city, or the last two editions were held in one city.

    Args:
        year: the year of the row, for the hint who held it.
        known: what is known of the edition that falls due.
    """
    row = hosting.row
    before = _cities(row)
    if known is not None and known.host and known.state in (HostState.DECIDED, HostState.HELD):
        return HostPlan(known.host, (f"принимает {known.host}: решение принято",))
    hints = _hints(before, year, known)
    is_asked = known is not None and known.state in (HostState.WITHDRAWN, HostState.OFFERED)
    if not before or row.operators or (_has_home(hosting) and not is_asked):
        return HostPlan()
    return HostPlan(OPEN_PLACE, hints)


def place_text(cell: str, words: str) -> str:
    """Return the text of a place cell with another place; «(ВКС)» under the city stays.

    >>> place_text("Череповец\\n\\n(ВКС)", "место уточняется")
    'место уточняется\\n\\n(ВКС)'
    """
    marks = _MARKS.search(cell)
    return words + (marks[0] if marks else "")


def _has_home(hosting: Hosting) -> bool:
    row, editions = hosting.row, hosting.series.editions
    if row.involvement in _FIXED_INVOLVEMENT or hosting.grouping in _FIXED_GROUPINGS:
        return True
    cities = _cities(row)
    if cities == [hosting.seat] or any(place.organization for place in row.places):
        return True
    title = row.title.lower()
    if not row.body and any(_stem(city) in title for city in cities):
        return True
    held = [one.host for one in editions if one.state is HostState.HELD and one.host]
    return len(held) > 1 and held[-1] == held[-2]


def _hints(before: list[str], year: int, known: KnownEdition | None) -> tuple[str, ...]:
    hints = [f"{HELD_IN} {year} году: {join_list(before)}"] if before else []
    if known is None:
        return tuple(hints)
    if known.state is HostState.WITHDRAWN and known.host:
        hints.append(f"{known.host}: кандидатура отозвана, нужен город")
    offers = [city for city in known.offers if city != known.host or known.state == "offered"]
    if known.state is HostState.OFFERED and known.host and known.host not in offers:
        offers.insert(0, known.host)
    if offers:
        hints.append(f"предлагали принять: {join_list(offers)}")
    return tuple(hints)


def _cities(row: EventDraft) -> list[str]:
    return list(dict.fromkeys(place.locality for place in row.places if place.locality))


def _stem(city: str) -> str:
    return city.lower()[: max(_SHORTEST_STEM, len(city) - 2)]
