"""The turned table: a line for every city, columns are indicators, figures below."""

from __future__ import annotations

from collections.abc import Iterator

from planbook.documents.printed import Align
from planbook.indicators import summary_text
from planbook.writers.comparisons.figures import RowFigures, SectionFigures, TableFigures
from planbook.writers.comparisons.grid import Grid, GridColumn, GridRow, needed_width
from planbook.writers.comparisons.marks import Marks

_NUMBER, _CITY = 10.0, 42.0
_CELL_SIZE = 8.5
_NARROWEST = 26.0
_FIGURES = (
    ("Наименьшее", "minimum"),
    ("Наибольшее", "maximum"),
    ("Среднее", "mean"),
    ("Медиана", "median"),
    ("Нижний квартиль", "lower_quartile"),
    ("Верхний квартиль", "upper_quartile"),
    ("Сумма", "total"),
)


def turned_grid(figures: TableFigures, marks: Marks) -> Grid:
    """Return the table with cities as rows; figures stand below under a heading."""
    rows = [
        GridRow(
            (str(place + 1), column.city, *_values(figures, place, marks)),
            is_bold=place == figures.own_place,
        )
        for place, column in enumerate(figures.table.columns)
    ]
    rows += [GridRow(("Обобщающие показатели",), is_heading=True), *_figure_rows(figures)]
    columns = [
        _column(section, row, [one.texts[2 + place] for one in rows if not one.is_heading], figures)
        for place, (section, row) in enumerate(_rows(figures))
    ]
    stub = (GridColumn("№", _NUMBER, Align.LEFT), GridColumn("Город", _CITY, Align.LEFT))
    return Grid(stub, tuple(columns), tuple(rows), "Значения показателей по городам")


def _rows(figures: TableFigures) -> Iterator[tuple[SectionFigures, RowFigures]]:
    return ((section, row) for section in figures.sections for row in section.rows)


def _column(
    section: SectionFigures, row: RowFigures, texts: list[str], figures: TableFigures
) -> GridColumn:
    indicator = row.row.line.indicator
    header = ", ".join(filter(None, (f"{row.number}. {indicator.name}", indicator.unit.name)))
    width = max(needed_width(header, texts, _CELL_SIZE), _NARROWEST)
    group = section.section.heading if len(figures.sections) > 1 else ""
    return GridColumn(header, width, Align.RIGHT if indicator.is_numeric else Align.LEFT, group)


def _values(figures: TableFigures, place: int, marks: Marks) -> Iterator[str]:
    city = figures.table.columns[place].city
    for row in figures.rows:
        cells = row.row.cells[place]
        text = (
            "см.\u00a0ниже" if row.is_told_below else marks.together(cells, row.row.line.indicator)
        )
        for cell in cells:
            if cell is not None and cell.comment:
                text += marks.comment(f"{city}, п.\u00a0{row.number}: {cell.comment}")
        yield text


def _figure_rows(figures: TableFigures) -> Iterator[GridRow]:
    counts = (str(row.summary.count) for row in figures.rows)
    yield GridRow(("", "Число ответов", *counts), align=Align.RIGHT)
    for heading, name in _FIGURES:
        texts = []
        for row in figures.rows:
            number = getattr(row.summary, name)
            indicator = row.row.line.indicator
            texts.append("" if number is None else summary_text(number, indicator))
        if any(texts):
            yield GridRow(("", heading, *texts), align=Align.RIGHT)
