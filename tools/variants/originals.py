"""The plans of the corpus as they stood in Word, before their tables were saved as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from planbook.documents import Block, Cell, Document, Row, Table
from planbook.readers import read_document
from tools.variants.scoring import CORPUS

SOURCE = "source.txt"


@dataclass(frozen=True, slots=True)
class Mending:
    """What the text lost of one plan; rows and columns count from 1 in its only table.

    `merges` are vertical merges: column, first row, last row. `joined` are rows whose rest stands
    in the row below. `headings` are rows that lie over the whole width, with what parts their
    cells. `upper` is the upper level a header could have: its words, first and last column.
    """

    merges: tuple[tuple[int, int, int], ...] = ()
    joined: tuple[int, ...] = ()
    headings: dict[int, str] = field(default_factory=dict)
    upper: tuple[str, int, int] = ("Проведение", 2, 3)


PLANS = {
    "mag-plan-2023": Mending(
        joined=(13,), headings={18: "", 25: " ", 41: ""}, upper=("Сведения", 3, 4)
    ),
    "sgcszr-plan-2023": Mending(),
    "smolensk-plan-2022-h2": Mending(upper=("Проведение мероприятия", 4, 5)),
    "smolensk-plan-2023-h2": Mending(
        merges=((2, 20, 21), (6, 31, 35), (7, 31, 35)), upper=("Проведение мероприятия", 4, 5)
    ),
}


def with_merges(slug: str) -> Document:
    """Return a plan with its merged cells; its broken rows and headings are as in the text."""
    document = as_received(slug)
    rows = list(_rows(document))
    for column, first, last in PLANS[slug].merges:
        _merge_down(rows, column, first, last)
    return _with_rows(document, rows)


def as_received(slug: str) -> Document:
    """Return a plan as its text has it: every row and cell for itself."""
    document = read_document(CORPUS / slug / SOURCE)
    return _with_rows(document, [replace(_rows(document)[0], is_header=True), *_rows(document)[1:]])


def as_in_word(slug: str) -> Document:
    """Return a plan with its merged cells, its whole rows and its headings over the width."""
    mending = PLANS[slug]
    document = with_merges(slug)
    rows = list(_rows(document))
    for number, joint in mending.headings.items():
        rows[number - 1] = _heading(rows[number - 1], joint)
    for number in mending.joined:
        rows[number - 1] = _joined(rows[number - 1], rows[number])
    dropped = set(mending.joined)
    return _with_rows(document, [row for n, row in enumerate(rows) if n not in dropped])


def with_two_levels(slug: str) -> Document:
    """Return a plan whose header has two levels and a row «1 | 2 | 3» under it."""
    words, first, last = PLANS[slug].upper
    document = as_in_word(slug)
    header, *rows = _rows(document)
    upper = list(_upper_cells(header, words, first, last))
    lower = [
        cell if first <= cell.column <= last else replace(cell, text="", is_continuation=True)
        for cell in header.cells
    ]
    numbers = [replace(cell, text=str(cell.column)) for cell in header.cells]
    levels = [Row(tuple(cells), is_header=True) for cells in (upper, lower, numbers)]
    return _with_rows(document, [*levels, *rows])


def _upper_cells(header: Row, words: str, first: int, last: int) -> Iterator[Cell]:
    for cell in header.cells:
        if cell.column == first:
            yield Cell(words, first, last - first + 1)
        elif not first <= cell.column <= last:
            yield replace(cell, row_span=2)


def _rows(document: Document) -> tuple[Row, ...]:
    return next(document.tables()).rows


def _with_rows(document: Document, rows: list[Row]) -> Document:
    blocks: tuple[Block, ...] = tuple(
        replace(block, rows=tuple(rows)) if isinstance(block, Table) else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def _merge_down(rows: list[Row], column: int, first: int, last: int) -> None:
    for number in range(first, last + 1):
        row = rows[number - 1]
        cells = list(row.cells)
        if number == first:
            cells[column - 1] = replace(cells[column - 1], row_span=last - first + 1)
        else:
            cells[column - 1] = replace(cells[column - 1], text="", is_continuation=True)
        rows[number - 1] = replace(row, cells=tuple(cells))


def _heading(row: Row, joint: str) -> Row:
    filled = [cell for cell in row.cells if cell.text]
    marks = tuple(mark for cell in filled for mark in cell.footnotes)
    text = joint.join(cell.text for cell in filled)
    width = sum(cell.column_span for cell in row.cells)
    return replace(row, cells=(Cell(text, 1, width, footnotes=marks),))


def _joined(row: Row, rest: Row) -> Row:
    cells = tuple(
        replace(cell, text="\n".join(part for part in (cell.text, other.text) if part))
        for cell, other in zip(row.cells, rest.cells, strict=True)
    )
    return replace(row, cells=cells)
