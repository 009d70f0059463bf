"""A comparison table as a workbook: numbers are numbers, charts are charts of Excel itself.

Text is only ever text: no formulas or addresses are made of what an author wrote. Rows go out as
they come, so that memory does not grow with the table.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal

import xlsxwriter

from planbook.indicators import UnitKind
from planbook.writers.characters import printable
from planbook.writers.comparison_export import ComparisonExport
from planbook.writers.comparisons.figures import RowFigures, TableFigures
from planbook.writers.comparisons.marks import Marks
from planbook.writers.comparisons.native_charts import (
    CHARTS_SHEET,
    DATA_SHEET,
    ChartData,
    charts_of,
    data_rows,
    insert_charts,
)
from planbook.writers.comparisons.sheets import (
    SheetCell,
    SheetRow,
    copies_rows,
    figure_cells,
    figures_used,
    indicator_rows,
    narrative_rows,
    number_cell,
    rank_cells,
    value_cell,
    words,
)
from planbook.writers.comparisons.words import (
    answered_words,
    citation,
    edition_words,
    notes_of,
    period_words,
)
from planbook.writers.comparisons.workbook import Looks, SheetWriter, set_page
from planbook.writers.xlsx import beginning, sheet_name

_NO_MOMENT = datetime(1980, 1, 1)  # noqa: DTZ001 -- the library writes naive moments as UTC
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
_NUMBER, _NAME, _UNIT, _CITY, _WORDY, _FIGURE = 6.0, 44.0, 14.0, 14.0, 22.0, 13.0
_STUB = ("№", "Показатель", "Единица")
_Cells = Callable[[RowFigures], Iterable[SheetCell]]


def write_comparison_xlsx(export: ComparisonExport, *, created: datetime | None = None) -> bytes:
    """Write a comparison table as an Excel workbook with charts; text is never a formula.

    Args:
        export: the table.
        created: aware moment told in the properties; without it the bytes depend on the table
            alone.
    """
    figures = TableFigures(export)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as workbook:
        moment = created.astimezone(UTC).replace(tzinfo=None) if created else _NO_MOMENT
        workbook.set_properties(
            {
                "title": beginning(" ".join(printable(export.table.title).split()), 255),
                "author": beginning(" ".join(printable(export.table.owner).split()), 255),
                "created": moment,
            }
        )
        _Book(workbook, figures).write()
    return buffer.getvalue()


class _Book:
    """The workbook while it is written."""

    def __init__(self, workbook: xlsxwriter.Workbook, figures: TableFigures) -> None:
        self._workbook, self._figures = workbook, figures
        self._looks, self._marks = Looks(workbook), Marks()
        self._names = {name.casefold() for name in (CHARTS_SHEET, DATA_SHEET)}
        self._cities = [column.city for column in figures.table.columns]
        self._charts = charts_of(figures)

        table, export = figures.table, figures.export
        self._edition = edition_words(table, is_preliminary=export.is_preliminary)
        # What tells editions apart stands first: a footer of Excel is short.
        title = " ".join(table.title.split())
        self._footer = f"{self._edition}. {period_words(table.period_edtf)}. {title}"

    def write(self) -> None:
        figures = self._figures
        if figures.export.is_turned:
            self._turned()
        else:
            self._values()
        if self._charts:
            self._charts_sheet(self._charts)
        self._ranks()
        self._changes()
        for section in figures.sections:
            if section.section.is_repeated:
                heads = [_heading(row) for row in section.rows]
                header = ["Город", section.section.repeated_for.capitalize(), *heads]
                rows = copies_rows(figures, section, self._marks)
                widths = [22.0, 34.0, *([18.0] * len(heads))]
                self._list(section.section.heading, header, rows, widths)
        narrative = list(narrative_rows(figures))
        if narrative:
            self._list("Ответы", ["Вопрос", "Город", "Ответ"], iter(narrative), [40, 22, 90])
        header = ["№", "Код", "Показатель", "Единица", "Вид", "Оценка", "Версия", "Определение"]
        widths = [6, 24, 44, 16, 20, 18, 9, 70]
        self._list("Показатели", header, indicator_rows(figures), widths)
        self._notes()
        if self._charts:
            self._data_sheet(self._charts)

    def _values(self) -> None:
        figures = self._figures
        used = figures_used(figures)
        header = [*_STUB, *self._cities, *(head for head, _ in used)]
        is_wordy = any(
            row.row.line.indicator.unit.kind in (UnitKind.TEXT, UnitKind.FORMULA)
            for row in figures.rows
        )
        city = _WORDY if is_wordy else _CITY
        widths = [_NUMBER, _NAME, _UNIT, *([city] * len(self._cities)), *([_FIGURE] * len(used))]
        names = [name for _, name in used]

        def cells(row: RowFigures) -> Iterator[SheetCell]:
            for place in range(len(self._cities)):
                yield value_cell(row, place, self._marks)
            yield from figure_cells(row, names)

        writer = self._matrix_sheet("Сводная", header, widths)
        writer.rows(self._matrix(figures.rows, cells), own=self._own(len(_STUB)))
        self._below(writer)

    def _turned(self) -> None:
        figures = self._figures
        used = figures_used(figures)
        header = ["№", "Город", *map(_heading, figures.rows)]
        writer = self._matrix_sheet(
            "Сводная", header, [_NUMBER, 28.0, *([20.0] * len(figures.rows))], stub=2
        )
        rows = []
        for place, city in enumerate(self._cities):
            cells = [value_cell(row, place, self._marks) for row in figures.rows]
            stub = (words(str(place + 1)), words(city))
            rows.append(SheetRow((*stub, *cells), is_own=place == figures.own_place))
        rows.append(SheetRow((words("Обобщающие показатели"),), is_heading=True))
        for head, name in used:
            cells = [next(figure_cells(row, [name])) for row in figures.rows]
            rows.append(SheetRow((words(""), words(head), *cells)))
        writer.rows(rows)
        self._below(writer)

    def _ranks(self) -> None:
        rows = [row for row in self._figures.rows if any(row.ranks)]
        if rows:
            writer = self._matrix_sheet("Места", [*_STUB, *self._cities], self._matrix_widths())
            told = self._matrix(rows, rank_cells)
            writer.rows(told, own=self._own(len(_STUB)))

    def _changes(self) -> None:
        rows = [row for row in self._figures.rows if any(row.changes)]
        if not rows:
            return
        for title, name, decimals in (
            ("Изменение", "absolute", None),
            ("Изменение, %", "percent", 1),
        ):
            writer = self._matrix_sheet(title, [*_STUB, *self._cities], self._matrix_widths())

            def cells(
                row: RowFigures, name: str = name, decimals: int | None = decimals
            ) -> Iterator[SheetCell]:
                kept = row.row.line.indicator.decimals if decimals is None else decimals
                for one in row.changes:
                    yield number_cell(getattr(one, name) if one else None, kept)

            writer.rows(self._matrix(rows, cells), own=self._own(len(_STUB)))

    def _matrix(self, rows: Sequence[RowFigures], cells: _Cells) -> Iterator[SheetRow]:
        """Yield rows of indicators under the headings of their sections."""
        shown = {row.number for row in rows}
        for section in self._figures.sections:
            found = [row for row in section.rows if row.number in shown]
            if found and len(self._figures.sections) > 1:
                yield SheetRow((words(section.section.heading),), is_heading=True)
            for row in found:
                indicator = row.row.line.indicator
                stub = (words(row.number), words(indicator.name), words(indicator.unit.name))
                yield SheetRow((*stub, *cells(row)))

    def _matrix_widths(self) -> list[float]:
        return [_NUMBER, _NAME, _UNIT, *([_CITY] * len(self._cities))]

    def _matrix_sheet(
        self, name: str, header: list[str], widths: Sequence[float], *, stub: int = 3
    ) -> SheetWriter:
        """Begin a sheet: what the table is, its header, the first columns kept in sight."""
        table = self._figures.table
        sheet = self._workbook.add_worksheet(self._free_name(name))
        writer = SheetWriter(sheet, self._looks, widths, stub=stub)
        writer.line(table.owner, self._looks.bold)
        title = f"{' '.join(table.title.split())}. {period_words(table.period_edtf)}"
        writer.line(title, self._looks.title)
        told = f"{self._edition}. {answered_words(self._figures)}"
        if name.startswith("Изменение") and self._figures.export.previous is not None:
            told += (
                f" К прошлому раунду: {period_words(self._figures.export.previous.period_edtf)}."
            )
        writer.line(told)
        writer.skip()
        set_page(sheet, self._footer, header_row=writer.next_row, stub=stub)
        writer.header(header, own=self._own(stub) if stub == len(_STUB) else None)
        return writer

    def _own(self, stub: int) -> int | None:
        place = self._figures.own_place
        return None if place is None else stub + place

    def _below(self, writer: SheetWriter) -> None:
        writer.skip()
        key = self._marks.key()
        if key:
            writer.line(f"Условные обозначения: {'; '.join(key)}.")
        writer.line(
            citation(self._figures.table, self._figures.export.source_url), self._looks.bold
        )

    def _list(
        self, name: str, header: list[str], rows: Iterator[SheetRow], widths: Sequence[float]
    ) -> None:
        """Write a plain list that can be filtered."""
        sheet = self._workbook.add_worksheet(self._free_name(name))
        writer = SheetWriter(sheet, self._looks, widths)
        set_page(sheet, self._footer, header_row=0, stub=0)
        writer.header(header)
        writer.rows(rows)
        sheet.autofilter(0, 0, max(writer.next_row - 1, 1), len(header) - 1)
        sheet.fit_to_pages(1, 0)

    def _notes(self) -> None:
        figures = self._figures
        sheet = self._workbook.add_worksheet(self._free_name("Примечания"))
        writer = SheetWriter(sheet, self._looks, [120.0])
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        table = figures.table
        where = "на листах разделов"
        notes = [
            *notes_of(figures, self._marks, where),
            citation(table, figures.export.source_url),
        ]
        writer.line(" ".join(table.title.split()), self._looks.title)
        writer.line(f"{period_words(table.period_edtf)}. {self._edition}")
        for number, note in enumerate(notes, 1):
            writer.line(f"{number}. {note}")

    def _charts_sheet(self, charts: list[ChartData]) -> None:
        sheet = self._workbook.add_worksheet(CHARTS_SHEET)
        writer = SheetWriter(sheet, self._looks, [84.0])
        title = f"{' '.join(self._figures.table.title.split())}. "
        writer.line(title + period_words(self._figures.table.period_edtf), self._looks.title)
        writer.line(f"Числа\u00a0— на листе «{DATA_SHEET}».")
        sheet.set_paper(9)
        sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        sheet.hide_gridlines(2)
        insert_charts(self._workbook, sheet, charts, writer.next_row + 1)

    def _data_sheet(self, charts: list[ChartData]) -> None:
        sheet = self._workbook.add_worksheet(DATA_SHEET)
        writer = SheetWriter(sheet, self._looks, [26.0, 12.0] * len(charts))
        rows = data_rows(charts)
        writer.header([str(text) for text in next(rows)])
        writer.rows(
            SheetRow(tuple(words(one) if isinstance(one, str) else _data_cell(one) for one in row))
            for row in rows
        )
        sheet.freeze_panes(1, 0)

    def _free_name(self, name: str) -> str:
        """Return a name of a sheet that no other sheet has, in the eyes of Excel."""
        wanted = sheet_name(name)
        number = 2
        while wanted.casefold() in self._names:
            wanted = f"{beginning(sheet_name(name), 26)} ({number})"
            number += 1
        self._names.add(wanted.casefold())
        return wanted


def _heading(row: RowFigures) -> str:
    indicator = row.row.line.indicator
    return ", ".join(filter(None, (f"{row.number}. {indicator.name}", indicator.unit.name)))


def _data_cell(number: Decimal | None) -> SheetCell:
    if number is None:
        return SheetCell()
    exponent = number.as_tuple().exponent
    return number_cell(number, max(-exponent, 0) if isinstance(exponent, int) else 0)
