"""The reader of spreadsheets: which kind it is, its sheets, what is told about them."""

from __future__ import annotations

from collections.abc import Sequence

from planbook.documents.tree import Document
from planbook.findings import Severity
from planbook.readers.archive import Archive, is_zip
from planbook.readers.limits import Limits
from planbook.readers.remarks import Remarks
from planbook.readers.sheets.assembly import Assembly
from planbook.readers.sheets.grid import settle_grid
from planbook.readers.sheets.ods import CONTENT, read_ods
from planbook.readers.sheets.pieces import Piece, divide_rows
from planbook.readers.sheets.sheet import Reading, Sheet
from planbook.readers.sheets.telling import tell_covered, tell_hidden_sheet, tell_sheet
from planbook.readers.sheets.xls import read_xls
from planbook.readers.sheets.xlsx import read_xlsx
from planbook.readers.typed_notes import bind_typed_notes


def read_sheets(data: bytes, *, file_name: str, limits: Limits) -> Document:
    """Read a spreadsheet (.xlsx, .xls, .ods) into the document tree.

    Sheets follow one another; the name of a sheet is a heading where it says something. Values are
    printed as people see them, dates in words. Hidden rows are read, because filters hide rows that
    belong to the plan; hidden sheets and columns were taken out of sight on purpose and are not
    read. Both are told in findings.

    Raises:
        UnreadableDocument: the file is damaged, protected, dangerous or beyond the limits.
    """
    reading = Reading(file_name, limits, remarks=Remarks(limits.findings_per_code))
    format_name, sheets = read_workbook(data, reading)
    assembly = Assembly(reading)
    shown: list[tuple[Sheet, list[Piece]]] = []
    for sheet in sheets:
        if sheet.is_hidden:
            tell_hidden_sheet(sheet, reading.remarks)
            continue
        tell_sheet(sheet, reading.remarks)
        grid = settle_grid(sheet, reading)
        tell_covered(sheet, grid, reading.remarks)
        if grid.rows:
            shown.append((sheet, divide_rows(grid.rows)))
    for sheet, pieces in shown:
        assembly.add_sheet(sheet, pieces, is_alone=len(shown) == 1)
    if not assembly.blocks:
        reading.remarks.note(
            "document.no_text",
            "В таблице нет текста. Проверьте, что сохранён и выбран нужный файл.",
            severity=Severity.WARNING,
        )
    blocks, notes = bind_typed_notes(assembly.blocks)
    page = next((sheet.page for sheet, _pieces in shown), None)
    return Document(blocks, notes, reading.remarks.findings(), format_name, file_name, page)


def read_workbook(data: bytes, reading: Reading) -> tuple[str, Sequence[Sheet]]:
    """Return the name of the format and the sheets with their cells where the file keeps them.

    Raises:
        UnreadableDocument: the file is damaged, protected, dangerous or beyond the limits.
    """
    if not is_zip(data):
        return "xls", read_xls(data, reading)
    archive = Archive(data, file_name=reading.file_name, limits=reading.limits)
    if "mimetype" in archive or (CONTENT in archive and not archive.has_folder("xl/")):
        return "ods", read_ods(archive, reading)
    return "xlsx", read_xlsx(archive, reading)
