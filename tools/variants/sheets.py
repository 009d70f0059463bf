"""Workbooks of a plan: title rows, merged ranges, numbers and dates as a clerk types them."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from planbook.dates import Day
from planbook.documents import Cell, Document, Row, Table
from planbook.plans import PlanDraft
from tools.variants.package import repack

_NUMBER = re.compile(r"\d{1,3}\.")
_AGE = re.compile(r"\d{1,4}")
_WIDTHS = {3: (80, 25, 25), 4: (6, 60, 30, 40), 7: (6, 25, 35, 20, 25, 45, 30)}
# Lines of a cell hold a few characters less than the column is wide; Excel allows no higher rows.
_SPARE_CHARACTERS, _LINE_HEIGHT, _MAX_HEIGHT = 7, 15.0, 409.0
_THIN = Side(style="thin")
_BORDER = Border(_THIN, _THIN, _THIN, _THIN)


def write_xlsx(document: Document, draft: PlanDraft | None = None) -> bytes:
    """Return a workbook; with the `draft` of the same plan its exact days are real dates."""
    book = openpyxl.Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a sheet")
    sheet.title = "План"
    table = next(document.tables())
    days = exact_days(draft) if draft else {}
    number = _write_title(sheet, document, table.column_count)
    _set_page(sheet, number)
    for row in table.rows:
        _write_row(sheet, row, number, days)
        sheet.row_dimensions[number].height = _height(row, _WIDTHS[table.column_count])
        number += 1
    for note in document.footnotes:
        sheet.cell(number + 1, 1, f"{note.mark} {note.text}")
        number += 1
    for index, width in enumerate(_WIDTHS[table.column_count], 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(index)].width = width
    book.create_sheet("Лист2")
    buffer = io.BytesIO()
    book.save(buffer)
    return repack(buffer.getvalue())


def exact_days(draft: PlanDraft) -> dict[str, date]:
    """Return the cells that hold nothing but one day, with that day."""
    found = {}
    for item in draft.items():
        cell = item.cell("timing")
        if cell is None or not isinstance(item.timing, Day) or "(" in cell.text:
            continue
        day = item.timing.spans[0].start
        if day is not None:
            found[cell.text] = day
    return found


def write_csv(document: Document) -> bytes:
    """Return the table as an office suite saves it in Russia: semicolons, Windows-1251.

    A plan with signs that the code page lacks is saved in UTF-8 with a byte order mark.
    """
    table = next(document.tables())
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    for paragraph in document.paragraphs():
        writer.writerow([paragraph.text, *[""] * (table.column_count - 1)])
    for row in table.rows:
        writer.writerow(_line(row, table))
    for note in document.footnotes:
        writer.writerow([f"{note.mark} {note.text}", *[""] * (table.column_count - 1)])
    text = buffer.getvalue()
    try:
        return text.encode("cp1251")
    except UnicodeEncodeError:
        return text.encode("utf-8-sig")


def _line(row: Row, table: Table) -> list[str]:
    line = [""] * table.column_count
    for cell in row.cells:
        line[cell.column - 1] = cell.text
    return line


def _write_title(sheet: Worksheet, document: Document, width: int) -> int:
    """Write the lines above the table, each over its whole width; return the next row."""
    number = 1
    for paragraph in document.paragraphs():
        sheet.cell(number, 1, paragraph.text).font = Font(bold=True)
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=width)
        number += 1
    return number + 1


def _height(row: Row, widths: tuple[int, ...]) -> float:
    """Return how high a row has to be for its longest cell, in points."""
    counts = [1]
    for cell in row.cells:
        width = sum(widths[cell.column - 1 : cell.column - 1 + cell.column_span])
        room = max(width - _SPARE_CHARACTERS, 1)
        lines = sum(-(-max(len(line), 1) // room) for line in cell.text.split("\n"))
        counts.append(lines if cell.row_span == 1 else 1)
    return min(max(counts) * _LINE_HEIGHT, _MAX_HEIGHT)


def _set_page(sheet: Worksheet, header: int) -> None:
    """Lay the sheet across, as wide as the page, with its header on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{header}:{header}"


def _write_row(sheet: Worksheet, row: Row, number: int, days: dict[str, date]) -> None:
    for cell in row.cells:
        if cell.is_continuation:
            continue
        target = sheet.cell(number, cell.column)
        _set_value(target, cell, days)
        target.alignment = Alignment(wrap_text=True, vertical="top")
        target.border = _BORDER
        if cell.column_span > 1 or cell.row_span > 1:
            sheet.merge_cells(
                start_row=number,
                end_row=number + cell.row_span - 1,
                start_column=cell.column,
                end_column=cell.column + cell.column_span - 1,
            )


def _set_value(target: openpyxl.cell.cell.Cell, cell: Cell, days: dict[str, date]) -> None:
    """Numbers of rows and ages are typed as numbers, days as dates where that is asked for."""
    if _NUMBER.fullmatch(cell.text):
        target.value = int(cell.text[:-1])
    elif _AGE.fullmatch(cell.text):
        target.value = int(cell.text)
    elif cell.text in days:
        target.value = days[cell.text]
        target.number_format = "DD.MM.YYYY"
    else:
        target.value = cell.text or None
