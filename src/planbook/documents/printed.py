"""A document ready for print: every word and its look decided, only the file format left open.

`planbook.layouts` arranges a plan into it, `planbook.writers` put it into a file. Lengths are in
millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from planbook.documents.page import Page as Page


class Align(StrEnum):
    """Where the lines of a paragraph or a cell stand."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class ParagraphRole(StrEnum):
    """What a paragraph outside the table is for."""

    TEXT = "text"
    OWNER = "owner"
    TITLE = "title"
    HEADING = "heading"
    STAMP = "stamp"
    APPROVAL = "approval"
    SIGNATURE = "signature"
    NOTE = "note"


class RowRole(StrEnum):
    """What a printed row is: a header, the row «1 | 2 | 3», a heading over the table, an item."""

    HEADER = "header"
    NUMBERS = "numbers"
    SECTION = "section"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """A paragraph outside tables; «\\n» is a line break. `level` 0 is no heading.

    `starts_page` puts it on a new page in formats that have pages.
    """

    text: str
    role: ParagraphRole = ParagraphRole.TEXT
    align: Align = Align.LEFT
    level: int = 0
    is_bold: bool = False
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class PrintedImage:
    """A picture (PNG or JPEG bytes) with the words that stand for it when it is not seen."""

    data: bytes
    alternative: str
    width: float = 30.0
    align: Align = Align.CENTER


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell: `text` keeps line breaks («\\n») and paragraphs («\\n\\n»), as in `documents.Cell`.

    `is_continuation` marks the place of a cell covered by a vertical merge from above; its text is
    empty and the cell above carries the `row_span`.
    """

    text: str
    column_span: int = 1
    row_span: int = 1
    is_continuation: bool = False
    align: Align = Align.LEFT
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of a table with its cells in column order."""

    cells: tuple[PrintedCell, ...]
    role: RowRole = RowRole.ITEM


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table: its rows of headers first; `widths` of the grid columns are shares of the page."""

    rows: tuple[PrintedRow, ...]
    widths: tuple[float, ...]
    summary: str = ""

    @property
    def header_count(self) -> int:
        """How many rows from the top are repeated on every page."""
        roles = (RowRole.HEADER, RowRole.NUMBERS)
        return next((n for n, row in enumerate(self.rows) if row.role not in roles), len(self.rows))

    def items(self) -> Iterator[PrintedRow]:
        """Yield the rows that are neither headers nor headings."""
        return (row for row in self.rows if row.role is RowRole.ITEM)


PrintedBlock = PrintedParagraph | PrintedImage | PrintedTable


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """A whole document: `title` and `author` for its properties, `footer` for the foot of pages.

    `font_size` is in points; `language` is a BCP 47 tag.
    """

    title: str
    blocks: tuple[PrintedBlock, ...]
    page: Page = field(default_factory=Page)
    author: str = ""
    footer: str = ""
    font_size: float = 11.0
    language: str = "ru-RU"

    def tables(self) -> Iterator[PrintedTable]:
        """Yield the tables in order."""
        return (block for block in self.blocks if isinstance(block, PrintedTable))
