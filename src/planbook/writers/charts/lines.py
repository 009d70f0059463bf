"""Lines of one indicator over rounds, labelled at their ends; gaps stay gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from planbook.dates import Period, PeriodError, PeriodKind
from planbook.indicators import Indicator, Series, number_text
from planbook.language import plural
from planbook.text import format_roman
from planbook.writers.charts.frame import (
    FONT_SIZE,
    MEDIAN,
    OTHER,
    OWN,
    PALE,
    SMALL_SIZE,
    ChartFrame,
    clipped,
    drawing,
    figure,
    line_mark,
    text_mark,
    text_width,
    top_of,
)
from planbook.writers.charts.scale import Scale, tick_decimals, ticks

_HEIGHT = 260.0
_FOOT = 28.0
_LABEL_STEP = 15.0


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line of a picture: its label, its series (one for each version) and whether it is own."""

    label: str
    series: Sequence[Series]
    is_own: bool = False

    @property
    def indicator(self) -> Indicator | None:
        """The indicator in its last version, None of a line without series."""
        return self.series[-1].indicator if self.series else None


@dataclass(frozen=True, slots=True)
class Axes:
    """Where periods and numbers of a picture stand."""

    periods: dict[str, float]
    numbers: Scale


def series_lines(lines: Sequence[ChartLine], *, frame: ChartFrame) -> str:
    """Return the picture of lines over periods, an empty string where there is no number.

    Another version of an indicator is a line of its own; a period without a value is a gap.

    >>> from planbook.indicators import SeriesValue, Unit, UnitKind, series_of
    >>> water = Indicator("water", "Вода", Unit(UnitKind.MONEY, "руб."))
    >>> series = series_of([SeriesValue("2026-33", water, Decimal("32.15"))])
    >>> series_lines([ChartLine("Шуя", series)], frame=ChartFrame("Вода, руб."))[:5]
    '<svg '
    """
    told = [line for line in lines if any(numbers_of(line))]
    if not told:
        return ""
    numbers = [number for line in told for number in numbers_of(line)]
    steps = ticks(min(numbers), max(numbers))
    decimals = tick_decimals(steps)
    top = top_of(frame) + 8
    bottom = top + _HEIGHT
    left = max(text_width(number_text(one, decimals), SMALL_SIZE) for one in steps) + 8
    newest = newest_period(told)
    labels = [f"{line.label} {last_text(line, newest)}" for line in told]
    right = frame.width - min(max(map(text_width, labels)) + 10, frame.width * 0.34)
    axes = Axes(period_places(told, left + 8, right - 8), Scale(steps[0], steps[-1], bottom, top))
    marks = [*_grid(steps, decimals, (left, right), axes), *_period_labels(axes, bottom)]
    for line in sorted(told, key=lambda one: one.is_own):
        marks += line_marks(line, axes, with_dots=True)
    marks += _end_labels(told, axes, right, frame)
    return drawing(frame, bottom + _FOOT, _described(told, axes), marks)


def numbers_of(line: ChartLine) -> list[Decimal]:
    """Return all numbers of a line."""
    points = (point for series in line.series for point in series.points)
    return [point.number for point in points if point.number is not None]


def last_text(line: ChartLine, newest: str) -> str:
    """Return the last number of a line as printed, with its period when that is not the newest."""
    told = [point for series in line.series for point in series.points if point.number is not None]
    if not told or line.indicator is None or told[-1].number is None:
        return ""
    words = number_text(told[-1].number, line.indicator.decimals)
    period = told[-1].period_edtf
    return words if period == newest else f"{words} ({short_period(period)})"


def period_places(lines: Sequence[ChartLine], start: float, end: float) -> dict[str, float]:
    """Return where each period stands, evenly from the oldest."""
    found = {
        point.period_edtf for line in lines for series in line.series for point in series.points
    }
    ordered = sorted(found, key=_order)
    step = (end - start) / (len(ordered) - 1) if len(ordered) > 1 else 0.0
    first = start if len(ordered) > 1 else (start + end) / 2
    return {period: first + step * place for place, period in enumerate(ordered)}


def newest_period(lines: Sequence[ChartLine]) -> str:
    """Return the last period of a picture, empty without any."""
    return next(reversed(period_places(lines, 0, 1)), "")


