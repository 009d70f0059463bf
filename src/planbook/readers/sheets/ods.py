"""Sheets of .ods files (OpenDocument 1.3, part 3, 9): repeated rows and cells stay bounded."""

from __future__ import annotations

from datetime import datetime
from math import isfinite

from planbook.readers.archive import Archive, PartStream
from planbook.readers.odt.pages import Pages
from planbook.readers.sheets.number_formats import GENERAL, DateParts, date_parts, digits
from planbook.readers.sheets.ods_styles import STYLE_PARTS, Styles
from planbook.readers.sheets.sheet import CellKind, Range, Reading, Sheet, SheetCell
from planbook.readers.sheets.strings import clean_text
from planbook.readers.sheets.values import date_cell, number_text
from planbook.readers.xml import Element, parse_part, stream_part

CONTENT = "content.xml"
_STYLES = "styles.xml"
_STREAMED = tuple(f"{{*}}{name}" for name in ("document-content", "table", "table-column",
                                              "table-row", *STYLE_PARTS))  # fmt: skip
_MAXIMUM = 1_048_576
_MOST_WIDTHS = 256
_BOOLEANS = {"true": "ИСТИНА", "false": "ЛОЖЬ"}
_SHAPES = ("frame", "custom-shape", "rect", "shapes")


def read_ods(archive: Archive, reading: Reading) -> list[Sheet]:
    """Read the sheets of an .ods package in their order.

    Raises:
        UnreadableDocument: a part is missing, damaged, dangerous or beyond the limits.
    """
    styles, pages = Styles(), Pages()
    if _STYLES in archive:
        root = parse_part(archive, _STYLES)
        pages = Pages(root)
        for element in root.iter("{*}styles", "{*}automatic-styles"):
            for child in element:
                styles.add(child)
    stream = archive.open(CONTENT)
    content = _Content(styles, reading, stream)
    for event, element in stream_part(archive, stream, _STREAMED):
        content.take(event, element)
    for sheet, style in zip(content.sheets, content.sheet_styles, strict=True):
        sheet.page = pages.page_of(styles.master_page(style))
    return content.sheets


class _Content:
    """Takes the elements of the content in order."""

    def __init__(self, styles: Styles, reading: Reading, stream: PartStream) -> None:
        self.sheets: list[Sheet] = []
        self.sheet_styles: list[str] = []
        self._styles = styles
        self._reading = reading
        self._stream = stream
        self._depth = 0
        self._row = 0
        self._column = 0

    def take(self, event: str, element: Element) -> None:
        """Take the start or the end of an element; only tables of the outer level are sheets."""
        tag = _local(element)
        if tag == "table":
            self._depth += 1 if event == "start" else -1
            if event == "start" and self._depth == 1:
                self._open(element)
        elif event == "start":
            return
        elif tag in STYLE_PARTS:
            if not self._depth:
                self._styles.add(element)
        elif self._depth == 1 and tag == "table-row":
            self._read_row(element)
            self._free(element)
        elif self._depth == 1 and tag == "table-column":
            self._read_column(element)

    def _open(self, element: Element) -> None:
        style = attribute(element, "style-name")
        self.sheets.append(Sheet(attribute(element, "name"), self._styles.is_hidden(style)))
        self.sheet_styles.append(style)
        self._row = self._column = 0

    def _free(self, element: Element) -> None:
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]
        self._stream.mark()

    def _read_column(self, element: Element) -> None:
        count = repeats(element, "number-columns-repeated")
        if attribute(element, "visibility") in ("collapse", "filter"):
            self.sheets[-1].hide_columns(self._column + 1, self._column + count)
        elif width := self._styles.width(attribute(element, "style-name")):
            # The last column is repeated to the end of the sheet; no plan is as wide as that.
            last = self._column + min(count, _MOST_WIDTHS)
            columns = range(self._column + 1, last + 1)
            self.sheets[-1].widths.update(dict.fromkeys(columns, width))
        self._column += count

    def _read_row(self, element: Element) -> None:
        """Read a row; one that is repeated is read as often as it is, if it holds anything."""
        sheet = self.sheets[-1]
        count = repeats(element, "number-rows-repeated")
        cells = self._cells(element)
        if cells:
            for number in range(self._row + 1, self._row + 1 + count):
                self._reading.count_row()
                self._put_row(sheet, number, cells)
                if attribute(element, "visibility") in ("collapse", "filter"):
                    sheet.hidden_rows.add(number)
        self._row = min(self._row + count, _MAXIMUM)

    def _put_row(self, sheet: Sheet, number: int, cells: list[tuple[int, int, Element]]) -> None:
        for column, count, element in cells:
            self._read_merge(sheet, number, column, element)
            cell = self._cell(sheet, number, column, element)
            if not cell.text:
                continue
            for shift in range(count):
                self._reading.count_cell()
                self._reading.count_text(cell.text)
                sheet.put(number, column + shift, cell)

    def _cells(self, row: Element) -> list[tuple[int, int, Element]]:
        """Return first column, repetitions and element of every cell that is not empty."""
        cells = []
        column = 1
        for element in row:
            if _local(element) not in ("table-cell", "covered-table-cell"):
                continue
            count = repeats(element, "number-columns-repeated")
            is_merged = attribute(element, "number-columns-spanned") or attribute(
                element, "number-rows-spanned"
            )
            is_valued = attribute(element, "value-type") or attribute(element, "formula")
            if len(element) or is_valued or is_merged:
                cells.append((column, count, element))
            column = min(column + count, _MAXIMUM)
        return cells

    def _read_merge(self, sheet: Sheet, row: int, column: int, element: Element) -> None:
        width = repeats(element, "number-columns-spanned")
        height = repeats(element, "number-rows-spanned")
        if width > 1 or height > 1:
            self._reading.count_merge()
            sheet.merges.append(Range(row, column, row + height - 1, column + width - 1))

    def _cell(self, sheet: Sheet, row: int, column: int, element: Element) -> SheetCell:
        self._take_asides(sheet, element)
        shown = cell_text(element)
        formula = attribute(element, "formula")
        kind = attribute(element, "value-type")
        if formula:
            sheet.formulas[row, column] = formula
        if formula and not kind and not shown:
            sheet.formulas_without_value.append((row, column, formula))
        if attribute(element, "value-type", namespace="calcext") == "error":
            sheet.errors.append((row, column))
            return SheetCell(shown)
        code = self._styles.format_of(attribute(element, "style-name"))
        return _value(element, kind, shown, code)

    @staticmethod
    def _take_asides(sheet: Sheet, element: Element) -> None:
        for child in element:
            tag = _local(child)
            if tag == "annotation":
                sheet.asides.append(("comment", _all_text(child)))
            elif tag in _SHAPES:
                text = _all_text(child)
                sheet.asides.append(("shape" if text else "picture", text))


