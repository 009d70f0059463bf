"""The look of a Word document: its sheet, the widths of columns and where their lines stand."""

from __future__ import annotations

from planbook.documents.page import Page
from planbook.documents.printed import Align
from planbook.readers.docx.context import Reading
from planbook.readers.docx.grid import GridCell, GridTable
from planbook.readers.docx.names import Names, number, value
from planbook.readers.docx.styles import align_of
from planbook.readers.measures import TELLING_ROWS, millimetres, sheet
from planbook.readers.xml import Element

_TWIPS = "twip"


class Sections:
    """The sheet of the section that holds most rows of tables (ISO 29500-1, 17.6)."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._row_count = 0
        self._most_rows = -1
        self.page: Page | None = None

    def add_rows(self, count: int) -> None:
        """Count the rows of a table that stands in the section being read."""
        self._row_count += count

    def end_with(self, paragraph: Element) -> None:
        """End the section where a paragraph is its last one."""
        properties = paragraph.find(self._names["pPr"])
        section = None if properties is None else properties.find(self._names["sectPr"])
        if section is not None:
            self._end(section)

    def end(self, section: Element) -> None:
        """End the last section, whose properties stand in the body itself."""
        parent = section.getparent()
        if parent is not None and parent.tag == self._names["body"]:
            self._end(section)

    def _end(self, section: Element) -> None:
        page = _page(section, self._names)
        if page is not None and self._row_count > self._most_rows:
            self._most_rows, self.page = self._row_count, page
        self._row_count = 0


def _page(section: Element, names: Names) -> Page | None:
    size, margins = section.find(names["pgSz"]), section.find(names["pgMar"])
    if size is None:
        return None
    told = [
        None if margins is None else millimetres(margins.get(names[side]), _TWIPS)
        for side in ("top", "right", "bottom", "left")
    ]
    gutter = None if margins is None else millimetres(margins.get(names["gutter"]), _TWIPS)
    if told[3] is not None and gutter is not None:
        told[3] += gutter
    return sheet(
        millimetres(size.get(names["w"]), _TWIPS), millimetres(size.get(names["h"]), _TWIPS), told
    )


def note_geometry(table: GridTable, row: Element, reading: Reading) -> None:
    """Note how the cells of the row read last look; a row that was left out tells nothing."""
    if not 0 < len(table.rows) <= TELLING_ROWS:
        return
    read = table.rows[-1]
    cell_tag = reading.names["tc"]
    elements = [*row.iterchildren(cell_tag)]
    if len(elements) != len(read.cells):
        # Content controls may stand around some cells.
        elements = [*row.iter(cell_tag)]
    if len(elements) != len(read.cells):
        # Tables inside cells, or cells that old-style merges have joined.
        return
    for cell, element in zip(read.cells, elements, strict=True):
        if cell.span == 1:
            _note_width(table, cell, element.find(reading.names["tcPr"]), reading.names)
        if not read.is_header and cell.texts:
            table.aligns.append((cell, _align(element, reading)))


def _note_width(table: GridTable, cell: GridCell, properties: Element | None, names: Names) -> None:
    width = None if properties is None else properties.find(names["tcW"])
    if width is not None and width.get(names["type"]) == "dxa":
        table.cell_widths.setdefault(cell.start, number(width.get(names["w"])))


def _align(cell: Element, reading: Reading) -> Align:
    """Return where the lines of a cell stand by its first paragraph and the style of it."""
    names = reading.names
    paragraph = cell.find(names["p"])
    properties = None if paragraph is None else paragraph.find(names["pPr"])
    own = align_of(properties, names)
    if own is not None:
        return own
    named = None if properties is None else properties.find(names["pStyle"])
    title = reading.styles.default if named is None else value(named, names)
    return reading.styles.get(title).align
