"""How high the rows of a table may become, told before any program sets them."""

from __future__ import annotations

import math

from planbook.documents.printed import Page, PrintedRow, PrintedTable

_POINTS_IN_MILLIMETRE = 72 / 25.4
# Generous mean width of a letter and height of a line, in sizes of the font.
_LETTER, _LINE = 0.6, 1.3
# Width of the empty edges of a cell, millimetres.
_INSET = 3.0
# A row that might need more of the page than this may be broken between pages.
_LARGE_ROW = 0.5


class RowMeasure:
    """Rough sizes of cells, in points: enough to tell what cannot fit in any case.

    `shares` are the widths of the grid columns as shares of one; `large` is the height from which a
    row may be broken between pages. `size` is the size of type in the table, in points.

    >>> table = PrintedTable((), (1.0, 3.0))
    >>> RowMeasure(table, Page(), 10.0).shares
    [0.25, 0.75]
    """

    def __init__(self, table: PrintedTable, page: Page, size: float) -> None:
        total = sum(table.widths) or 1.0
        self.shares = [max(width, 0.0) / total for width in table.widths]
        self._widths = [share * page.text_width * _POINTS_IN_MILLIMETRE for share in self.shares]
        self._letter = size * _LETTER
        self._line = size * _LINE
        self.large = (page.height - page.top - page.bottom) * _POINTS_IN_MILLIMETRE * _LARGE_ROW

    def letters(self, column: int, span: int) -> int:
        """Return how many letters surely fit on a line of a cell."""
        width = sum(self._widths[column : column + span]) - _INSET * _POINTS_IN_MILLIMETRE
        return max(int(width / self._letter), 1)

    def cell_height(self, text: str, letters: int) -> float:
        """Return how high a text may become on lines of so many letters."""
        lines = sum(math.ceil(len(line) / letters) or 1 for line in text.split("\n"))
        return lines * self._line

    def height(self, row: PrintedRow) -> float:
        """Return how high a row may become by its cells that cover no other row."""
        highest, column = 0.0, 0
        for cell in row.cells:
            if cell.row_span == 1:
                letters = self.letters(column, cell.column_span)
                highest = max(highest, self.cell_height(cell.text, letters))
            column += cell.column_span
        return highest
