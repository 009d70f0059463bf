"""Horizontal bars of counts in a given order: months, sections, years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planbook.writers.charts.frame import (
    INK,
    OTHER,
    OWN,
    ChartFrame,
    clipped,
    drawing,
    figure,
    line_mark,
    text_mark,
    text_width,
    top_of,
)
from planbook.writers.charts.scale import Scale, bar_scale

_STEP, _THICK = 22.0, 0.64
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
    height = top_of(frame) + _STEP * len(bars) + _FOOT
    return drawing(frame, height, f"Полосы в порядке списка. {words}.", _marks(bars, frame))


def _marks(bars: Sequence[CountedBar], frame: ChartFrame) -> Iterator[str]:
    top = top_of(frame)
    widest = max(text_width(bar.label) for bar in bars) + 12
    left = min(widest, frame.width * _LABEL_SHARE)
    right = frame.width - max(text_width(str(bar.count)) for bar in bars) - 12
    scale = bar_scale([Decimal(bar.count) for bar in bars], left, right)
    for place, bar in enumerate(bars):
        yield from _bar(bar, (left, top + _STEP * (place + 0.5)), scale)
    zero = scale.place(Decimal(0))
    yield line_mark((zero, top, zero, top + _STEP * len(bars)), INK, "chart-zero")


def _bar(bar: CountedBar, place: tuple[float, float], scale: Scale) -> Iterator[str]:
    left, middle = place
    zero, end = scale.place(Decimal(0)), scale.place(Decimal(bar.count))
    weight = "bold" if bar.is_own else ""
    label = clipped(bar.label, left - 8)
    yield text_mark(left - 8, middle + 4.5, label, anchor="end", weight=weight)
    colour, kind = (OWN, "chart-own") if bar.is_own else (OTHER, "chart-bar")
    if bar.count:
        yield (
            f'<rect class="{kind}" x="{figure(zero)}" y="{figure(middle - _STEP * _THICK / 2)}" '
            f'width="{figure(max(end - zero, 0.5))}" height="{figure(_STEP * _THICK)}" '
            f'fill="{colour}"/>'
        )
    yield text_mark(end + 5, middle + 4.5, str(bar.count), weight=weight)
