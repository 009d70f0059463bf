"""A comparison table as separated text for Russian Excel: one line per indicator.

Numbers have a decimal comma and nothing between thousands. Text that a spreadsheet would take for
a formula gets an apostrophe in front (see `planbook.text.formulas`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal

from planbook.indicators import CellValue
from planbook.indicators.statistics import city_number
from planbook.indicators.wording import rounded_to
from planbook.text.formulas import guard_formula
from planbook.writers.characters import printable
from planbook.writers.comparison_export import ComparisonExport
from planbook.writers.comparisons.copies import copy_names
from planbook.writers.comparisons.figures import RowFigures, SectionFigures, TableFigures
from planbook.writers.comparisons.sheets import figures_used
from planbook.writers.comparisons.words import citation, edition_words, period_words

_BOM = "\ufeff"
_SEPARATOR = ";"
_STUB = ("№", "Раздел", "Код", "Показатель", "Единица")


def write_comparison_csv(export: ComparisonExport) -> bytes:
    """Write a comparison table as separated text: semicolons, decimal commas, byte order mark.

    >>> from datetime import date
    >>> from planbook.indicators import ComparisonTable, IndicatorForm
    >>> form = IndicatorForm("Тарифы", ())
    >>> table = ComparisonTable("Тарифы", "Союз", "2026", form, 1, date(2026, 4, 20), (), ())
    >>> write_comparison_csv(ComparisonExport(table)).decode().splitlines()[0]
    '\\ufeff№;Раздел;Код;Показатель;Единица;Число ответов'
    """
    return "".join(comparison_csv_lines(export)).encode("utf-8")


def comparison_csv_lines(export: ComparisonExport) -> Iterator[str]:
    """Yield the lines of the file one by one, so that long tables can be sent as they are made."""
    figures = TableFigures(export)
    rows = _turned_rows(figures) if export.is_turned else _rows(figures)
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=_SEPARATOR, lineterminator="\r\n")
    buffer.write(_BOM)
    for row in rows:
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _rows(figures: TableFigures) -> Iterator[list[str]]:
    cities = [safe(column.city) for column in figures.table.columns]
    used = figures_used(figures)
    yield [*_STUB, *cities, *(head for head, _ in used)]
    names = [name for _, name in used]
    for section in figures.sections:
        for row in section.rows:
            values = [_together(row, place) for place in range(len(cities))]
            yield [*_stub(section, row), *values, *_figures(row, names)]
        yield from _copies(figures, section)
    yield from _end(figures)


def _turned_rows(figures: TableFigures) -> Iterator[list[str]]:
    """Yield the table with a line for every city; codes and units stand in lines of their own."""
    stubs = [_stub(section, row) for section in figures.sections for row in section.rows]
    for place, head in enumerate(_STUB):
        yield [head, *(stub[place] for stub in stubs)]
    for place, column in enumerate(figures.table.columns):
        yield [safe(column.city), *(_together(row, place) for row in figures.rows)]
    for head, name in figures_used(figures):
        yield [head, *(_figures(row, [name])[0] for row in figures.rows)]
    yield from _end(figures)


def _end(figures: TableFigures) -> Iterator[list[str]]:
    table = figures.table
    yield []
    edition = edition_words(table, is_preliminary=figures.export.is_preliminary)
    yield [safe(f"{table.title}. {period_words(table.period_edtf)}. {edition}")]
    yield [safe(citation(table, figures.export.source_url))]


def _stub(section: SectionFigures, row: RowFigures) -> list[str]:
    indicator = row.row.line.indicator
    texts = (section.section.heading, indicator.code, indicator.name, indicator.unit.name)
    return [row.number, *map(safe, texts)]


def _copies(figures: TableFigures, section: SectionFigures) -> Iterator[list[str]]:
    """Yield all values of a repeated section: names of copies, then their values."""
    count = max((len(cells) for row in section.rows for cells in row.row.cells), default=0)
    if not section.section.is_repeated or count < 2:
        return
    places = range(len(figures.table.columns))
    names = [copy_names(figures, section.section.code, place) for place in places]
    heading = safe(section.section.heading)
    for copy in range(count):
        label = safe(f"{section.section.repeated_for.capitalize()} {copy + 1}")
        told = [safe(one[copy]) if copy < len(one) else "" for one in names]
        yield ["", heading, "", label, "", *told]
        for row in section.rows:
            cells = [row.row.cells[place] for place in places]
            values = [told_value(one[copy]) if copy < len(one) else "" for one in cells]
            yield [*_stub(section, row), *values]


def _together(row: RowFigures, place: int) -> str:
    cells, indicator = row.row.cells[place], row.row.line.indicator
    if len(cells) == 1:
        return told_value(cells[0])
    number = city_number(cells, indicator.aggregation) if indicator.is_numeric else None
    if number is not None:
        return decimal_comma(rounded_to(number, indicator.decimals))
    return "; ".join(dict.fromkeys(told_value(cell) for cell in cells if cell))


def told_value(value: CellValue | None) -> str:
    """Return a value with every decimal that was typed, words, or the reason of absence."""
    if value is None:
        return ""
    return decimal_comma(value.number) if value.number is not None else safe(value.told)


def decimal_comma(number: Decimal) -> str:
    """Return a number as Russian Excel reads it.

    >>> decimal_comma(Decimal("-1820.30"))
    '-1820,30'
    """
    return format(number, "f").replace(".", ",")


def safe(text: str) -> str:
    """Return words that no spreadsheet takes for a formula.

    >>> safe("=СУММ(A1)")
    "'=СУММ(A1)"
    """
    return guard_formula(printable(text))


def _figures(row: RowFigures, names: Sequence[str]) -> list[str]:
    found = []
    for name in names:
        number = getattr(row.summary, name)
        found.append("" if number is None else decimal_comma(Decimal(number)))
    return found
