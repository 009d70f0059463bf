"""All clashes and gaps of rows, the surest and nearest first."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planbook.radar.calendar import days_off, undated
from planbook.radar.clash import Certainty, Clash, ClashKind
from planbook.radar.loads import host_loads
from planbook.radar.pairs import shared_resource_clashes
from planbook.radar.rows import RadarRow, in_order
from planbook.radar.twins import twins

_ORDER = {kind: place for place, kind in enumerate(ClashKind)}


@dataclass(frozen=True, slots=True)
class RadarLimits:
    """How many events of one city are no load yet: in a month, on one day."""

    in_month: int = 3
    at_once: int = 2


def clashes(
    rows: Sequence[RadarRow], *, today: date | None = None, limits: RadarLimits | None = None
) -> tuple[Clash, ...]:
    """Find clashes and gaps of rows of any plans; the order of the rows does not matter.

    Args:
        today: the day of asking; without it rows without a date are not looked for.
        limits: how much a city can hold.

    >>> from planbook.dates import Period, parse_timing
    >>> year = Period.from_edtf("2023")
    >>> rows = [
    ...     RadarRow(key, f"Форум {key}", parse_timing(text, period=year), cities=("Вологда",))
    ...     for key, text in enumerate(("25-27 августа", "26 августа", "август", "8 июня"))
    ... ]
    >>> [(one.certainty.value, one.kind.value, one.keys) for one in clashes(rows)]
    [('certain', 'city', (0, 1)), ('possible', 'city', (2, 0))]
    >>> print(clashes(rows)[1].message.replace(": ", ":\\n"))
    Могут совпасть дни в одном городе (Вологда):
    «Форум 2» (август) и «Форум 0» (25-27 августа).
    """
    chosen = limits or RadarLimits()
    timed = in_order(rows)
    doubles = list(twins(timed))
    pairs = frozenset(frozenset(one.keys) for one in doubles)
    found = [
        *shared_resource_clashes(timed, pairs),
        *host_loads(timed, in_month=chosen.in_month, at_once=chosen.at_once),
        *days_off(timed),
        *(undated(timed, today) if today else ()),
        *doubles,
    ]
    places = {row.key: place for place, row in enumerate(timed)}
    return tuple(sorted(found, key=lambda one: _rank(one, places)))


def _rank(one: Clash, places: Mapping[Hashable, int]) -> tuple[bool, int, float, int, int]:
    is_possible = one.certainty is Certainty.POSSIBLE
    first, last = places[one.rows[0].key], places[one.rows[-1].key]
    return is_possible, _ORDER[one.kind], -one.weight, first, last
