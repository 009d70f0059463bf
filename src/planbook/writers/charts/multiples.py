"""Small multiples: one little line per city, all on one scale."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from planbook.indicators import number_text
from planbook.language import plural
from planbook.writers.charts.frame import (
    FONT_SIZE,
    PALE,
    SMALL_SIZE,
    ChartFrame,
    clipped,
    drawing,
    line_mark,
    text_mark,
    text_width,
    top_of,
)
from planbook.writers.charts.lines import (
    Axes,
    ChartLine,
    last_text,
    line_marks,
    newest_period,
    numbers_of,
    period_places,
    short_period,
)
from planbook.writers.charts.scale import Scale, tick_decimals, ticks

_PANEL, _GAP, _PLOT, _HEAD = 104.0, 18.0, 60.0, 22.0


def small_multiples(
    lines: Sequence[ChartLine], *, frame: ChartFrame, columns_count: int = 4
) -> str:
    """Return the picture of all lines side by side, an empty string where there is no number.

    All panels have one scale, told at the first of each row; the end of a line has its number.

    >>> small_multiples([], frame=ChartFrame("Вода, руб."))
    ''
    """
    told = [line for line in lines if any(numbers_of(line))]
    if not told:
        return ""
    numbers = [number for line in told for number in numbers_of(line)]
    steps = ticks(min(numbers), max(numbers), 2)
    ends = [steps[0], steps[-1]]
    decimals = tick_decimals(ends)
    left = max(text_width(number_text(one, decimals), SMALL_SIZE) for one in ends) + 6
    count = max(min(columns_count, len(told)), 1)
    width = (frame.width - left - _GAP * (count - 1)) / count
    marks: list[str] = []
    for place, line in enumerate(told):
        x = left + (width + _GAP) * (place % count)
        y = top_of(frame) + _PANEL * (place // count)
        marks += _panel(line, told, (x, y, width), ends)
        if place % count == 0:
            marks += _scale_labels(ends, decimals, left, y)
    height = top_of(frame) + _PANEL * math.ceil(len(told) / count)
    return drawing(frame, height + 16, _described(told), [*marks, *_foot(told, left, height)])


def _panel(
    line: ChartLine,
    lines: Sequence[ChartLine],
    place: tuple[float, float, float],
    ends: Sequence[Decimal],
) -> Iterator[str]:
    x, y, width = place
    number = last_text(line, newest_period(lines))
    weight = "bold" if line.is_own else ""
    label = clipped(line.label, width - text_width(number) - 6, FONT_SIZE)
    yield text_mark(x, y + 14, label, weight=weight)
    yield text_mark(x + width, y + 14, number, anchor="end", weight=weight)
    scale = Scale(ends[0], ends[-1], y + _HEAD + _PLOT, y + _HEAD)
    for end in ends:
        at = scale.place(end)
        yield line_mark((x, at, x + width, at), PALE, "chart-grid")
    yield from line_marks(
        line, Axes(period_places(lines, x + 3, x + width - 3), scale), with_dots=False
    )


def _scale_labels(ends: Sequence[Decimal], decimals: int, left: float, y: float) -> Iterator[str]:
    for end, at in zip(ends, (y + _HEAD + _PLOT, y + _HEAD), strict=True):
        text = number_text(end, decimals)
        yield text_mark(left - 6, at + 4, text, size=SMALL_SIZE, anchor="end")


def _foot(lines: Sequence[ChartLine], left: float, height: float) -> Iterator[str]:
    periods = list(period_places(lines, 0, 1))
    words = f"{short_period(periods[0])} – {short_period(periods[-1])}, одна шкала для всех"
    yield text_mark(left, height + 8, words, size=SMALL_SIZE)


def _described(lines: Sequence[ChartLine]) -> str:
    noun = plural(len(lines), "город", "города", "городов")
    newest = newest_period(lines)
    told = "; ".join(f"{line.label} — {last_text(line, newest)}" for line in lines[:12])
    more = f"; ещё {len(lines) - 12}" if len(lines) > 12 else ""
    return f"Линии по городам, {len(lines)} {noun}. Последние значения: {told}{more}."
