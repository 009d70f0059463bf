"""Worded sections as printed tables: headers of several levels, heading rows, merged cells."""

from __future__ import annotations

from collections.abc import Sequence

from planbook.documents.printed import (
    Align,
    PrintedCell,
    PrintedRow,
    PrintedTable,
    RowRole,
)
from planbook.layouts.layout import HeadingPlace, Layout, LayoutColumn, Merging
from planbook.layouts.rows import CellWords, WordedSection


def split_into_tables(
    sections: Sequence[WordedSection], layout: Layout
) -> list[tuple[WordedSection, ...]]:
    """Return the sections that share a table.

    A heading outside the table begins a new one, and so do columns of another number.
    """
    tables: list[list[WordedSection]] = []
    for section in sections:
        is_outside = layout.headings.place is HeadingPlace.PARAGRAPH and bool(section.heading)
        is_other = bool(tables) and len(tables[-1][-1].columns) != len(section.columns)
        if not tables or is_outside or is_other:
            tables.append([section])
        else:
            tables[-1].append(section)
    return [tuple(table) for table in tables]


def printed_table(sections: Sequence[WordedSection], layout: Layout, summary: str) -> PrintedTable:
    """Print sections as one table under the header of the first one."""
    columns = sections[0].columns if sections else layout.columns
    rows = list(_header_rows(columns))
    if layout.has_number_row:
        numbers = (PrintedCell(str(n), align=Align.CENTER) for n in range(1, len(columns) + 1))
        rows.append(PrintedRow(tuple(numbers), RowRole.NUMBERS))
    for section in sections:
        if section.heading and layout.headings.place is HeadingPlace.ROW:
            rows.append(_heading_row(section, layout, len(columns)))
        rows += _item_rows(section)
    total = sum(column.width for column in columns)
    return PrintedTable(tuple(rows), tuple(column.width / total for column in columns), summary)


def _heading_row(section: WordedSection, layout: Layout, width: int) -> PrintedRow:
    headings = layout.headings
    cell = PrintedCell(
        section.heading, column_span=width, align=headings.align, is_bold=headings.is_bold
    )
    return PrintedRow((cell,), RowRole.SECTION)


def _header_rows(columns: Sequence[LayoutColumn]) -> list[PrintedRow]:
    """Print the headers; neighbours with the same words above share a cell."""
    if not any(level for column in columns for level in column.header):
        return []
    depth = max(len(column.header) for column in columns)
    return [
        PrintedRow(tuple(_header_cells(columns, level, depth)), RowRole.HEADER)
        for level in range(depth)
    ]


def _header_cells(columns: Sequence[LayoutColumn], level: int, depth: int) -> list[PrintedCell]:
    cells: list[PrintedCell] = []
    index = 0
    while index < len(columns):
        path = columns[index].header
        if level >= len(path):
            cells.append(PrintedCell("", is_continuation=True, align=Align.CENTER))
            index += 1
            continue
        last = index + 1
        is_leaf = level == len(path) - 1
        while not is_leaf and last < len(columns) and _shares(columns[last].header, path, level):
            last += 1
        span = depth - level if is_leaf else 1
        cells.append(
            PrintedCell(
                path[level],
                column_span=last - index,
                row_span=span,
                align=Align.CENTER,
                is_bold=True,
            )
        )
        index = last
    return cells


def _shares(header: tuple[str, ...], path: tuple[str, ...], level: int) -> bool:
    return len(header) > level + 1 and header[: level + 1] == path[: level + 1]


def _item_rows(section: WordedSection) -> list[PrintedRow]:
    grid = [
        _column_cells([row.cells[index] for row in section.rows], column)
        for index, column in enumerate(section.columns)
    ]
    return [PrintedRow(cells) for cells in zip(*grid, strict=True)]


def _column_cells(words: Sequence[CellWords], column: LayoutColumn) -> list[PrintedCell]:
    """Print a column of a section; what may be merged hangs on the cell above it."""
    cells: list[PrintedCell] = []
    index = 0
    while index < len(words):
        last = index + 1
        while last < len(words) and _is_merged(words[last], words[index], column.merge):
            last += 1
        cells.append(PrintedCell(words[index].text, row_span=last - index, align=column.align))
        covered = PrintedCell("", is_continuation=True, align=column.align)
        cells += [covered] * (last - index - 1)
        index = last
    return cells


def _is_merged(cell: CellWords, above: CellWords, merging: Merging) -> bool:
    if merging is Merging.NONE or not cell.text or cell.text != above.text:
        return False
    return merging is Merging.EQUAL or cell.is_inherited
