"""Horizontal bars of counts in a given order: months, sections, years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planbook.writers.charts.bar import STEP, THICK, Bar, BarPlace, bar_marks
from planbook.writers.charts.frame import (
    INK,
    ChartFrame,
    drawing,
    line_mark,
    text_width,
    top_of,
)
from planbook.writers.charts.scale import bar_scale

_LABEL_SHARE = 0.45
_FOOT = 8.0


@dataclass(frozen=True, slots=True)
class CountedBar:
    """A bar: what is counted and how many; `is_own` marks the one that is meant."""

    label: str
    count: int
    is_own: bool = False


def counted_bars(bars: Sequence[CountedBar], *, frame: ChartFrame) -> str:
    """Return the picture of counts in the order given, an empty string where all are nought.

    >>> picture = counted_bars([CountedBar("январь", 2)], frame=ChartFrame("По месяцам"))
    >>> "январь" in picture
    True
    """
    if not any(bar.count for bar in bars):
        return ""
    words = "; ".join(f"{bar.label}: {bar.count}" for bar in bars)
    height = top_of(frame) + STEP * len(bars) + _FOOT
    return drawing(frame, height, f"Полосы в порядке списка. {words}.", _marks(bars, frame))


def _marks(bars: Sequence[CountedBar], frame: ChartFrame) -> Iterator[str]:
    top = top_of(frame)
    widest = max(text_width(bar.label) for bar in bars) + 12
    left = min(widest, frame.width * _LABEL_SHARE)
    right = frame.width - max(text_width(str(bar.count)) for bar in bars) - 12
    scale = bar_scale([Decimal(bar.count) for bar in bars], left, right)
    for place, bar in enumerate(bars):
        drawn = Bar(bar.label, Decimal(bar.count), str(bar.count), bar.is_own)
        middle = top + STEP * (place + 0.5)
        yield from bar_marks(drawn, BarPlace(left, middle, STEP * THICK), scale, has_zero=False)
    zero = scale.place(Decimal(0))
    yield line_mark((zero, top, zero, top + STEP * len(bars)), INK, "chart-zero")
