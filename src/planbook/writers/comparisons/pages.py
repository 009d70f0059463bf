"""Where pages of a printed comparison table end: parts that fit on a page are kept whole."""

from __future__ import annotations

import math

from planbook.documents.printed import Page, PrintedTable, RowRole

_MILLIMETRES_IN_POINT = 25.4 / 72
_LETTER, _LINE, _INSET = 0.46, 1.16, 3.2
_ABOVE_AND_BELOW, _CAPTION = 2.3, 9.0
# A part that is longer than a page begins on what is left of the last one only if that is much.
_MUCH = 0.55
_SHORT = 7


class PageFill:
    """How full the page is, in millimetres, by a rough measure of what was put on it.

    >>> fill = PageFill(Page(), 10.0, used=30.0)
    >>> fill.starts_page(200.0), fill.starts_page(200.0)
    (False, True)
    """

    def __init__(self, page: Page, size: float, *, used: float) -> None:
        self._room = page.height - page.top - page.bottom
        self._width = page.text_width
        self._size = size * _MILLIMETRES_IN_POINT
        self._used = used

    def height(self, table: PrintedTable) -> float:
        """Return how high a table is with its caption."""
        total = sum(table.widths) or 1.0
        letters = [
            max((one / total * self._width - _INSET) / (self._size * _LETTER), 1.0)
            for one in table.widths
        ]
        return _CAPTION + sum(self._row(row, letters) for row in self._texts(table))

    def starts_page(self, height: float) -> bool:
        """Put a block on the page and tell whether it should begin a new one."""
        is_long = height > self._room
        left = self._room - self._used
        starts = self._used > 0 and (left < self._room * _MUCH if is_long else height > left)
        self._used = ((0.0 if starts else self._used) + height) % self._room
        return starts

    def _texts(self, table: PrintedTable) -> list[list[str]]:
        return [
            [] if row.role is RowRole.SECTION else [cell.text for cell in row.cells]
            for row in table.rows
        ]

    def _row(self, texts: list[str], letters: list[float]) -> float:
        lines = 1
        for text, room in zip(texts, letters, strict=False):
            if len(text) > _SHORT:
                told = sum(math.ceil(len(part) / room) or 1 for part in text.split("\n"))
                lines = max(lines, told)
        return lines * self._size * _LINE + _ABOVE_AND_BELOW
