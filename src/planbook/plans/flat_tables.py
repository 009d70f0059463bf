"""A flat table read again: the section of every row in a column, computed values beside the words.

Programs and people sort and filter such a table; a plan is read from it as if it had its headings
over the rows again. Computed values repeat what the words of the row say and are not read: who
changes a plan changes the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from planbook.documents import Cell, Document, Row, Table
from planbook.findings import Finding
from planbook.plans import plan_remarks
from planbook.text import clean_spaces

SECTION_HEADER = "Раздел"
# Headers of the computed columns, which close the table; no plan written by hand has them all.
COMPUTED_HEADERS = (
    "Не раньше",
    "Не позже",
    "Срок (EDTF)",
    "Города",
    "Регионы",
    "Форма участия",
)
_SIGN = "Срок (EDTF)"
# The row of headers stands above all, but a person may have put a title over it.
_SEARCH_ROWS = 6


def with_headings(document: Document) -> Document:
    """Return the document with its flat tables as plans have them; others stay as they are.

    >>> with_headings(Document(())).blocks
    ()
    """
    if not any(_header_index(table) is not None for table in document.tables()):
        return document
    findings: list[Finding] = []
    blocks = []
    for block in document.blocks:
        index = _header_index(block) if isinstance(block, Table) else None
        if index is not None and isinstance(block, Table):
            findings.append(plan_remarks.computed_columns(COMPUTED_HEADERS, block.source))
            block = _plain_table(block, index)
        blocks.append(block)
    return replace(document, blocks=tuple(blocks), findings=(*document.findings, *findings))


def _header_index(table: Table) -> int | None:
    """Return which row is the header of a flat table, None for any other table."""
    for index, row in enumerate(table.rows[:_SEARCH_ROWS]):
        words = [_words(cell) for cell in row.cells]
        if _SIGN in words and words[:1] == [SECTION_HEADER] and _says_all(words):
            return index
    return None


def _says_all(words: list[str]) -> bool:
    return all(header in words for header in COMPUTED_HEADERS)


def _plain_table(table: Table, header: int) -> Table:
    """Take the computed columns out and put a heading over the rows of every section."""
    head = table.rows[header]
    computed = _computed_columns(head)
    kept = [
        number
        for number in range(1, table.column_count + 1)
        if number not in computed and number != head.cells[0].column
    ]
    places = {number: place for place, number in enumerate(kept, 1)}
    rows = [*table.rows[:header], _narrowed(head, places)]
    rows += _headed_rows(table.rows[header + 1 :], head.cells[0].column, places)
    widths = tuple(table.widths[number - 1] for number in kept) if table.widths else ()
    aligns = tuple(table.aligns[number - 1] for number in kept) if table.aligns else ()
    return replace(table, rows=tuple(rows), column_count=len(kept), widths=widths, aligns=aligns)


def _computed_columns(head: Row) -> set[int]:
    """Return the last columns of these headers: a plan may have columns named alike before."""
    found = {_words(cell): cell.column for cell in head.cells}
    return {found[header] for header in COMPUTED_HEADERS}


def _headed_rows(rows: Sequence[Row], section: int, places: Mapping[int, int]) -> Iterator[Row]:
    """Yield the rows under their headings, in the order of the table.

    A table sorted by days has the rows of a section apart: they come together again. Rows without a
    section stand before all headings.
    """
    groups: dict[str, list[Row]] = {"": []}
    heads: dict[str, Cell] = {}
    above = ""
    for row in rows:
        cell = next((one for one in row.cells if one.column == section), None)
        if cell is None or not cell.is_continuation:
            above = cell.text.strip() if cell else ""
        groups.setdefault(above, []).append(_narrowed(row, places))
        if cell is not None:
            heads.setdefault(above, cell)
    for heading, group in groups.items():
        if heading:
            over = replace(
                heads[heading], column=1, column_span=len(places), row_span=1, is_continuation=False
            )
            yield Row((over,), source=group[0].source)
        yield from group


def _narrowed(row: Row, places: Mapping[int, int]) -> Row:
    """Return a row with the columns that are kept, moved to their new places."""
    cells = tuple(
        replace(cell, column=places[cell.column], column_span=1)
        for cell in row.cells
        if cell.column in places
    )
    return replace(row, cells=cells)


def _words(cell: Cell) -> str:
    return clean_spaces(cell.text)
