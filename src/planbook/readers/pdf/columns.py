"""Tables without lines, guessed from columns of text with white space between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from planbook.readers.pdf.content import Box, Line, PageCell, PageTable, Stroke
from planbook.readers.pdf.strokes import join_strokes

Band = list[Line]

_SAME_BAND = 0.35
_NARROWEST_GUTTER = 4.5
_FEWEST_BANDS = 3
_FEWEST_COLUMNS = 3
_BANDS_OF_TWO_COLUMNS = 8
_EDGE = 3.0
_ROW_GAP = 1.3
_RULE_SHARE = 0.7
_NUMBERED_SHARE = 0.4
_FEW = 0.1
_WIDEST_STEP = 6.0
_CLOSEST_STEP = 0.9
_NUMBER = re.compile(r"№?\s*\d{1,4}(?:\.\d{1,3}){0,3}[.)]?")
_BULLET = re.compile(r"[•·▪●○■□➢✓*–—-]\s")


def find_columns(
    lines: Sequence[Line], across: Iterable[Stroke], page: int
) -> tuple[list[PageTable], list[Line]]:
    """Return the tables guessed among lines of a page, and the lines that are in none.

    `lines` are pieces of text split at wide gaps; `across` are rules between rows, if any.
    """
    bands = _bands(lines)
    rules = join_strokes(across)
    tables: list[PageTable] = []
    rest: list[Line] = []
    for run in _runs(bands):
        table = _table(run, rules, page)
        if table is None:
            rest.extend(line for band in run for line in band)
            continue
        rows, inside = table
        tables.append(rows)
        rest.extend(line for band in (*run[: inside[0]], *run[inside[1] :]) for line in band)
    return tables, rest


def _bands(lines: Sequence[Line]) -> list[Band]:
    """Gather pieces of text on one base line, from left to right."""
    bands: list[Band] = []
    for line in sorted(lines, key=lambda line: line.y):
        if bands and line.y - bands[-1][0].y <= _SAME_BAND * line.size:
            bands[-1].append(line)
        else:
            bands.append([line])
    return [sorted(band, key=lambda line: line.x0) for band in bands]


def _runs(bands: Sequence[Band]) -> list[list[Band]]:
    """Split a page where much white space lies between two bands."""
    runs: list[list[Band]] = []
    for band in bands:
        if runs and band[0].y - runs[-1][-1][0].y <= _WIDEST_STEP * band[0].size:
            runs[-1].append(band)
        else:
            runs.append([band])
    return runs


def _table(
    run: list[Band], rules: Sequence[Stroke], page: int
) -> tuple[PageTable, tuple[int, int]] | None:
    """Return the table of a run of bands and which bands it takes, None where there is none."""
    several = [index for index, band in enumerate(run) if len(band) > 1]
    if len(several) < _FEWEST_BANDS:
        return None
    start, end = several[0], several[-1] + 1
    lefts = _columns(run[start:end])
    is_wide = len(lefts) >= _FEWEST_COLUMNS
    if not is_wide and (len(lefts) < 2 or len(several) < _BANDS_OF_TWO_COLUMNS):
        return None
    while end < len(run) and _fits(run[end], lefts):
        end += 1
    bands = run[start:end]
    right = max(line.x1 for band in bands for line in band)
    xs = [left - _EDGE for left in lefts] + [right + _EDGE]
    rows = _rows(bands, xs, rules)
    return _build(rows, xs, page), (start, end)


def _columns(bands: Sequence[Band]) -> list[float]:
    """Return where columns begin: to the right of white space that no piece crosses.

    A piece alone on its line does not count: it may be a heading over several columns.
    """
    pieces = [(line.x0, line.x1) for band in bands if len(band) > 1 for line in band]
    lefts: list[float] = []
    reach = float("-inf")
    for start, end in sorted(pieces):
        if start - reach >= _NARROWEST_GUTTER:
            lefts.append(start)
        reach = max(reach, end)
    return _without_shifted(lefts, bands)


def _without_shifted(lefts: list[float], bands: Sequence[Band]) -> list[float]:
    """Leave out columns that hold only a heading set aside from the texts under it."""
    kept = list(lefts)
    index = 0
    while index + 1 < len(kept):
        xs = [left - _EDGE for left in kept] + [float("inf")]
        filled = [{_column(line, xs) for line in band} for band in bands]
        counts = [sum(column in own for own in filled) for column in (index, index + 1)]
        are_apart = not any({index, index + 1} <= own for own in filled)
        if are_apart and min(counts) <= max(2, _FEW * max(counts)):
            del kept[index + 1]
        else:
            index += 1
    return kept


def _fits(band: Band, lefts: Sequence[float]) -> bool:
    """Tell whether a band below goes on with one of the columns but the first."""
    line = band[0]
    return len(band) == 1 and any(abs(line.x0 - left) <= _EDGE for left in lefts[1:])


def _column(line: Line, xs: Sequence[float]) -> int:
    return max((i for i, x in enumerate(xs[:-1]) if x <= line.x0 + _EDGE), default=0)


def _last_column(line: Line, xs: Sequence[float]) -> int:
    return max((i for i, x in enumerate(xs[:-1]) if x < line.x1 - _EDGE), default=0)


def _rows(bands: Sequence[Band], xs: Sequence[float], rules: Sequence[Stroke]) -> list[list[Band]]:
    """Gather bands into rows: by rules, by numbers, by space, by how they begin."""
    width = xs[-1] - xs[0]
    top, bottom = bands[0][0].y, bands[-1][0].y
    own = [
        rule.at
        for rule in rules
        if top < rule.at < bottom and rule.end - rule.start >= _RULE_SHARE * width
    ]
    if len(own) > 1:
        return _split(bands, lambda above, band: any(above[0].y < at < band[0].y for at in own))
    firsts = [band[0] for band in bands if _column(band[0], xs) == 0 and not _is_spanning(band, xs)]
    numbers = sum(bool(_NUMBER.fullmatch(line.text)) for line in firsts)
    is_numbered = numbers > 0 and numbers >= len(firsts) * _NUMBERED_SHARE
    pitch = _pitch(bands)

    def begins(above: Band, band: Band) -> bool:
        if _is_spanning(band, xs) or _is_spanning(above, xs):
            return not (_is_spanning(band, xs) and _is_spanning(above, xs))
        if band[0].y - above[0].y > _ROW_GAP * pitch:
            return True
        first = band[0]
        if _column(first, xs) != 0:
            return False
        if is_numbered:
            return bool(_NUMBER.fullmatch(first.text))
        is_start = bool(_BULLET.match(first.text)) or not first.text[:1].islower()
        return is_start and len(band) * 2 >= len(xs) and not _all_lower(band[1:])

    return _split(bands, begins)


def _pitch(bands: Sequence[Band]) -> float:
    """Return the least usual step from band to band; bands of mixed type may stand closer."""
    steps = sorted(
        step
        for above, band in pairwise(bands)
        if (step := band[0].y - above[0].y) >= _CLOSEST_STEP * band[0].size
    )
    return steps[len(steps) // 4] if steps else float("inf")


def _all_lower(lines: Sequence[Line]) -> bool:
    return bool(lines) and all(line.text[:1].islower() for line in lines)


def _split(bands: Sequence[Band], begins: Callable[[Band, Band], bool]) -> list[list[Band]]:
    rows: list[list[Band]] = []
    for band in bands:
        if rows and not begins(rows[-1][-1], band):
            rows[-1].append(band)
        else:
            rows.append([band])
    return rows


def _is_spanning(band: Band, xs: Sequence[float]) -> bool:
    """Tell a piece of text that crosses the white space between columns."""
    return len(band) == 1 and _last_column(band[0], xs) > _column(band[0], xs)


def _build(rows: Sequence[Sequence[Band]], xs: list[float], page: int) -> PageTable:
    """Return the rows as a table; a row of one piece over several columns is one cell."""
    tops = [row[0][0].y - row[0][0].size for row in rows]
    last = rows[-1][-1][0]
    ys = [*tops, last.y + last.size * _SAME_BAND]
    cells: list[PageCell] = []
    for number, row in enumerate(rows):
        if all(_is_spanning(band, xs) for band in row):
            box = Box(xs[0], ys[number], xs[-1], ys[number + 1])
            lines = [line for band in row for line in band]
            cells.append(PageCell(number, 0, 1, len(xs) - 1, box, lines))
            continue
        for column in range(len(xs) - 1):
            box = Box(xs[column], ys[number], xs[column + 1], ys[number + 1])
            pieces = [[line for line in band if _column(line, xs) == column] for band in row]
            lines = [_joined(own) for own in pieces if own]
            cells.append(PageCell(number, column, 1, 1, box, lines))
    return PageTable(page, xs, ys, cells, is_guessed=True)


def _joined(pieces: Sequence[Line]) -> Line:
    """Return pieces of one line, spread to fill a column, as the line they are."""
    text = " ".join(piece.text for piece in pieces)
    return replace(pieces[0], text=text, x1=pieces[-1].x1)
