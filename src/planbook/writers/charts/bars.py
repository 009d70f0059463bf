"""Horizontal bars of one indicator over cities: from the largest, the median as a thin line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planbook.indicators import Column, ComparisonRow, Indicator, city_numbers, number_text
from planbook.indicators.statistics import kept_decimals, median_of
from planbook.indicators.wording import rounded_to
from planbook.language import plural
from planbook.writers.charts.bar import STEP, THICK, Bar, BarPlace, bar_marks
from planbook.writers.charts.frame import (
    INK,
    MEDIAN,
    SMALL_SIZE,
    ChartFrame,
    drawing,
    line_mark,
    text_mark,
    text_width,
    top_of,
)
from planbook.writers.charts.scale import Scale, bar_scale

_LABEL_SHARE = 0.34
_FOOT = 26.0


@dataclass(frozen=True, slots=True)
class _Room:
    """The distance of bars, and how many there are with those that are left out."""

    step: float
    total: int


def comparison_bars(
    row: ComparisonRow,
    columns: Sequence[Column],
    *,
    frame: ChartFrame | None = None,
    own_key: str = "",
    most: int = 0,
    step: float = STEP,
) -> str:
    """Return the picture of a numeric row, an empty string where no city has a number.

    Args:
        frame: its title and size; the name of the indicator and its unit are taken for none.
        own_key: key of the city that is highlighted.
        most: how many bars at most, 0 for all; the middle is left out and told, the own city stays.
        step: from one bar to the next.

    >>> from planbook.indicators import CellValue, FormLine, Unit, UnitKind
    >>> line = FormLine(Indicator("water", "Вода", Unit(UnitKind.MONEY, "руб.")))
    >>> row = ComparisonRow(line, "a", ((CellValue(number=Decimal("32.15")),),))
    >>> "Вода, руб.</title>" in comparison_bars(row, [Column("Шуя", "1")])
    True
    """
    indicator = row.line.indicator
    bars = _bars(row, columns, own_key)
    if not bars:
        return ""
    frame = frame or ChartFrame(indicator_title(indicator))
    median = median_of(bar.number for bar in bars)
    assert median is not None  # noqa: S101 -- there is at least one bar
    shown = _shown(bars, most)
    height = top_of(frame) + step * len(shown) + _FOOT
    told = rounded_to(median, kept_decimals(indicator))
    marks = _drawn(shown, frame, told, _Room(step, len(bars)))
    return drawing(frame, height, _described(bars, median, indicator), marks)


def indicator_title(indicator: Indicator) -> str:
    """Return the name of an indicator with its unit, as the title of its picture."""
    return ", ".join(filter(None, (indicator.name, indicator.unit.name)))


def _bars(row: ComparisonRow, columns: Sequence[Column], own_key: str) -> list[Bar]:
    decimals = row.line.indicator.decimals
    found = [
        Bar(column.city, number, number_text(number, decimals), column.key == own_key)
        for column, number in zip(columns, city_numbers(row), strict=True)
        if number is not None
    ]
    return sorted(found, key=lambda bar: (-bar.number, bar.label))


def _shown(bars: list[Bar], most: int) -> list[Bar | None]:
    """Return the bars that are drawn; None stands where bars are left out."""
    # Leaving out one or two would save no room: a sign stands in their place.
    if not most or len(bars) <= most + 2:
        return list(bars)
    half = max(most // 2, 1)
    own = next((place for place, bar in enumerate(bars) if bar.is_own), None)
    places = {*range(half), *range(len(bars) - half, len(bars))} | ({own} - {None})
    shown: list[Bar | None] = []
    before = -1
    for place in sorted(one for one in places if one is not None):
        if place > before + 1:
            shown.append(None)
        shown.append(bars[place])
        before = place
    return shown


def _drawn(
    shown: list[Bar | None], frame: ChartFrame, median: Decimal, room: _Room
) -> Iterator[str]:
    drawn = [bar for bar in shown if bar is not None]
    top = top_of(frame)
    labels = min(max(text_width(bar.label) for bar in drawn) + 12, frame.width * _LABEL_SHARE)
    left = float(labels)
    right = frame.width - max(text_width(bar.printed) for bar in drawn) - 12
    if any(bar.number < 0 for bar in drawn):
        left += max(text_width(bar.printed) for bar in drawn if bar.number < 0)
    scale = bar_scale([*(bar.number for bar in drawn), median], left, right)
    for place, bar in enumerate(shown):
        middle = top + room.step * (place + 0.5)
        if bar is None:
            yield text_mark(left + 4, middle + 4, "…", weight="bold")
        else:
            place_of = BarPlace(labels, middle, room.step * THICK)
            yield from bar_marks(bar, place_of, scale, has_zero=True)
    bottom = top + room.step * len(shown)
    zero = scale.place(Decimal(0))
    yield line_mark((zero, top, zero, bottom), INK, "chart-zero")
    at = scale.place(median)
    for start, end in _free_runs([_covers(bar, at, scale) for bar in shown]):
        last = bottom + 4 if end == len(shown) else top + room.step * end
        yield line_mark((at, top + room.step * start, at, last), MEDIAN, "chart-median")
    left_out = room.total - len(drawn)
    words = f"медиана {number_text(median, max(-int(median.as_tuple().exponent), 0))}"
    if left_out:
        verb = plural(left_out, "не показан", "не показаны", "не показано")
        words += f"; {verb} {left_out} {plural(left_out, 'город', 'города', 'городов')}"
    half = text_width(words, SMALL_SIZE) / 2
    middle = min(max(at, half), frame.width - half)
    yield text_mark(middle, bottom + 18, words, size=SMALL_SIZE, anchor="middle")


def _covers(bar: Bar | None, at: float, scale: Scale) -> bool:
    """Return whether the printed number of a bar stands at a place of the scale."""
    if bar is None:
        return False
    end, room = scale.place(bar.number), text_width(bar.printed) + 8
    return end - room < at < end if bar.number < 0 else end < at < end + room


def _free_runs(covered: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the first row and the row after the last of every run without printed numbers."""
    start = 0
    for place, is_covered in enumerate([*covered, True]):
        if is_covered:
            if place > start:
                yield start, place
            start = place + 1


def _described(bars: list[Bar], median: Decimal, indicator: Indicator) -> str:
    first, last = bars[0], bars[-1]
    noun = plural(len(bars), "город", "города", "городов")
    told = number_text(rounded_to(median, kept_decimals(indicator)), kept_decimals(indicator))
    words = (
        f"Полосы по городам от наибольшего значения: {len(bars)} {noun}. "
        f"Наибольшее {first.printed} ({first.label}), наименьшее {last.printed} ({last.label}), "
        f"медиана {told}."
    )
    own = next((bar for bar in bars if bar.is_own), None)
    return f"{words} Выделен город: {own.label}, {own.printed}." if own else words
