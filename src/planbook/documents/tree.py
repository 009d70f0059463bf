"""Blocks, tables with a real grid, cells with spans. Data only: no reading, no understanding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from planbook.documents.page import Page
from planbook.documents.printed import Align
from planbook.findings import Finding, SourceRef


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as printed: `text` keeps line breaks («\\n») and paragraphs («\\n\\n») verbatim.

    `column` is the first grid column (from 1). `column_span` and `row_span` tell how many grid
    columns and rows it covers. A cell covered by a vertical merge from above stands in its row with
    `is_continuation` true and an empty text. `footnotes` are the marks of notes referred to inside.
    """

    text: str
    column: int
    column_span: int = 1
    row_span: int = 1
    is_continuation: bool = False
    footnotes: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    source: SourceRef = field(default_factory=SourceRef)


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row: cells in column order; `is_header` when the file marks it as repeated."""

    cells: tuple[Cell, ...]
    is_header: bool = False
    source: SourceRef = field(default_factory=SourceRef)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows over a grid of `column_count` columns.

    `widths` are the relative widths of the grid columns, in any unit, and `aligns` tell where the
    lines of most cells of a column stand; both are empty where the format has none and take no
    part in equality.
    """

    rows: tuple[Row, ...]
    column_count: int
    source: SourceRef = field(default_factory=SourceRef)
    widths: tuple[float, ...] = field(default=(), compare=False)
    aligns: tuple[Align, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text between tables; `heading_level` 0 is ordinary text, `list_marker` a bullet or number."""

    text: str
    heading_level: int = 0
    list_marker: str = ""
    footnotes: tuple[str, ...] = ()
    source: SourceRef = field(default_factory=SourceRef)


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot: its mark as printed and its text."""

    mark: str
    text: str
    source: SourceRef = field(default_factory=SourceRef)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, format left behind; `page` is its first sheet where the format has one."""

    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...] = ()
    findings: tuple[Finding, ...] = ()
    format_name: str = ""
    file_name: str = ""
    page: Page | None = field(default=None, compare=False)

    def tables(self) -> Iterator[Table]:
        """Yield the tables in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs between tables in reading order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))
