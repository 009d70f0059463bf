"""All clashes and gaps of rows, the surest and nearest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planbook.radar.calendar import days_off, undated
from planbook.radar.clash import Certainty, Clash, ClashKind
from planbook.radar.loads import host_loads
from planbook.radar.pairs import shared_resource_clashes
from planbook.radar.rows import RadarRow
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
    doubles = list(twins(rows))
    pairs = frozenset(frozenset(one.keys) for one in doubles)
    found = [
        *shared_resource_clashes(rows, pairs),
        *host_loads(rows, in_month=chosen.in_month, at_once=chosen.at_once),
        *days_off(rows),
        *(undated(rows, today) if today else ()),
        *doubles,
    ]
    return tuple(sorted(found, key=_rank))


def clashes_of(
    row: RadarRow, others: Sequence[RadarRow], *, today: date | None = None
) -> tuple[Clash, ...]:
    """Find what one row clashes with, for hints while it is typed.

    >>> from planbook.dates import Period, parse_timing
    >>> year = Period.from_edtf("2023")
    >>> rows = [
    ...     RadarRow(key, f"Форум {key}", parse_timing(text, period=year), cities=("Вологда",))
    ...     for key, text in enumerate(("25-27 августа", "26 августа", "26 августа"))
    ... ]
    >>> [one.keys for one in clashes_of(rows[0], rows[1:])]
    [(0, 1), (0, 2), (0, 1, 2)]
    """
    found = clashes([row, *others], today=today)
    return tuple(one for one in found if row.key in one.keys)


def _rank(one: Clash) -> tuple[bool, int, float, tuple[str, ...]]:
    is_possible = one.certainty is Certainty.POSSIBLE
    return is_possible, _ORDER[one.kind], -one.weight, tuple(str(key) for key in one.keys)
