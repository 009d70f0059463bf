"""Tables put together over pages: repeated headers out, rows and merges cut by a page joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from planbook.readers.pdf.content import PageTable
from planbook.readers.pdf.hyphens import WordJoiner
from planbook.readers.pdf.rows import BuiltCell, BuiltRow, build_rows
from planbook.readers.pdf.wrapping import is_break, wrapped

_SAME_PLACE = 4.0
_NEAR = 12.0
_SAME_HEADER = 90
_HEADER_ROWS = 6
_NUMBER = re.compile(r"№?\s*\d{1,4}(?:\.\d{1,3}){0,3}[.)]?")
_NUMBERED_SHARE = 0.5
_ITEM_START = re.compile(r"[•·▪●○■□➢✓*]|\d{1,3}[.)]\s")
_SENTENCE_END = (".", "!", "?", ";", "»")


@dataclass(slots=True)
class BuiltTable:
    """A table growing page by page; `joined` and `repeated` tell what was put together where."""

    rows: list[BuiltRow]
    is_guessed: bool = False
    last_page: int = 0
    header_count: int = 0
    joined: list[tuple[int, int]] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)

    @property
    def edges(self) -> list[float]:
        """Return where the upright lines of all rows stand, from left to right."""
        return merged_edges(
            [x for row in self.rows for cell in row.cells for x in (cell.x0, cell.x1)]
        )


def merged_edges(places: Sequence[float]) -> list[float]:
    """Return places with those that differ by less than a line's width made one."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _SAME_PLACE:
            edges.append(place)
    return edges


def start_table(table: PageTable, joiner: WordJoiner) -> BuiltTable:
    """Begin a table with what stands on its first page."""
    return BuiltTable(build_rows(table, joiner), table.is_guessed, table.page)


def append_page(built: BuiltTable, table: PageTable, joiner: WordJoiner) -> bool:
    """Go on with a table on the next page; tell False where it is another table."""
    if table.is_guessed != built.is_guessed or table.page != built.last_page + 1:
        return False
    edges = built.edges
    shift = edges[0] - table.xs[0]
    rows = build_rows(table, joiner, shift)
    repeated = _repeated_rows(built, rows)
    if not _are_same_columns(edges, [x + shift for x in table.xs]):
        is_near = built.is_guessed and _are_near(edges, [x + shift for x in table.xs])
        if not (repeated or is_near) or not _fit_columns(built, rows):
            return False
    if repeated:
        built.header_count = max(built.header_count, repeated)
        built.repeated.append(table.page)
    _append(built, rows[repeated:], joiner)
    built.last_page = table.page
    return True


def _are_same_columns(edges: Sequence[float], others: Sequence[float]) -> bool:
    """Tell whether two grids are one: same width, and no line of the coarser outside the finer."""
    if abs(edges[-1] - others[-1]) > _SAME_PLACE:
        return False
    coarse, fine = sorted((edges, others), key=len)
    return all(any(abs(x - y) <= _SAME_PLACE for y in fine) for x in coarse)


def _are_near(edges: Sequence[float], others: Sequence[float]) -> bool:
    """Tell whether guessed columns begin about where those of the page before did."""
    pairs = list(zip(edges[:-1], others[:-1], strict=False))
    return len(edges) == len(others) and all(abs(x - y) <= _NEAR for x, y in pairs)


def _fit_columns(built: BuiltTable, rows: Sequence[BuiltRow]) -> bool:
    """Move the cells of a page with other widths (a turned sheet) under the columns above."""
    edges = built.edges
    own = merged_edges([x for row in rows for cell in row.cells for x in (cell.x0, cell.x1)])
    if len(own) != len(edges):
        return False
    for row in rows:
        for cell in row.cells:
            cell.x0 = edges[_nearest(own, cell.x0)]
            cell.x1 = edges[_nearest(own, cell.x1)]
    return True


def _nearest(places: Sequence[float], place: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - place))


def _repeated_rows(built: BuiltTable, rows: Sequence[BuiltRow]) -> int:
    """Return how many rows at the head of a page repeat the head of the table."""
    count = 0
    while count < min(len(rows), len(built.rows), _HEADER_ROWS):
        if not _are_equal(built.rows[count], rows[count]):
            break
        count += 1
    if count == 0 and rows and _is_count_row(rows[0]):
        # Some programs repeat the row «1 | 2 | 3» alone.
        count = int(any(_is_count_row(row) for row in built.rows[:_HEADER_ROWS]))
    return count


def _are_equal(row: BuiltRow, other: BuiltRow) -> bool:
    text, again = _key(row), _key(other)
    if not text or len(row.filled()) != len(other.filled()):
        return False
    if _is_count_row(row):
        return _is_count_row(other)
    return fuzz.ratio(text, again) >= _SAME_HEADER and not _NUMBER.fullmatch(row.cells[0].text)


def _is_count_row(row: BuiltRow) -> bool:
    texts = [cell.text.strip(".") for cell in row.cells]
    return len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _key(row: BuiltRow) -> str:
    return "|".join(re.sub(r"[\s-]+", "", cell.text).lower() for cell in row.cells)


