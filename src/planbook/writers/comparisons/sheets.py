"""Sheets of the workbook of a comparison table as rows of plain cells, whatever writes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from planbook.indicators import (
    UNIT_KIND_WORDS,
    Direction,
    Indicator,
    city_number,
    digest,
    number_text,
)
from planbook.indicators.statistics import kept_decimals
from planbook.indicators.wording import rounded_to
from planbook.writers.comparisons.copies import copy_names
from planbook.writers.comparisons.figures import RowFigures, SectionFigures, TableFigures
from planbook.writers.comparisons.marks import Marks

# What a number of Excel (IEEE 754, binary64) surely keeps.
_EXACT_DIGITS = 15
DIRECTION_WORDS = {
    Direction.HIGHER_BETTER: "больше — лучше",
    Direction.LOWER_BETTER: "меньше — лучше",
    Direction.NEUTRAL: "не оценивается",
}
FIGURE_HEADERS = (
    ("Число ответов", "count"),
    ("Наименьшее", "minimum"),
    ("Наибольшее", "maximum"),
    ("Среднее", "mean"),
    ("Медиана", "median"),
    ("Нижний квартиль", "lower_quartile"),
    ("Верхний квартиль", "upper_quartile"),
    ("Сумма", "total"),
)


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell: a number with its decimals, or words; `comment` is what the city says of it."""

    number: Decimal | None = None
    text: str = ""
    decimals: int = 0
    comment: str = ""
    is_mark: bool = False
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: its cells, or one heading over all columns."""

    cells: tuple[SheetCell, ...]
    is_heading: bool = False
    is_own: bool = False


def words(text: str) -> SheetCell:
    """Return a cell of words."""
    return SheetCell(text=text)


def number_cell(number: Decimal | None, decimals: int) -> SheetCell:
    """Return a cell of a number; one that Excel would not keep exactly is words.

    >>> number_cell(Decimal("32.15"), 2).number, number_cell(Decimal(10) ** 17 + 1, 0).text
    (Decimal('32.15'), '100\\xa0000\\xa0000\\xa0000\\xa0000\\xa0001')
    """
    if number is None:
        return SheetCell()
    if len(number.normalize().as_tuple().digits) > _EXACT_DIGITS:
        rounded = rounded_to(number, decimals)
        if len(rounded.normalize().as_tuple().digits) > _EXACT_DIGITS:
            return SheetCell(text=number_text(rounded, decimals), is_right=True)
        number = rounded
    return SheetCell(number=number, decimals=decimals)


def value_cell(row: RowFigures, place: int, marks: Marks) -> SheetCell:
    """Return what a city told about a row: its number, its words, or why there is none."""
    indicator = row.row.line.indicator
    cells = row.row.cells[place]
    comment = "\n".join(cell.comment for cell in cells if cell is not None and cell.comment)
    number = city_number(cells, indicator.aggregation) if indicator.is_numeric else None
    if number is not None:
        found = number_cell(number, indicator.decimals)
        marks.has_merged = marks.has_merged or len(cells) > 1
        return replace(found, comment=comment)
    # A sheet is searched and copied from: no signs without a look of their own.
    text = marks.together(cells, indicator).replace("\u200b", "")
    is_mark = not any(cell is not None and cell.is_value for cell in cells)
    is_right = is_mark or indicator.is_numeric
    return SheetCell(text=text, comment=comment, is_mark=is_mark, is_right=is_right)


def rank_cells(row: RowFigures) -> Iterator[SheetCell]:
    """Yield the places of cities; a shared place is words."""
    for rank in row.ranks:
        if rank is None or rank.place == rank.last:
            yield number_cell(Decimal(rank.place) if rank else None, 0)
        else:
            yield SheetCell(text=rank.text, is_right=True)


def figure_cells(row: RowFigures, names: Sequence[str]) -> Iterator[SheetCell]:
    """Yield the figures of a row in the order of their names."""
    indicator = row.row.line.indicator
    for name in names:
        if name == "count":
            yield number_cell(Decimal(row.summary.count), 0)
        else:
            number = getattr(row.summary, name)
            yield number_cell(number, _figure_decimals(number, indicator))


def figures_used(figures: TableFigures) -> list[tuple[str, str]]:
    """Return headers and names of the figures that at least one row has."""
    return [
        (header, name)
        for header, name in FIGURE_HEADERS
        if name == "count" or any(getattr(row.summary, name) is not None for row in figures.rows)
    ]


def copies_rows(figures: TableFigures, section: SectionFigures, marks: Marks) -> Iterator[SheetRow]:
    """Yield all values of a repeated section: a row for every supplier or zone of every city."""
    for place, column in enumerate(figures.table.columns):
        count = max((len(row.row.cells[place]) for row in section.rows), default=0)
        names = copy_names(figures, section.section.code, place)
        for copy in range(count):
            name = names[copy] if copy < len(names) else str(copy + 1)
            cells = [words(column.city), words(name)]
            cells += [_copy_cell(row, place, copy, marks) for row in section.rows]
            yield SheetRow(tuple(cells), is_own=place == figures.own_place)


def narrative_rows(figures: TableFigures) -> Iterator[SheetRow]:
    """Yield the answers in words: question, city, answer."""
    for topic in digest(figures.table):
        for entry in topic.entries:
            city = f"{entry.city}, {entry.copy_name}" if entry.copy_name else entry.city
            yield SheetRow((words(topic.heading), words(city), words(entry.text)))
        for silence in topic.silent:
            reason = SheetCell(text=silence.reason or "ответ не получен", is_mark=True)
            yield SheetRow((words(topic.heading), words(silence.city), reason))


def indicator_rows(figures: TableFigures) -> Iterator[SheetRow]:
    """Yield what is meant by every indicator."""
    for row in figures.rows:
        indicator = row.row.line.indicator
        yield SheetRow(
            (
                words(row.number),
                words(indicator.code),
                words(indicator.name),
                words(indicator.unit.name),
                words(UNIT_KIND_WORDS[indicator.unit.kind]),
                words(DIRECTION_WORDS[indicator.direction]),
                number_cell(Decimal(indicator.version), 0),
                words(indicator.definition),
            )
        )


def _copy_cell(row: RowFigures, place: int, copy: int, marks: Marks) -> SheetCell:
    indicator = row.row.line.indicator
    cells = row.row.cells[place]
    value = cells[copy] if copy < len(cells) else None
    comment = value.comment if value is not None else ""
    if value is not None and value.number is not None and indicator.is_numeric:
        found = number_cell(value.number, indicator.decimals)
        return replace(found, comment=comment)
    is_mark = value is None or not value.is_value
    text = marks.told(value, indicator)
    return SheetCell(text=text, comment=comment, is_mark=is_mark, is_right=is_mark)


def _figure_decimals(number: Decimal | None, indicator: Indicator) -> int:
    if number is None or indicator.decimals:
        return indicator.decimals
    return kept_decimals(indicator) if number != number.to_integral_value() else 0
