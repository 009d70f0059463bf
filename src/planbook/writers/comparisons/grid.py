"""Wide tables split over pages: the first columns stand in every part, parts are balanced.

Widths are estimated from letters, so that no figure and no name of a city is broken where it can
be helped; the writers then share the page out in these proportions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from planbook.documents.printed import Align, PrintedCell, PrintedRow, PrintedTable, RowRole

_MILLIMETRES_IN_POINT = 25.4 / 72
# Mean widths of letters and digits, in sizes of the type; the empty edges of a cell.
_LETTER, _BOLD_LETTER, _INSET = 0.52, 0.58, 3.2
_PIECE = re.compile(r"[^ \n\t\u200b-]+-?")
NARROWEST, WIDEST = 12.0, 28.0


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its header, the width that it needs in millimetres, the heading it stands under."""

    header: str
    width: float
    align: Align = Align.RIGHT
    group: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: texts of all columns, first those of the stub; a heading has one text."""

    texts: tuple[str, ...]
    is_heading: bool = False
    is_bold: bool = False
    align: Align | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of any width; `stub` are the columns that every part begins with."""

    stub: tuple[GridColumn, ...]
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    summary: str = ""


@dataclass(frozen=True, slots=True)
class GridPart:
    """A part that fits on a page; `place` of `count`."""

    table: PrintedTable
    place: int
    count: int
    first: str
    last: str


def needed_width(header: str, texts: Iterable[str], size: float) -> float:
    """Return the width in millimetres in which the words of a column stay whole.

    >>> round(needed_width("Петрозаводск", ["1\\u00a0820,30"], 8.5))
    24
    """
    bold = max((len(piece) for piece in _PIECE.findall(header)), default=1) * _BOLD_LETTER
    plain = 0
    for text in texts:
        if len(text) > plain:
            plain = max(plain, max((len(piece) for piece in _PIECE.findall(text)), default=0))
    letters = max(bold, plain * _LETTER)
    width = letters * size * _MILLIMETRES_IN_POINT + _INSET
    return min(max(width, NARROWEST), WIDEST)


def grid_parts(grid: Grid, width: float) -> Iterator[GridPart]:
    """Yield the parts of a table for pages of a width in millimetres; there is always one."""
    chunks = list(_chunks(grid.columns, width - sum(one.width for one in grid.stub)))
    for place, (start, end) in enumerate(chunks, 1):
        columns = grid.columns[start:end]
        names = [columns[0].header, columns[-1].header] if columns else ["", ""]
        yield GridPart(_table(grid, start, end, width), place, len(chunks), *names)


def _chunks(columns: Sequence[GridColumn], room: float) -> Iterator[tuple[int, int]]:
    """Share columns out evenly over as few parts as can be."""
    ends, filled = [0], 0.0
    for place, column in enumerate(columns):
        if filled and filled + column.width > room:
            ends.append(place)
            filled = 0.0
        filled += column.width
    count = len(ends)
    even = [round(len(columns) * part / count) for part in range(count + 1)]
    fits = all(
        sum(column.width for column in columns[start:end]) <= room for start, end in pairwise(even)
    )
    edges = even if fits else [*ends, len(columns)]
    yield from pairwise(edges)


def _table(grid: Grid, start: int, end: int, width: float) -> PrintedTable:
    columns = (*grid.stub, *grid.columns[start:end])
    stub = len(grid.stub)
    rows = [*_headers(grid.stub, grid.columns[start:end])]
    for row in grid.rows:
        if row.is_heading:
            cell = PrintedCell(row.texts[0], len(columns), align=Align.CENTER, is_bold=True)
            rows.append(PrintedRow((cell,), RowRole.SECTION))
            continue
        texts = (*row.texts[:stub], *row.texts[stub + start : stub + end])
        cells = tuple(
            PrintedCell(
                text,
                align=row.align if row.align and place >= stub else column.align,
                is_bold=row.is_bold or column.is_own,
            )
            for place, (text, column) in enumerate(zip(texts, columns, strict=True))
        )
        rows.append(PrintedRow(cells))
    return PrintedTable(tuple(rows), _shares(columns, stub, width), grid.summary)


def _shares(columns: Sequence[GridColumn], stub: int, width: float) -> tuple[float, ...]:
    """Room that is left over goes to columns by what they need, more of it to the widest stub."""
    widths = [column.width for column in columns]
    left = width - sum(widths)
    if left <= 0:
        return tuple(widths)
    growing = [
        one if place >= stub or one == max(widths[:stub], default=0) else 0.0
        for place, one in enumerate(widths)
    ]
    whole = sum(growing) or 1.0
    return tuple(one + left * grow / whole for one, grow in zip(widths, growing, strict=True))


def _headers(stub: Sequence[GridColumn], columns: Sequence[GridColumn]) -> Iterator[PrintedRow]:
    def head(text: str, *, columns: int = 1, rows: int = 1) -> PrintedCell:
        return PrintedCell(text, columns, rows, align=Align.CENTER, is_bold=True)

    if not any(column.group for column in columns):
        yield PrintedRow(tuple(head(one.header) for one in (*stub, *columns)), RowRole.HEADER)
        return
    groups = [(name, len(list(run))) for name, run in groupby(one.group for one in columns)]
    covered = PrintedCell("", is_continuation=True)
    yield PrintedRow(
        (
            *(head(one.header, rows=2) for one in stub),
            *(head(name, columns=count) for name, count in groups),
        ),
        RowRole.HEADER,
    )
    yield PrintedRow(
        (*(covered for _ in stub), *(head(one.header) for one in columns)), RowRole.HEADER
    )
