"""Where cells stand in the grid when markup tells only how many columns and rows they cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planbook.readers.budget import Budget

# More columns and rows than any program lets a cell cover (the bounds HTML sets are 1,000 and
# 65,534); greater counts are slips of programs or mischief and mean «all there are».
LARGEST_SPAN = 1_000


@dataclass(frozen=True, slots=True)
class Span:
    """A cell of the markup: its own `start` (None: the next free column) and what it covers.

    `rows` 0 means all rows that are left.
    """

    start: int | None = None
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A place in a row: `index` of the cell of the markup, None where one from above reaches in."""

    start: int
    end: int
    row_span: int = 1
    index: int | None = None


@dataclass(slots=True)
class _Open:
    """A cell that reaches into the rows below."""

    start: int
    end: int
    rows_left: int


def place_rows(rows: Sequence[Sequence[Span]], budget: Budget) -> list[list[PlacedCell]]:
    """Return the places of every row in column order; places covered from above are counted too.

    >>> from planbook.readers.limits import DEFAULT_LIMITS
    >>> rows = [[Span(rows=2), Span()], [Span()]]
    >>> [[(p.start, p.index) for p in row] for row in place_rows(rows, Budget("п", DEFAULT_LIMITS))]
    [[(0, 0), (1, 1)], [(0, None), (1, 0)]]
    """
    placed: list[list[PlacedCell]] = []
    reaching: list[_Open] = []
    for number, row in enumerate(rows):
        below = len(rows) - number
        places = [PlacedCell(span.start, span.end) for span in reaching]
        for _ in places:
            budget.count_cell()
        own = _place_row(row, reaching, below)
        for span in reaching:
            span.rows_left -= 1
        reaching = [span for span in reaching if span.rows_left]
        reaching += [
            _Open(place.start, place.end, place.row_span - 1) for place in own if place.row_span > 1
        ]
        reaching.sort(key=lambda span: span.start)
        placed.append(sorted([*places, *own], key=lambda place: place.start))
    return placed


def _place_row(row: Sequence[Span], reaching: Sequence[_Open], below: int) -> list[PlacedCell]:
    """Put the cells of one row where nothing reaches in from above."""
    places: list[PlacedCell] = []
    position, passed = 0, 0
    for index, span in enumerate(row):
        start = max(position, span.start or 0)
        while passed < len(reaching) and reaching[passed].start <= start:
            start = max(start, reaching[passed].end)
            passed += 1
        end = start + min(max(span.columns, 1), LARGEST_SPAN)
        if passed < len(reaching):
            end = min(end, reaching[passed].start)
        rows = min(span.rows, below) if span.rows > 0 else below
        places.append(PlacedCell(start, end, rows, index))
        position = end
    return places


def column_borders(rows: Sequence[Sequence[PlacedCell]]) -> dict[int, int]:
    """Map the borders at which cells begin to column numbers from 0.

    A border at which none begins is no border of the printed table: `colspan="100"` over a table of
    five columns is the whole width of it.
    """
    starts = sorted({place.start for row in rows for place in row})
    return {start: number for number, start in enumerate(starts)}