def _append(built: BuiltTable, rows: list[BuiltRow], joiner: WordJoiner) -> None:
    """Add the rows of a page; the first may be the rest of the row above."""
    while rows and not rows[0].filled() and all(cell.covers == 1 for cell in rows[0].cells):
        rows = rows[1:]
    if not rows or not built.rows:
        built.rows.extend(rows)
        return
    above, first = built.rows[-1], rows[0]
    if _goes_on(built, above, first):
        _join_rows(above, first, joiner)
        built.joined.append((len(built.rows), first.page))
        for row in rows[1:]:
            _keep_origins(row, above, first)
        rows = rows[1:]
    else:
        _join_merges(above, rows, joiner)
    built.rows.extend(rows)


def _goes_on(built: BuiltTable, above: BuiltRow, row: BuiltRow) -> bool:
    """Tell whether a row at the head of a page is the rest of the row at the foot of the last."""
    filled = row.filled()
    if not filled or any(above.at(cell) is None for cell in row.cells):
        return False
    if len(row.cells) == 1:
        return filled[0].text[:1].islower()
    if _NUMBER.fullmatch(row.cells[0].text) or _ITEM_START.match(filled[0].text):
        return False
    if _is_numbered(built):
        has_number = any(char.isalnum() for char in row.cells[0].text)
        return not has_number and any(_flows(above.at(cell), cell) for cell in filled)
    flowing = [cell for cell in filled if _flows(above.at(cell), cell)]
    if any(cell.text[:1].islower() for cell in flowing):
        return True
    emptied = [cell for cell in row.cells if not cell.text and _text(above.at(cell))]
    return bool(emptied) and len(flowing) == len(filled) and bool(_text(above.cells[0]))


def _flows(above: BuiltCell | None, cell: BuiltCell) -> bool:
    """Tell whether the text of a cell may go on in the cell under it."""
    above = above.origin or above if above else None
    if above is None or above.last is None or cell.first is None:
        return False
    if cell.text[:1].islower():
        return True
    return not (
        above.text.endswith(_SENTENCE_END) and is_break(above.last, cell.first, above.measure)
    )


def _text(cell: BuiltCell | None) -> str:
    if cell is None:
        return ""
    return cell.origin.text if cell.origin else cell.text


def _is_numbered(built: BuiltTable) -> bool:
    rows = [row for row in built.rows[built.header_count :] if len(row.filled()) > 1]
    numbered = sum(bool(_NUMBER.fullmatch(row.cells[0].text)) for row in rows)
    return bool(rows) and numbered >= len(rows) * _NUMBERED_SHARE


def _join_rows(above: BuiltRow, row: BuiltRow, joiner: WordJoiner) -> None:
    """Add the texts of a row cut by the page to the row above it."""
    for cell in row.cells:
        upper = above.at(cell)
        if upper is not None:
            upper = upper.origin or upper
            upper.covers += cell.covers - 1
            join_texts(upper, cell, joiner)


def join_texts(upper: BuiltCell, cell: BuiltCell, joiner: WordJoiner) -> None:
    """Add the text of a cell to the one it goes on from."""
    if cell.text and upper.text and upper.last is not None and cell.first is not None:
        if is_break(upper.last, cell.first, upper.measure):
            upper.text = f"{upper.text}\n{cell.text}"
        else:
            rest = replace(cell.first, text=cell.text)
            upper.text = wrapped(upper.text, upper.last, rest, upper.measure, joiner)
    elif cell.text:
        upper.text = cell.text
    upper.first = upper.first or cell.first
    upper.last = cell.last or upper.last


def _is_rest(upper: BuiltCell, cell: BuiltCell) -> bool:
    """Tell the rest of a merged text cut by the page from a text of its own."""
    if upper.last is None or cell.first is None or upper.covers < 2:
        return False
    is_unfinished = not upper.text.endswith(_SENTENCE_END)
    return is_unfinished and not is_break(upper.last, cell.first, upper.measure)


def _keep_origins(row: BuiltRow, above: BuiltRow, first: BuiltRow) -> None:
    """Let cells merged from a joined row point to the row it was joined to."""
    for cell in row.cells:
        if cell.origin is not None and any(cell.origin is own for own in first.cells):
            upper = above.at(cell.origin)
            cell.origin = (upper.origin or upper) if upper else None


def _join_merges(above: BuiltRow, rows: Sequence[BuiltRow], joiner: WordJoiner) -> None:
    """Go on with cells merged over rows where the page cuts the merge and not a row."""
    for cell in rows[0].cells:
        upper = above.at(cell)
        upper = upper.origin or upper if upper else None
        if upper is None or max(upper.covers, cell.covers) < 2 or not upper.text:
            continue
        if cell.text and not _is_rest(upper, cell):
            continue
        join_texts(upper, cell, joiner)
        upper.covers += cell.covers
        for row in rows:
            for own in row.cells:
                if own.origin is cell:
                    own.origin = upper
        cell.text, cell.origin, cell.covers = "", upper, 1