def _value(element: Element, kind: str, shown: str, code: str) -> SheetCell:
    """Return the value of a cell by its type (OpenDocument 1.3, part 3, 19.387)."""
    if kind in ("float", "percentage", "currency"):
        try:
            number = float(attribute(element, "value"))
        except ValueError:
            return SheetCell(shown)
        is_plain = isfinite(number) and date_parts(code) is None
        format_code = "0%" if kind == "percentage" and code == GENERAL else code
        text = number_text(number, digits(format_code)) if is_plain else shown
        return SheetCell(text, CellKind.NUMBER, number=number)
    if kind == "date":
        try:
            moment = datetime.fromisoformat(attribute(element, "date-value")).replace(tzinfo=None)
        except ValueError:
            return SheetCell(shown)
        has_time = "T" in attribute(element, "date-value")
        return date_cell(moment, date_parts(code) or DateParts(True, True, True, has_time))
    if kind == "boolean":
        return SheetCell(_BOOLEANS.get(attribute(element, "boolean-value"), shown))
    if kind == "string" and not shown:
        return SheetCell(clean_text(attribute(element, "string-value")))
    return SheetCell(shown)


def cell_text(element: Element) -> str:
    """Return the paragraphs of a cell, each on a line of its own."""
    return clean_text("\n".join(_inline(child) for child in element if _local(child) == "p"))


def _inline(paragraph: Element) -> str:
    """Return the text of a paragraph: blanks, tabs and breaks are elements; notes stay out."""
    parts = [paragraph.text or ""]
    for child in paragraph:
        tag = _local(child)
        if tag == "s":
            parts.append(" " * min(repeats(child, "c"), 1000))
        elif tag == "tab":
            parts.append("\t")
        elif tag == "line-break":
            parts.append("\n")
        elif tag != "annotation":
            parts.append(_inline(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _all_text(element: Element) -> str:
    return clean_text("\n".join(_inline(found) for found in element.iter("{*}p")))


def attribute(element: Element, name: str, *, namespace: str = "") -> str:
    """Return an attribute by its name in the namespaces of tables, values and styles."""
    for key, value in element.items():
        space, _brace, local = str(key).rpartition("}")
        if local == name and ("calcext" in space) == (namespace == "calcext"):
            return str(value)
    return ""


def repeats(element: Element, name: str) -> int:
    """Return how often something is repeated or how far it spans, at least once, bounded."""
    text = attribute(element, name)
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        return 1
    return min(max(int(text), 1), _MAXIMUM)


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