def line_marks(line: ChartLine, axes: Axes, *, with_dots: bool) -> Iterator[str]:
    """Yield a line: a path for every run of numbers, dots where they are asked or stand alone."""
    # Among others a line is pale; alone in its panel it is drawn in ink.
    colour, width = (OWN, 2.5) if line.is_own else (OTHER if with_dots else MEDIAN, 1.5)
    kind = "chart-own" if line.is_own else "chart-line"
    for series in line.series:
        for run in _runs(series, axes):
            path = " ".join(f"{figure(x)},{figure(y)}" for x, y in run)
            if len(run) > 1:
                yield (
                    f'<polyline class="{kind}" points="{path}" fill="none" stroke="{colour}" '
                    f'stroke-width="{width}" stroke-linejoin="round"/>'
                )
            dots = run if with_dots and line.is_own else run[:1] if len(run) == 1 else []
            for x, y in dots:
                at = f'cx="{figure(x)}" cy="{figure(y)}" r="3"'
                yield f'<circle class="{kind}" {at} fill="{colour}"/>'


def short_period(period_edtf: str) -> str:
    """Return a period as short as an axis wants it.

    >>> short_period("2026-35"), short_period("2026"), short_period("2026-04")
    ('III\\xa0кв.\\xa02026', '2026', '04.2026')
    """
    try:
        period = Period.from_edtf(period_edtf)
    except PeriodError:
        return period_edtf
    year, month = period.start.year, period.start.month
    match period.kind:
        case PeriodKind.QUARTER:
            return f"{format_roman((month + 2) // 3)}\u00a0кв.\u00a0{year}"
        case PeriodKind.HALF_YEAR:
            return f"{format_roman((month + 5) // 6)}\u00a0пг.\u00a0{year}"
        case PeriodKind.MONTH:
            return f"{month:02}.{year}"
        case PeriodKind.YEAR:
            return str(year)
    return period_edtf


def _order(period_edtf: str) -> tuple[str, str]:
    try:
        return Period.from_edtf(period_edtf).start.isoformat(), period_edtf
    except PeriodError:
        return "9999", period_edtf


def _runs(series: Series, axes: Axes) -> Iterator[list[tuple[float, float]]]:
    run: list[tuple[float, float]] = []
    for point in series.points:
        if point.number is None:
            if run:
                yield run
            run = []
        else:
            run.append((axes.periods[point.period_edtf], axes.numbers.place(point.number)))
    if run:
        yield run


def _grid(
    steps: Sequence[Decimal], decimals: int, sides: tuple[float, float], axes: Axes
) -> Iterator[str]:
    left, right = sides
    for step in steps:
        y = axes.numbers.place(step)
        yield line_mark((left, y, right, y), PALE, "chart-grid")
        text = number_text(step, decimals)
        yield text_mark(left - 6, y + 4, text, size=SMALL_SIZE, anchor="end")


def _period_labels(axes: Axes, bottom: float) -> Iterator[str]:
    """Yield labels of periods at even steps from the last one, so that none touches another."""
    texts = [short_period(period) for period in axes.periods]
    places = list(axes.periods.values())
    widest = max((text_width(text, SMALL_SIZE) for text in texts), default=0.0) + 8
    distance = places[1] - places[0] if len(places) > 1 else widest
    step = max(ceil(widest / distance), 1) if distance else 1
    for text, x in list(zip(texts, places, strict=True))[::-step][::-1]:
        yield text_mark(x, bottom + 18, text, size=SMALL_SIZE, anchor="middle")


def _end_labels(
    lines: Sequence[ChartLine], axes: Axes, right: float, frame: ChartFrame
) -> Iterator[str]:
    """Yield labels at the ends of lines, moved apart; where they are too many, only some."""
    ends = []
    for line in lines:
        y = axes.numbers.place(numbers_of(line)[-1])
        ends.append((not line.is_own, y, line))
    kept: list[tuple[float, ChartLine]] = []
    for _, y, line in sorted(ends, key=lambda one: (one[0], one[1], one[2].label)):
        if all(abs(y - other) >= _LABEL_STEP for other, _ in kept):
            kept.append((y, line))
    room = frame.width - right - 6
    for y, line in kept:
        number = last_text(line, next(reversed(axes.periods), ""))
        name = clipped(line.label, room - text_width(f" {number}", FONT_SIZE))
        weight = "bold" if line.is_own else ""
        yield text_mark(right + 4, y + 4.5, f"{name} {number}", weight=weight)


def _described(lines: Sequence[ChartLine], axes: Axes) -> str:
    count = len(lines)
    periods = list(axes.periods)
    noun = plural(count, "линия", "линии", "линий")
    words = f"{count} {noun}, {short_period(periods[0])} – {short_period(periods[-1])}."
    own = next((line for line in lines if line.is_own), None)
    told = own or (lines[0] if count == 1 else None)
    if told is None:
        return words
    numbers, indicator = numbers_of(told), told.indicator
    decimals = indicator.decimals if indicator else 2
    first, last = number_text(numbers[0], decimals), number_text(numbers[-1], decimals)
    return f"{words} {told.label}: от {first} до {last}."
