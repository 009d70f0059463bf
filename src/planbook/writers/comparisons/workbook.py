"""How cells, headers and pages of the workbook of a comparison table look."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from planbook.writers.characters import printable
from planbook.writers.comparisons.sheets import SheetCell, SheetRow
from planbook.writers.xlsx import MAX_ROW_COUNT, beginning, cell_text

_A4, _SCALE = 9, 70
_LINE, _HIGHEST = 13.0, 409.0
_MAX_FOOTER, _MAX_COMMENT = 100, 2000
_TEXT = {
    "font_name": "Arial",
    "font_size": 10,
    "valign": "top",
    "border": 1,
    "border_color": "#A6A6A6",
}
_HEADER = {
    **_TEXT,
    "bold": True,
    "text_wrap": True,
    "align": "center",
    "valign": "vcenter",
    "bg_color": "#E7EAEE",
}
_HEADING = {**_TEXT, "bold": True, "bg_color": "#F1F2F4"}
_OWN_COLOUR = "#E3EAF3"
_MARK_COLOUR = "#5B6472"


class Looks:
    """Formats of a workbook, made as they are asked for; the same one is never made twice."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[object, ...], Format] = {}
        self.header = workbook.add_format(_HEADER)
        self.own_header = workbook.add_format(
            {**_HEADER, "bg_color": "#12375F", "font_color": "#FFFFFF"}
        )
        self.heading = workbook.add_format(_HEADING)
        plain = {"font_name": "Arial", "font_size": 10, "text_wrap": True, "valign": "top"}
        self.line = workbook.add_format(plain)
        self.bold = workbook.add_format({**plain, "bold": True})
        self.title = workbook.add_format({**plain, "bold": True, "font_size": 12})

    def of(self, cell: SheetCell, *, is_own: bool) -> Format:
        """Return the format of a cell: decimals of its number, grey for a mark, own highlighted."""
        key = (cell.number is not None, cell.decimals, cell.is_mark, cell.is_right, is_own)
        if key not in self._made:
            self._made[key] = self._workbook.add_format(self._properties(cell, is_own=is_own))
        return self._made[key]

    def _properties(self, cell: SheetCell, *, is_own: bool) -> dict[str, object]:
        properties: dict[str, object] = dict(_TEXT)
        if cell.number is not None:
            properties["num_format"] = "#,##0" + (
                f".{'0' * cell.decimals}" if cell.decimals else ""
            )
            properties["align"] = "right"
        else:
            properties["text_wrap"] = True
        if cell.is_mark or cell.is_right:
            properties["align"] = "right"
        if cell.is_mark:
            properties["font_color"] = _MARK_COLOUR
        if is_own:
            properties |= {"bg_color": _OWN_COLOUR, "bold": True}
        return properties


class SheetWriter:
    """One sheet, written from above: lines of words, a header, rows."""

    def __init__(
        self, sheet: Worksheet, looks: Looks, widths: Sequence[float], *, stub: int = 1
    ) -> None:
        self._sheet, self._looks, self._widths, self._stub = sheet, looks, list(widths), stub
        self.next_row = 0
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)

    def line(self, text: str, look: Format | None = None) -> None:
        """Write words above or below the table, as wide as the columns that every page repeats."""
        look = look or self._looks.line
        room = sum(self._widths[: self._stub]) * (0.8 if look is self._looks.title else 0.92)
        height = min(_lines(text, max(room, 20.0)) * (_LINE + 2) + 3, _HIGHEST)
        self._sheet.set_row(self.next_row, height)
        if self._stub > 1:
            last = self._stub - 1
            self._sheet.merge_range(self.next_row, 0, self.next_row, last, "", look)
        self._sheet.write_string(self.next_row, 0, cell_text(text), look)
        self.next_row += 1

    def skip(self) -> None:
        """Leave a row empty."""
        self.next_row += 1

    def header(self, texts: Sequence[str], *, own: int | None = None) -> None:
        """Write the header of the table."""
        texts = [text.replace("\u00a0", " ") for text in texts]
        self._sheet.set_row(self.next_row, self._height(texts, is_bold=True))
        for column, text in enumerate(texts):
            look = self._looks.own_header if column == own else self._looks.header
            self._sheet.write_string(self.next_row, column, cell_text(text), look)
        self.next_row += 1

    def rows(self, rows: Iterable[SheetRow], *, own: int | None = None) -> None:
        """Write rows as they come, as many as a sheet holds."""
        for row in rows:
            if self.next_row >= MAX_ROW_COUNT:
                return
            if row.is_heading:
                self._heading(row)
            else:
                self._row(row, own)
            self.next_row += 1

    def _heading(self, row: SheetRow) -> None:
        text = cell_text(row.cells[0].text)
        self._sheet.write_string(self.next_row, 0, text, self._looks.heading)
        for column in range(1, len(self._widths)):
            self._sheet.write_blank(self.next_row, column, None, self._looks.heading)

    def _row(self, row: SheetRow, own: int | None) -> None:
        self._sheet.set_row(self.next_row, self._height([cell.text for cell in row.cells]))
        for column, cell in enumerate(row.cells):
            look = self._looks.of(cell, is_own=row.is_own or column == own)
            place = self.next_row, column
            if cell.number is not None:
                self._sheet.write_number(*place, float(cell.number), look)
            elif cell.text:
                self._sheet.write_string(*place, cell_text(cell.text), look)
            else:
                self._sheet.write_blank(*place, None, look)
            if cell.comment:
                comment = beginning(printable(cell.comment), _MAX_COMMENT)
                self._sheet.write_comment(*place, comment, {"author": "", "x_scale": 1.5})

    def _height(self, texts: Sequence[str], *, is_bold: bool = False) -> float:
        """Return the height of a row in points: not every program finds it by itself."""
        lines = 1
        for text, width in zip(texts, self._widths, strict=False):
            if text:
                room = max(width - (1.5 if is_bold else 0.5), 1.0)
                lines = max(lines, sum(_lines(part, room) for part in text.split("\n")))
        return min(lines * _LINE + 3, _HIGHEST)


def set_page(sheet: Worksheet, footer: str, *, header_row: int, stub: int) -> None:
    """Freeze and repeat the header and the first columns, print landscape with page numbers."""
    sheet.freeze_panes(header_row + 1, stub)
    sheet.repeat_rows(header_row)
    if stub:
        sheet.repeat_columns(0, stub - 1)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    if stub:
        sheet.set_print_scale(_SCALE)
    sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    text = beginning(" ".join(printable(footer).split()), _MAX_FOOTER).replace("&", "&&")
    sheet.set_footer(f"&L{text}&RСтраница &P из &N")


def _lines(text: str, room: float) -> int:
    """How many lines words take in a column of so many characters."""
    lines, reached = 1, 0.0
    for word in text.replace("-", "- ").split(" "):
        if reached and reached + 1 + len(word) > room:
            lines, reached = lines + 1, 0.0
        reached += len(word) + (1 if reached else 0)
        if reached > room:
            more = math.ceil(reached / room) - 1
            lines, reached = lines + more, reached - more * room
    return lines
