"""The look of a page when printed: its sheet, the widths of columns, where lines stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planbook.documents.page import Page
from planbook.documents.printed import Align
from planbook.readers.html.decoding import Element
from planbook.readers.html.lists import whole_number
from planbook.readers.html.styling import simple_selectors, style_rules
from planbook.readers.measures import align_named, millimetres, sheet

_SHEETS = {
    "a3": (297.0, 420.0),
    "a4": (210.0, 297.0),
    "a5": (148.0, 210.0),
    "letter": (215.9, 279.4),
}
_LONGEST_STYLE, _LONGEST_VALUE = 2_000, 100
_SAMPLE = 8
_MOST_COLUMNS = 1_000
# «#plan col:nth-child(2)», with or without the table named.
_NTH_COLUMN = re.compile(r"(#[\w-]+ )?col:nth-child\((\d{1,4})\)")
_SIDES = ("top", "right", "bottom", "left")
# Which of one to four values belongs to the top, the right, the bottom and the left (CSS 2, 8.3).
_BOX = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}


class Look:
    """What simple rules and attributes of a page say of its look."""

    def __init__(self, root: Element) -> None:
        self.page: Page | None = None
        self._aligns: dict[str, Align] = {}
        self._columns: dict[tuple[str, int], str] = {}
        for selectors, text in style_rules(root):
            declared = _declared(text)
            for selector in selectors:
                self._take(selector.lower(), declared)

    def _take(self, selector: str, declared: dict[str, str]) -> None:
        """Take from a rule what matters: a sheet, the place of lines, the width of a column."""
        if selector.startswith("@page") and ":" not in selector:
            self.page = self.page or _page(declared)
        elif column := _NTH_COLUMN.fullmatch(selector):
            self._columns[(column[1] or "").strip(), int(column[2])] = declared.get("width", "")
        elif align := align_named(declared.get("text-align")):
            self._aligns[selector] = align

    def align(self, cell: Element) -> Align:
        """Return where the lines of a cell stand: by its first block, by itself, by its row."""
        inner = next(iter(cell), None)
        row = cell.getparent()
        for element in (inner, cell, row):
            found = None if element is None else self._own_align(element)
            if found is not None:
                return found
        return Align.CENTER if cell.tag == "th" else Align.LEFT

    def _own_align(self, element: Element) -> Align | None:
        if element.tag == "center":
            return Align.CENTER
        own = align_named(_style(element).get("text-align")) or align_named(element.get("align"))
        if own is not None or not self._aligns:
            return own
        return next(
            (self._aligns[form] for form in simple_selectors(element) if form in self._aligns), None
        )

    def widths(self, table: Element) -> list[float | None]:
        """Return the widths of the columns of a table, all in one unit; nothing where none are."""
        told = self._of_columns(table) or _of_cells(table)
        is_share = {text.endswith("%") for text in told if text}
        if len(is_share) != 1:
            return []
        # A share is taken as its number.
        unit = "mm" if is_share == {True} else "px"
        return [millimetres(text.rstrip("%"), unit) for text in told]

    def _of_columns(self, table: Element) -> list[str]:
        name = f"#{(table.get('id') or '').lower()}"
        told: list[str] = []
        for group in (table, *table.iterchildren("colgroup")):
            for place, column in enumerate(group.iterchildren("col"), 1):
                ruled = self._columns.get((name, place)) or self._columns.get(("", place), "")
                repeats = min(whole_number(column.get("span"), 1) or 1, _MOST_COLUMNS)
                told += [_width(column) or ruled] * repeats
                if len(told) > _MOST_COLUMNS:
                    return []
        return told


def _of_cells(table: Element) -> list[str]:
    """Return the widths of the cells in the fullest of the first rows without joined columns."""
    rows = [*table.iterchildren("tr")]
    for group in table.iterchildren("thead", "tbody"):
        if len(rows) < _SAMPLE:
            rows += group.iterchildren("tr")
    told: list[str] = []
    for row in rows[:_SAMPLE]:
        cells = [*row.iterchildren("td", "th")]
        if len(cells) > len(told) and not any(cell.get("colspan") for cell in cells):
            told = [_width(cell) for cell in cells]
    return told


def _width(element: Element) -> str:
    return _style(element).get("width") or (element.get("width") or "")[:_LONGEST_VALUE].strip()


def _page(declared: dict[str, str]) -> Page | None:
    """Return the sheet of an «@page» rule: two lengths, or a name and how it lies."""
    words = declared.get("size", "").split()
    told = [millimetres(word) for word in words]
    lengths = [length for length in told if length is not None]
    named = next((_SHEETS[word] for word in words if word in _SHEETS), None)
    if named is None and "landscape" in words:
        named = _SHEETS["a4"]
    if lengths:
        width, height = lengths[0], lengths[-1]
    elif named:
        width, height = named
    else:
        return None
    if "landscape" in words and width < height:
        width, height = height, width
    return sheet(width, height, _margins(declared))


def _margins(declared: dict[str, str]) -> Sequence[float | None]:
    values = declared.get("margin", "").split()
    places = _BOX.get(len(values))
    usual = [values[place] for place in places] if places else [""] * len(_SIDES)
    return [
        millimetres(declared.get(f"margin-{side}") or default)
        for side, default in zip(_SIDES, usual, strict=True)
    ]


def _style(element: Element) -> dict[str, str]:
    text = element.get("style")
    return _declared(text[:_LONGEST_STYLE]) if text else {}


def _declared(text: str) -> dict[str, str]:
    """Return the declarations of a rule or of an attribute, the last one of a name."""
    pairs = (part.partition(":") for part in text.split(";"))
    return {
        name.strip().lower(): value.strip().lower()[:_LONGEST_VALUE] for name, _, value in pairs
    }
