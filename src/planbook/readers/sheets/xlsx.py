"""Sheets of .xlsx files: every sheet in one streaming pass, no relation to the outside followed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from planbook.documents.page import Page
from planbook.findings import Severity
from planbook.readers.archive import Archive, PartStream
from planbook.readers.refusals import refusal
from planbook.readers.sheets.asides import read_asides
from planbook.readers.sheets.number_formats import GENERAL, DateParts, date_parts
from planbook.readers.sheets.paper import length, read_page
from planbook.readers.sheets.sheet import Range, Reading, Sheet, SheetCell
from planbook.readers.sheets.strings import clean_text, read_strings, rich_text, unescape
from planbook.readers.sheets.styles import read_formats
from planbook.readers.sheets.values import date_cell, number_cell
from planbook.readers.xml import Element, parse_part, stream_part

MAXIMUM_ROW = 1_048_576
MAXIMUM_COLUMN = 16_384
_MAIN_PART = "xl/workbook.xml"
_RELATION = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_STREAMED = tuple(
    f"{{*}}{name}"
    for name in (
        "worksheet",
        "row",
        "col",
        "mergeCell",
        "oddHeader",
        "oddFooter",
        "pageMargins",
        "pageSetup",
    )
)
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_ROWS_AT_ONCE = 256
_LONGEST_NAME = 31
_TRUE = ("1", "true", "on")
_BOOLEANS = {"1": "ИСТИНА", "0": "ЛОЖЬ"}


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part: its kind in small letters and the part it leads to."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class _Workbook:
    """What the cells of all sheets share."""

    strings: list[str]
    formats: list[str]
    is_1904: bool


def read_xlsx(archive: Archive, reading: Reading) -> list[Sheet]:
    """Read the sheets of an .xlsx package in their order.

    Raises:
        UnreadableDocument: a part is missing, damaged, dangerous or beyond the limits.
    """
    main = _main_part(archive)
    relations = read_relations(archive, main)
    root = parse_part(archive, main)
    by_kind = {relation.kind: relation.target for relation in relations.values()}
    styles = by_kind.get("styles", "")
    strings = by_kind.get("sharedstrings", "")
    workbook = _Workbook(
        read_strings(archive, strings) if strings in archive else [],
        read_formats(parse_part(archive, styles) if styles in archive else None),
        any(element.get("date1904") in _TRUE for element in root.iter("{*}workbookPr")),
    )
    _note_package(archive, reading)
    title = _title(archive)
    sheets = []
    for element in root.iter("{*}sheet"):
        relation = next((relations[key] for key in _keys(element) if key in relations), None)
        if relation is None or relation.target not in archive:
            _note_missing(element.get("name") or "", reading)
        elif relation.kind in ("worksheet", "macrosheet"):
            sheet = Sheet(element.get("name") or "", element.get("state", "visible") != "visible")
            sheet.caption = title if _is_cut(sheet.name, title) else ""
            _SheetReader(archive, workbook, sheet, reading).read(relation.target)
            sheets.append(sheet)
    return sheets


def read_relations(archive: Archive, part: str) -> dict[str, Relation]:
    """Return the relations of a part by their keys; those to the outside are never followed."""
    folder, base = posixpath.split(part)
    name = f"{folder}/_rels/{base}.rels".lstrip("/")
    if name not in archive:
        return {}
    found = {}
    for element in parse_part(archive, name):
        if element.get("TargetMode") == "External":
            continue
        kind = (element.get("Type") or "").rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/", folder, element.get("Target") or ""))
        found[element.get("Id") or ""] = Relation(kind.lower(), target.lstrip("/"))
    return found


def _main_part(archive: Archive) -> str:
    relations = read_relations(archive, "").values()
    named = [relation.target for relation in relations if relation.kind == "officedocument"]
    main = next((name for name in named if name in archive), _MAIN_PART)
    if main.endswith(".bin") or "xl/workbook.bin" in archive:
        kind = "таблица .xlsb"
        raise refusal("file.format_not_supported", archive.file_name, kind=kind)
    if main not in archive:
        raise refusal("archive.part_missing", archive.file_name, place=main)
    return main


def _title(archive: Archive) -> str:
    """Return the title in the properties of the workbook."""
    relations = read_relations(archive, "").values()
    part = next((one.target for one in relations if one.kind == "core-properties"), "")
    if part not in archive:
        return ""
    found = next(parse_part(archive, part).iter("{http://purl.org/dc/elements/1.1/}title"), None)
    return " ".join((found.text or "").split()) if found is not None else ""


def _is_cut(name: str, title: str) -> bool:
    """Tell whether the name of a sheet is the beginning of a title that is too long for a name."""
    letters, whole = ("".join(char for char in text if char.isalnum()) for text in (name, title))
    return len(title) > _LONGEST_NAME and bool(letters) and whole.startswith(letters)


def _keys(element: Element) -> Iterator[str]:
    return (key for name in _RELATION if (key := element.get(name)) is not None)


def _note_package(archive: Archive, reading: Reading) -> None:
    """Tell what hangs on the workbook and is never followed or run."""
    if archive.has_folder("xl/externallinks/"):
        message = (
            "Таблица ссылается на другие файлы. По ссылкам ничего не загружается: "
            "прочитаны значения, сохранённые в самой таблице."
        )
        reading.remarks.note("sheet.external_links", message)
    if "xl/vbaproject.bin" in archive:
        reading.remarks.note("sheet.macros", "В таблице есть макросы; они не выполняются.")


def _note_missing(name: str, reading: Reading) -> None:
    message = f"Лист «{name}» в файле не найден и не прочитан. Откройте файл и сохраните заново."
    reading.remarks.note("sheet.missing", message, severity=Severity.WARNING, evidence=name)


class _SheetReader:
    """Walks over the rows of one sheet."""

    def __init__(
        self, archive: Archive, workbook: _Workbook, sheet: Sheet, reading: Reading
    ) -> None:
        self._archive = archive
        self._workbook = workbook
        self._sheet = sheet
        self._reading = reading
        self._row = 0
        self._last_column = 0

    def read(self, part: str) -> None:
        """Read rows, merges and hidden columns; memory is given back after each row."""
        stream = self._archive.open(part)
        for event, element in stream_part(self._archive, stream, _STREAMED):
            if event == "start":
                continue
            tag = element.tag.rpartition("}")[2]
            if tag == "row":
                self._read_row(element)
                # Formatted empty rows come by the million: giving each back alone takes time.
                if len(element) or not self._row % _ROWS_AT_ONCE:
                    self._free(element, stream)
            elif tag == "mergeCell":
                self._read_merge(element)
                self._free(element, stream)
            elif tag == "col":
                self._read_column(element)
            elif tag in ("pageMargins", "pageSetup"):
                self._sheet.page = read_page(element, self._sheet.page or Page())
            elif element.text:
                self._sheet.asides.append((tag, element.text))
        relations = read_relations(self._archive, part).values()
        targets = [(relation.kind, relation.target) for relation in relations]
        self._sheet.asides.extend(read_asides(self._archive, targets))

    @staticmethod
    def _free(element: Element, stream: PartStream) -> None:
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]
        stream.mark()

    def _read_row(self, row: Element) -> None:
        self._row = _bounded(row.get("r"), self._row + 1, MAXIMUM_ROW)
        if not len(row):
            return
        if row.get("hidden") in _TRUE:
            self._sheet.hidden_rows.add(self._row)
        column = 0
        for cell in row:
            found = _ADDRESS.fullmatch(cell.get("r") or "")
            column = column_number(found[1]) if found else column + 1
            if len(cell) and column <= MAXIMUM_COLUMN:
                self._read_cell(cell, column)
        if self._row in self._sheet.rows:
            self._reading.count_row()
        else:
            self._sheet.hidden_rows.discard(self._row)

    def _read_cell(self, cell: Element, column: int) -> None:
        kind = cell.get("t") or "n"
        value, formula, text = None, None, ""
        for child in cell:
            tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            if tag == "v":
                value = child.text or ""
            elif tag == "f":
                formula = child.text or ""
            elif tag == "is":
                text = rich_text(child)
        if formula is not None and len(self._sheet.formulas) < self._reading.limits.cells:
            self._sheet.formulas[self._row, column] = formula
        if formula is not None and not value and kind != "str":
            self._sheet.formulas_without_value.append((self._row, column, formula))
        found = SheetCell(text) if value is None else self._value(value, kind, cell.get("s"))
        if kind == "e" and found.text:
            self._sheet.errors.append((self._row, column))
        if found.text:
            self._reading.count_cell()
            self._reading.count_text(found.text)
            self._sheet.put(self._row, column, found)

    def _value(self, value: str, kind: str, style: str | None) -> SheetCell:
        """Return the value of a cell by its type (ECMA-376 part 1, 18.18.11)."""
        if kind == "s":
            index = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1
            strings = self._workbook.strings
            return SheetCell(strings[index] if 0 <= index < len(strings) else "")
        if kind == "b":
            return SheetCell(_BOOLEANS.get(value.strip(), value))
        if kind == "d":
            return self._moment(value, style)
        if kind != "n":
            return SheetCell(clean_text(unescape(value)))
        try:
            number = float(value)
        except ValueError:
            return SheetCell(clean_text(value))
        return number_cell(number, self._format(style), is_1904=self._workbook.is_1904)

    def _moment(self, value: str, style: str | None) -> SheetCell:
        """Return a date that is kept as ISO 8601, as the strict form of the format does."""
        try:
            moment = datetime.fromisoformat(value.strip()).replace(tzinfo=None)
        except ValueError:
            return SheetCell(clean_text(value))
        parts = date_parts(self._format(style))
        return date_cell(moment, parts or DateParts(True, True, True, time="T" in value))

    def _format(self, style: str | None) -> str:
        index = int(style) if style and style.isascii() and style.isdigit() else 0
        formats = self._workbook.formats
        return formats[index] if index < len(formats) else GENERAL

    def _read_merge(self, element: Element) -> None:
        merge = parse_range(element.get("ref") or "")
        if merge is not None:
            self._reading.count_merge()
            self._sheet.merges.append(merge)

    def _read_column(self, element: Element) -> None:
        first = _bounded(element.get("min"), 1, MAXIMUM_COLUMN)
        last = _bounded(element.get("max"), first, MAXIMUM_COLUMN)
        if first <= self._last_column:  # files tell columns in order and once
            return
        self._last_column = last
        if element.get("hidden") in _TRUE:
            self._sheet.hide_columns(first, last)
        elif width := length(element.get("width")):
            self._sheet.widths.update(dict.fromkeys(range(first, last + 1), width))


def column_number(letters: str) -> int:
    """Return the number of a column, from 1.

    >>> column_number("A"), column_number("xfd")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def parse_range(text: str) -> Range | None:
    """Return the rectangle that «B2:D4» names, None when it names none of more than one cell.

    >>> parse_range("B2:D4")
    Range(top=2, left=2, bottom=4, right=4)
    """
    ends = [_ADDRESS.fullmatch(part) for part in text.split(":")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    columns = sorted(column_number(end[1]) for end in ends if end)
    rows = sorted(int(end[2]) for end in ends if end)
    if rows[0] < 1 or rows[1] > MAXIMUM_ROW or columns[1] > MAXIMUM_COLUMN:
        return None
    found = Range(rows[0], columns[0], rows[1], columns[1])
    return None if (found.top, found.left) == (found.bottom, found.right) else found


def _bounded(text: str | None, default: int, limit: int) -> int:
    """Return a positive number of a file, or the default where it is none or beyond the limit."""
    if text is None or len(text) > 9 or not (text.isascii() and text.isdigit()):
        return default
    number = int(text)
    return number if 1 <= number <= limit else default
