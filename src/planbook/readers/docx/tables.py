"""Rows and cells of Word tables, read one row at a time so that long tables need little memory."""

from __future__ import annotations

from collections.abc import Iterator

from planbook.readers.docx.context import Reading
from planbook.readers.docx.grid import GridCell, GridRow, GridTable
from planbook.readers.docx.inline import InlineReader
from planbook.readers.docx.names import ALTERNATE_CONTENT, CHOICE, FALLBACK, is_on, number, value
from planbook.readers.docx.paragraphs import ParagraphReader
from planbook.readers.refusals import refusal
from planbook.readers.xml import Element

# Containers that hold blocks, rows or cells without being any themselves.
_WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")


class TableReader:
    """Reads rows into a `GridTable`; one instance serves a whole document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._names = reading.names
        self._column_limit = reading.limits.columns * 4
        self._inline = InlineReader(reading)
        self._paragraphs = ParagraphReader(reading, self._inline)
        names = self._names
        self._not_plain = (
            *self._inline.special_tags,
            *(names[local] for local in ("tbl", "numPr", "hMerge", "tcPrChange")),
        )
        if reading.styles.has_numbered():
            self._not_plain += (self._names["pStyle"],)
        self._extents = tuple(names[local] for local in ("gridSpan", "vMerge"))
        self._plain_tags = (names["tc"], names["p"], *self._extents, *self._inline.flat_tags)
        self._wrappers = frozenset(
            (*(self._names[local] for local in _WRAPPERS), ALTERNATE_CONTENT, CHOICE)
        )

    @property
    def paragraphs(self) -> ParagraphReader:
        """The reader of paragraphs, which counts the same lists."""
        return self._paragraphs

    def grid_widths(self, table: Element) -> list[int]:
        """Return the widths of the grid columns of a table in twips."""
        grid = table.find(self._names["tblGrid"])
        columns = [] if grid is None else grid.findall(self._names["gridCol"])
        return [number(column.get(self._names["w"])) for column in columns[: self._column_limit]]

    def add_row(self, table: GridTable, row: Element, depth: int = 1) -> None:
        """Read a row into the table; a row that was deleted under tracking is left out."""
        names = self._names
        properties = row.find(names["trPr"])
        start = 0
        is_header = False
        if properties is not None:
            if properties.find(names["del"]) is not None:
                self._reading.omissions.deleted.append(self._all_text(row))
                return
            if properties.find(names["ins"]) is not None:
                self._reading.omissions.insertion_count += 1
            is_header = is_on(properties.find(names["tblHeader"]), names)
            start = number(value(properties.find(names["gridBefore"]), names))
        self._reading.count_row()
        is_plain = next(row.iter(*self._not_plain), None) is None
        read_cells = self._plain_cells if is_plain else self._cells
        table.rows.append(GridRow(read_cells(row, start, depth), is_header))

    def _cells(self, row: Element, start: int, depth: int) -> list[GridCell]:
        """Read the cells of any row; most cells of a row that is not plain are plain themselves."""
        cells: list[GridCell] = []
        for element in self._inside(row, self._names["tc"]):
            if next(element.iter(*self._not_plain), None) is None:
                self._add_plain(cells, element, start)
            else:
                self._add_cell(cells, element, start)
                self._fill(cells[-1], element, depth)
            start = cells[-1].end
        return cells

    def _plain_cells(self, row: Element, start: int, _depth: int) -> list[GridCell]:
        """Read the cells of a row of plain text in one pass; nine rows of ten are such."""
        cells: list[GridCell] = []
        self._add_plain(cells, row, start)
        return cells

    def _add_plain(self, cells: list[GridCell], element: Element, start: int) -> None:
        """Append a plain cell, or all cells of a plain row, in one pass over what they hold."""
        parts: list[str] = []
        cell_tag, paragraph_tag = self._names["tc"], self._names["p"]
        flat_text = self._inline.flat_text
        for part in element.iter(*self._plain_tags):
            tag = part.tag
            if tag == paragraph_tag:
                self._end_paragraph(cells, parts)
                parts = []
            elif tag == cell_tag:
                self._end_paragraph(cells, parts)
                parts = []
                start = cells[-1].end if cells else start
                self._reading.count_cell()
                self._check_columns(start + 1)
                cells.append(GridCell(start, 1))
            elif tag in self._extents:
                self._extend(cells[-1], part)
            else:
                parts.append(flat_text(part, tag))
        self._end_paragraph(cells, parts)

    def _extend(self, cell: GridCell, part: Element) -> None:
        """Let a cell cover what one of its properties says: columns, or rows above it."""
        if part.tag == self._names["vMerge"]:
            cell.merge = "restart" if value(part, self._names) == "restart" else "continue"
        else:
            cell.span = max(1, number(value(part, self._names), 1))
        self._check_columns(cell.end)

    def _check_columns(self, end: int) -> None:
        if end > self._column_limit:
            limit = self._reading.limits.columns
            raise refusal("document.too_many_columns", self._reading.file_name, limit=limit)

    def _end_paragraph(self, cells: list[GridCell], parts: list[str]) -> None:
        text = "".join(parts).strip()
        if text and cells:
            cells[-1].texts.append(text)
            self._reading.checked(text)

    def read_texts(self, container: Element) -> list[str]:
        """Return the paragraphs of a note, header or footer; tables in it give their cells."""
        texts: list[str] = []
        for paragraph in container.iter(self._names["p"]):
            if next(paragraph.iterancestors(self._names["p"]), None) is None:
                texts.extend(self._paragraphs.printed(paragraph)[0])
        return texts

    def _add_cell(self, cells: list[GridCell], element: Element, start: int) -> int:
        """Append a cell, or widen the one before it (`hMerge` of old files); return its end."""
        self._reading.count_cell()
        span, merge, is_joined = self._extent(element)
        self._check_columns(start + span)
        if is_joined and cells:
            cells[-1].span += span
        else:
            cells.append(GridCell(start, span, merge=merge))
        return start + span

    def _extent(self, element: Element) -> tuple[int, str, bool]:
        """Return how many grid columns a cell covers, its vertical and its horizontal merge."""
        names = self._names
        span, merge, is_joined = 1, "", False
        properties = element.find(names["tcPr"])
        for child in () if properties is None else properties:
            if child.tag == names["gridSpan"]:
                span = max(1, number(value(child, names), 1))
            elif child.tag == names["vMerge"]:
                merge = "restart" if value(child, names) == "restart" else "continue"
            elif child.tag == names["hMerge"]:
                is_joined = value(child, names) != "restart"
        return span, merge, is_joined

    def _fill(self, cell: GridCell, element: Element, depth: int) -> None:
        """Read the paragraphs and nested tables of a cell."""
        names = self._names
        joins_next = False
        for block in self._inside(element, names["p"], names["tbl"]):
            if block.tag == names["tbl"]:
                cell.tables.append(self._nested(block, depth + 1))
                continue
            texts, footnotes, is_open = self._paragraphs.printed(block)
            cell.footnotes.extend(footnotes)
            if joins_next and texts and cell.texts:
                cell.texts[-1] += texts.pop(0)
            cell.texts.extend(texts)
            joins_next = is_open
        self._reading.checked(cell.text)

    def _nested(self, element: Element, depth: int) -> GridTable:
        self._reading.check_table_depth(depth)
        table = GridTable(self.grid_widths(element))
        for row in self._inside(element, self._names["tr"]):
            self.add_row(table, row, depth)
        return table

    def _inside(self, element: Element, *tags: str) -> Iterator[Element]:
        """Yield children with one of the tags, through content controls and other wrappers."""
        stack = [iter(element)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
            elif child.tag in tags:
                yield child
            elif child.tag in self._wrappers and child.tag != FALLBACK:
                self._reading.check_depth(len(stack))
                stack.append(iter(child))

    def _all_text(self, row: Element) -> str:
        texts = row.iter(self._names["t"], self._names["delText"])
        return " ".join(text.text or "" for text in texts)
