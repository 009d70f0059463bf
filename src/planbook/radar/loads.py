"""Too much for one city: more events than it can hold in a month or at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from planbook.dates.span_wording import MONTH_NAMES
from planbook.language import plural
from planbook.places import AttendanceMode
from planbook.radar.clash import Certainty, Clash, ClashKind
from planbook.radar.overlap import day_of
from planbook.radar.pairs import LONGEST_EVENT
from planbook.radar.rows import RadarRow, folded

_LONGEST_MONTH = 31


def host_loads(rows: Sequence[RadarRow], *, in_month: int, at_once: int) -> Iterator[Clash]:
    """Yield the cities that have more events in a month, or on one day, than was agreed.

    An event told in two plans under one title counts once. Online meetings load no city.

    Args:
        rows: in the order of `in_order`.
        in_month: so many events of one month are no load yet.
        at_once: so many events of one day are no load yet.
    """
    months: dict[tuple[str, int, int], dict[str, RadarRow]] = defaultdict(dict)
    days: dict[tuple[str, int], dict[str, RadarRow]] = defaultdict(dict)
    names: dict[str, str] = {}
    for row, city in _hosted(rows):
        key, occupied = folded(city), row.days
        names[key] = min(names.get(key, city), city)
        if occupied is None:
            continue
        first, last = day_of(occupied.first), day_of(occupied.last)
        title = folded(row.title)
        if (first.year, first.month) == (last.year, last.month):
            months[key, first.year, first.month].setdefault(title, row)
        if occupied.is_full and occupied.length <= LONGEST_EVENT:
            for start, end in occupied.spans:
                for day in range(start, end + 1):
                    days[key, day].setdefault(title, row)
    crowded = set()
    for (city, year, month), found in sorted(months.items()):
        if len(found) > in_month:
            crowded.add((city, year, month))
            when = f"за {MONTH_NAMES[month - 1]} {year} года"
            yield _load(names[city], found.values(), when)
    yield from _days_of_load(days, names, at_once, crowded)


def _days_of_load(
    days: dict[tuple[str, int], dict[str, RadarRow]],
    names: dict[str, str],
    at_once: int,
    told: set[tuple[str, int, int]],
) -> Iterator[Clash]:
    for (city, ordinal), found in sorted(days.items()):
        day = day_of(ordinal)
        if len(found) > at_once and (city, day.year, day.month) not in told:
            told.add((city, day.year, day.month))
            yield _load(names[city], found.values(), f"на {day:%d.%m.%Y}")


def _hosted(rows: Iterable[RadarRow]) -> Iterator[tuple[RadarRow, str]]:
    for row in rows:
        if not row.cities or not row.is_event or not row.is_hosted:
            continue
        is_short = row.days is not None and row.days.length <= _LONGEST_MONTH
        if is_short and row.mode is not AttendanceMode.ONLINE:
            yield from ((row, city) for city in row.cities)


def _load(city: str, rows: Iterable[RadarRow], when: str) -> Clash:
    def tell(found: Sequence[RadarRow]) -> str:
        count = f"{len(found)} {plural(len(found), 'мероприятие', 'мероприятия', 'мероприятий')}"
        return f"{city} принимает слишком много {when}: {count}."

    return Clash(ClashKind.HOST_LOAD, Certainty.CERTAIN, tuple(rows), city, tell)
