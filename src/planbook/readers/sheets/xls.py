"""Sheets of the old binary .xls: texts and merges by calamine in a process of its own.

That library is fast and not made for hostile files: two cells in opposite corners take the memory
of the whole sheet between them, and broken records may end the process. So it runs apart, bounded
in time and memory; how numbers are shown is read from the records here.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import python_calamine

from planbook.readers.isolation import IsolatedFailure, run_isolated
from planbook.readers.refusals import refusal
from planbook.readers.sheets.compound import CompoundError, read_stream
from planbook.readers.sheets.number_formats import DateParts
from planbook.readers.sheets.records import BookRecords, SheetRecords, read_records
from planbook.readers.sheets.sheet import CellKind, Range, Reading, Sheet, SheetCell
from planbook.readers.sheets.strings import clean_text
from planbook.readers.sheets.values import date_cell, number_cell

_STREAMS = ("Workbook", "Book")
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_WORKSHEETS = ("WorkSheet", "MacroSheet", "DialogSheet")
Value = bool | float | str | datetime | date | time | timedelta


@dataclass(slots=True)
class RawSheet:
    """Filled cells and merges of a sheet, as they come from the other process."""

    name: str
    is_hidden: bool
    cells: list[tuple[int, int, Value]] = field(default_factory=list)
    merges: list[Range] = field(default_factory=list)


def read_xls(data: bytes, reading: Reading) -> list[Sheet]:
    """Read the sheets of an .xls file in their order.

    Raises:
        UnreadableDocument: the file is damaged, protected or beyond the limits.
    """
    limits = reading.limits
    try:
        raw = run_isolated(
            raw_sheets,
            data,
            reading.file_name,
            limits.cells,
            file_name=reading.file_name,
            seconds=limits.conversion_seconds,
            memory=limits.conversion_memory,
        )
    except IsolatedFailure as err:
        raise refusal("file.corrupt", reading.file_name) from err
    records = _records(data, reading)
    if _MACROS in data:
        reading.remarks.note("sheet.macros", "В таблице есть макросы; они не выполняются.")
    details = records.sheets if len(records.sheets) == len(raw) else []
    return [
        _sheet(sheet, details[index] if details else SheetRecords(), records.is_1904, reading)
        for index, sheet in enumerate(raw)
    ]


def raw_sheets(data: bytes, file_name: str, most_cells: int) -> list[RawSheet]:
    """Read the filled cells of every sheet with the library; runs in a process of its own."""
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(data))
        return [
            _raw_sheet(workbook, index, file_name, most_cells)
            for index in range(len(workbook.sheets_metadata))
        ]
    except python_calamine.PasswordError as err:
        raise refusal("file.encrypted", file_name) from err
    except (python_calamine.CalamineError, OSError, ValueError) as err:
        raise refusal("file.corrupt", file_name) from err


def _raw_sheet(
    workbook: python_calamine.CalamineWorkbook, index: int, file_name: str, most_cells: int
) -> RawSheet:
    told = workbook.sheets_metadata[index]
    sheet = RawSheet(told.name, told.visible != python_calamine.SheetVisibleEnum.Visible)
    if str(told.typ).rpartition(".")[2] not in _WORKSHEETS:
        return sheet
    found = workbook.get_sheet_by_index(index)
    top, left = found.start or (0, 0)
    for row, values in enumerate(found.to_python(), top + 1):
        for column, value in enumerate(values, left + 1):
            if value != "":
                sheet.cells.append((row, column, value))
        if len(sheet.cells) > most_cells:
            raise refusal("document.too_many_cells", file_name, limit=most_cells)
    sheet.merges = [
        Range(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1)
        for first, last in found.merged_cell_ranges or ()
        if first != last
    ]
    return sheet


def _records(data: bytes, reading: Reading) -> BookRecords:
    """Return how values are shown; a file whose records cannot be walked shows them plainly."""
    try:
        stream = read_stream(data, _STREAMS)
        return read_records(stream, most_cells=reading.limits.cells)
    except CompoundError:
        return BookRecords()
    except OverflowError as err:
        limit = reading.limits.cells
        raise refusal("document.too_many_cells", reading.file_name, limit=limit) from err


def _sheet(raw: RawSheet, details: SheetRecords, is_1904: bool, reading: Reading) -> Sheet:
    sheet = Sheet(
        raw.name, raw.is_hidden, merges=raw.merges, widths=details.widths, page=details.page
    )
    for first, last in sorted(details.hidden_columns):
        sheet.hide_columns(first, last)
    for row, column, value in raw.cells:
        number = details.numbers.get((row, column))
        if number is not None and not isinstance(value, str):
            cell = number_cell(*number, is_1904=is_1904)
        else:
            cell = _cell(value)
        _put(sheet, row, column, cell, reading)
    sheet.formulas = dict.fromkeys(details.formulas, "")
    for (row, column), error in details.errors.items():
        sheet.errors.append((row, column))
        if column not in sheet.rows.get(row, {}):
            _put(sheet, row, column, SheetCell(error), reading)
    for _merge in raw.merges:
        reading.count_merge()
    sheet.hidden_rows = details.hidden_rows & set(sheet.rows)
    return sheet


def _put(sheet: Sheet, row: int, column: int, cell: SheetCell, reading: Reading) -> None:
    if cell.text:
        if row not in sheet.rows:
            reading.count_row()
        reading.count_cell()
        reading.count_text(cell.text)
        sheet.put(row, column, cell)


def _cell(value: Value) -> SheetCell:
    """Return a value whose format is not known."""
    if isinstance(value, str):
        return SheetCell(clean_text(value))
    if isinstance(value, bool):
        return SheetCell("ИСТИНА" if value else "ЛОЖЬ")
    if isinstance(value, int | float):
        return number_cell(value, "")
    if isinstance(value, datetime):
        return date_cell(value, DateParts(day=True, month=True, year=True, time=True))
    if isinstance(value, date):
        moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - cells know no zone
        return date_cell(moment, DateParts(day=True, month=True, year=True))
    if isinstance(value, timedelta):
        return number_cell(value / timedelta(days=1), "[h]:mm")
    return SheetCell(f"{value:%H:%M}", CellKind.DATE)
