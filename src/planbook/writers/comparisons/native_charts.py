"""Charts of Excel itself: bars of every indicator from the largest, with the median among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from planbook.indicators import city_numbers
from planbook.indicators.statistics import median_of
from planbook.indicators.wording import rounded_to
from planbook.text.formulas import guard_formula
from planbook.writers.characters import printable
from planbook.writers.comparisons.figures import RowFigures, TableFigures
from planbook.writers.xlsx import beginning

CHARTS_SHEET, DATA_SHEET = "Диаграммы", "Данные диаграмм"
_MEDIAN = "Медиана"
_OWN, _OTHER, _MEDIAN_COLOUR = "#12375F", "#B4BCC6", "#5B6472"
_ROW_PIXELS, _BAR_PIXELS, _FRAME_PIXELS, _WIDTH = 20, 20, 80, 660
# Many bars are drawn narrower; rows of the sheet that a printed page holds.
_MANY, _NARROW_BAR, _PAGE_ROWS = 20, 15, 50
_MOST_TITLE = 200
_ADDRESS = re.compile(r"!(?=\$?[A-Z]+\$?\d)")


@dataclass(frozen=True, slots=True)
class _Bar:
    label: str
    number: Decimal
    colour: str


@dataclass(frozen=True, slots=True)
class ChartData:
    """One chart: its title, how its numbers are printed, its bars."""

    title: str
    number_format: str
    bars: tuple[_Bar, ...]


def charts_of(figures: TableFigures) -> list[ChartData]:
    """Return a chart for every row whose cities have one number each, at least two of them."""
    return [chart for row in figures.rows if (chart := _chart(figures, row)) is not None]


def data_rows(charts: list[ChartData]) -> Iterator[list[str | Decimal | None]]:
    """Yield the rows of the sheet that the charts are drawn from: two columns for each."""
    yield [text for chart in charts for text in (chart.title, "Значение")]
    for place in range(max((len(chart.bars) for chart in charts), default=0)):
        row: list[str | Decimal | None] = []
        for chart in charts:
            bar = chart.bars[place] if place < len(chart.bars) else None
            row += [bar.label, bar.number] if bar else [None, None]
        yield row


def insert_charts(
    workbook: xlsxwriter.Workbook, sheet: Worksheet, charts: list[ChartData], first_row: int
) -> None:
    """Put the charts under one another; none is broken between pages that can be helped."""
    row, page_start, breaks = first_row, 0, []
    for place, data in enumerate(charts):
        bar = _BAR_PIXELS if len(data.bars) <= _MANY else _NARROW_BAR
        height = _FRAME_PIXELS + bar * len(data.bars)
        rows = -(-height // _ROW_PIXELS)
        if place and row + rows > page_start + _PAGE_ROWS:
            breaks.append(row)
            page_start = row
        chart = _drawn(workbook, data, place)
        chart.set_size({"width": _WIDTH, "height": height})
        sheet.insert_chart(row, 0, chart, {"description": _plain(data.title), "y_offset": 8})
        row += rows + 1
    sheet.set_h_pagebreaks(breaks)


def _chart(figures: TableFigures, row: RowFigures) -> ChartData | None:
    indicator = row.row.line.indicator
    columns = figures.table.columns
    if row.summary.median is None:
        return None
    numbers = [
        (column.city, number, place == figures.own_place)
        for place, (column, number) in enumerate(zip(columns, city_numbers(row.row), strict=True))
        if number is not None
    ]
    if len(numbers) < 2:
        return None
    bars = [
        _Bar(city, rounded_to(number, indicator.decimals), _OWN if is_own else _OTHER)
        for city, number, is_own in numbers
    ]
    median = median_of(number for _, number, _ in numbers)
    if median is not None:
        bars.append(_Bar(_MEDIAN, rounded_to(median, indicator.decimals), _MEDIAN_COLOUR))
    bars.sort(key=lambda bar: (-bar.number, bar.label))
    title = ", ".join(filter(None, (f"{row.number}. {indicator.name}", indicator.unit.name)))
    pattern = "#,##0" + (f".{'0' * indicator.decimals}" if indicator.decimals else "")
    return ChartData(title, pattern, tuple(bars))


def _drawn(workbook: xlsxwriter.Workbook, data: ChartData, place: int) -> Any:
    chart = workbook.add_chart({"type": "bar"})
    last, column = len(data.bars), place * 2
    chart.add_series(
        {
            "name": _plain(data.title),
            "categories": [DATA_SHEET, 1, column, last, column],
            "values": [DATA_SHEET, 1, column + 1, last, column + 1],
            # Programs that do not calculate show what is kept beside the addresses.
            "categories_data": [printable(bar.label) for bar in data.bars],
            "values_data": [float(bar.number) for bar in data.bars],
            "points": [{"fill": {"color": bar.colour}} for bar in data.bars],
            "fill": {"color": _OTHER},
            "gap": 35,
            "data_labels": {
                "value": True,
                "num_format": data.number_format,
                "font": {"name": "Arial", "size": 9},
            },
        }
    )
    chart.set_title(
        {
            "name": _plain(data.title),
            "name_font": {"name": "Arial", "size": 11, "bold": True},
            "overlay": False,
        }
    )
    chart.set_legend({"none": True})
    # Bars are drawn from below; the largest belongs to the top.
    chart.set_y_axis({"reverse": True, "num_font": {"name": "Arial", "size": 9}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": _least(data)})
    return chart


def _least(data: ChartData) -> float | None:
    return 0 if all(bar.number >= 0 for bar in data.bars) else None


def _plain(text: str) -> str:
    """Return words for a chart, where the library would take «А!B1» for an address."""
    plain = _ADDRESS.sub("! ", " ".join(printable(text).split()))
    return guard_formula(beginning(plain, _MOST_TITLE))
