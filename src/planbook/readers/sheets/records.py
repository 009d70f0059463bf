"""Records of an .xls stream (MS-XLS) that tell how values are shown and what is hidden.

Texts, which records keep in many ways, come from elsewhere; here are numbers with their formats,
errors, hidden rows and columns, widths and the paper.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from planbook.documents.page import Page
from planbook.readers.sheets.number_formats import BUILT_IN, GENERAL
from planbook.readers.sheets.paper import inches, on_paper

_EOF, _FORMULA, _DATE_MODE, _COLUMN, _SHEET = 0x0A, 0x06, 0x22, 0x7D, 0x85
_MULTIPLE_RK, _STYLE, _NUMBER, _BOOLEAN, _ROW = 0xBD, 0xE0, 0x203, 0x205, 0x208
_RK, _FORMAT, _BEGIN, _SETUP = 0x27E, 0x41E, 0x809, 0xA1
_MARGINS = {0x26: "left", 0x27: "right", 0x28: "top", 0x29: "bottom"}
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
Address = tuple[int, int]


@dataclass(slots=True)
class SheetRecords:
    """What the records of one sheet tell; rows and columns count from 1."""

    numbers: dict[Address, tuple[float, str]] = field(default_factory=dict)
    errors: dict[Address, str] = field(default_factory=dict)
    formulas: set[Address] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    page: Page | None = None


@dataclass(slots=True)
class BookRecords:
    """What the records of a workbook tell, sheets in their order."""

    sheets: list[SheetRecords] = field(default_factory=list)
    is_1904: bool = False
    formats: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)

    def code(self, style: int) -> str:
        """Return the number format of a cell style."""
        number = self.styles[style] if style < len(self.styles) else 0
        return self.formats.get(number) or BUILT_IN.get(number, GENERAL)


def read_records(stream: bytes, *, most_cells: int) -> BookRecords:
    """Return what the records tell; a broken one ends its sheet.

    Raises:
        OverflowError: there are more numbers than `most_cells`.
    """
    book = BookRecords()
    starts = []
    for kind, body in _records(stream, 0):
        if kind == _SHEET and len(body) >= 4:
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == _DATE_MODE:
            book.is_1904 = body[:1] == b"\x01"
        elif kind == _STYLE and len(body) >= 4:
            book.styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _FORMAT:
            _read_format(book, body)
    for start in starts:
        sheet = SheetRecords()
        for kind, body in _records(stream, start):
            try:
                _read_record(book, sheet, kind, body)
            except struct.error:
                break
            if len(sheet.numbers) > most_cells:
                raise OverflowError("cells")
        book.sheets.append(sheet)
    return book


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one substream: from a beginning to its end."""
    depth = 0
    while start + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, start)
        if kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif kind == _BEGIN:
            depth += 1
        elif depth <= 1:  # charts inside a sheet have records of their own
            yield kind, stream[start + 4 : start + 4 + size]
        start += 4 + size


def _read_format(book: BookRecords, body: bytes) -> None:
    if len(body) < 5:
        return
    number, length, flags = struct.unpack_from("<HHB", body)
    if flags & 1:
        book.formats[number] = body[5 : 5 + 2 * length].decode("utf-16-le", errors="replace")
    else:
        book.formats[number] = body[5 : 5 + length].decode("latin-1")


def _read_record(book: BookRecords, sheet: SheetRecords, kind: int, body: bytes) -> None:
    if kind == _ROW:
        row, flags = struct.unpack_from("<H10xH", body)
        if flags & 0x20:
            sheet.hidden_rows.add(row + 1)
    elif kind == _COLUMN:
        first, last, width, flags = struct.unpack_from("<HHH2xH", body)
        if flags & 1:
            sheet.hidden_columns.append((first + 1, last + 1))
        elif width:
            # In 256ths of a character; the 256th column of a sheet is the last one.
            columns = range(first + 1, min(last, 255) + 2)
            sheet.widths.update(dict.fromkeys(columns, width / 256))
    elif kind in _MARGINS or kind == _SETUP:
        sheet.page = _page(sheet.page or Page(), kind, body)
    elif kind in (_NUMBER, _RK, _FORMULA, _BOOLEAN):
        _read_cell(book, sheet, kind, body)
    elif kind == _MULTIPLE_RK:
        row, first = struct.unpack_from("<HH", body)
        for index, place in enumerate(range(4, len(body) - 7, 6)):
            style, packed = struct.unpack_from("<HI", body, place)
            sheet.numbers[row + 1, first + index + 1] = (_unpacked(packed), book.code(style))


def _page(page: Page, kind: int, body: bytes) -> Page:
    """Return the page with a margin, or with its paper where the file knows one (2.4.257)."""
    if kind in _MARGINS:
        margin = inches(struct.unpack_from("<d", body)[0])
        return page if margin is None else replace(page, **{_MARGINS[kind]: margin})
    paper, flags = struct.unpack_from("<H8xH", body)
    if flags & 4:
        return page
    return on_paper(str(paper), page, is_landscape=not flags & 2)


def _read_cell(book: BookRecords, sheet: SheetRecords, kind: int, body: bytes) -> None:
    row, column, style = struct.unpack_from("<HHH", body)
    address = (row + 1, column + 1)
    if kind == _FORMULA:
        sheet.formulas.add(address)
    if kind == _NUMBER:
        sheet.numbers[address] = (struct.unpack_from("<d", body, 6)[0], book.code(style))
    elif kind == _RK:
        packed = struct.unpack_from("<I", body, 6)[0]
        sheet.numbers[address] = (_unpacked(packed), book.code(style))
    elif kind == _BOOLEAN:
        value, is_error = struct.unpack_from("<BB", body, 6)
        if is_error:
            sheet.errors[address] = _ERRORS.get(value, "#ERROR!")
    elif body[12:14] != b"\xff\xff":
        sheet.numbers[address] = (struct.unpack_from("<d", body, 6)[0], book.code(style))
    elif body[6:7] == b"\x02":
        sheet.errors[address] = _ERRORS.get(body[8], "#ERROR!")


def _unpacked(packed: int) -> float:
    """Return the number in an RK value: 30 bits, whole or fraction, perhaps in hundredths."""
    if packed & 2:
        whole = packed >> 2
        value = float(whole - (1 << 30) if whole >= 1 << 29 else whole)
    else:
        value = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return value / 100 if packed & 1 else value
