"""Tables drawn with lines: the grid of a page, and which of its squares make one cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from planbook.readers.pdf.content import Box, PageCell, PageTable, Stroke
from planbook.readers.pdf.strokes import join_strokes

# Lines that miss each other by less are meant to meet; both lines of a double border are one.
_TOUCH = 3.5
_SAME_LINE = 4.0
# A side of a square is a border when lines cover this part of it.
_COVERED = 0.6
# A line that goes farther than this beyond the last one across it leaves an open side.
_OPEN_END = 9.0
_HIGHEST_OPEN_ROW = 80.0

Group = tuple[list[Stroke], list[Stroke]]


def find_tables(across: Iterable[Stroke], upright: Iterable[Stroke], page: int) -> list[PageTable]:
    """Return the ruled tables of a page from top to bottom; frames around one text are none."""
    tables = []
    groups = _connected(join_strokes(across), join_strokes(upright))
    for level, plumb in _with_open_rows(groups):
        table = _table(level, plumb, page)
        if table is not None:
            tables.append(table)
    return sorted(tables, key=lambda table: (table.ys[0], table.xs[0]))


def _connected(across: list[Stroke], upright: list[Stroke]) -> list[Group]:
    """Sort lines into groups whose members touch each other."""
    owners = list(range(len(across) + len(upright)))

    def root(index: int) -> int:
        while owners[index] != index:
            owners[index] = owners[owners[index]]
            index = owners[index]
        return index

    across.sort(key=lambda stroke: stroke.at)
    levels = [stroke.at for stroke in across]
    for number, plumb in enumerate(upright):
        first = bisect_right(levels, plumb.start - _TOUCH)
        last = bisect_right(levels, plumb.end + _TOUCH)
        for index in range(first, last):
            level = across[index]
            if level.start - _TOUCH <= plumb.at <= level.end + _TOUCH:
                owners[root(index)] = root(len(across) + number)
    groups: dict[int, Group] = {}
    for index, stroke in enumerate((*across, *upright)):
        group = groups.setdefault(root(index), ([], []))
        group[index >= len(across)].append(stroke)
    return [group for group in groups.values() if group[0] and group[1]]


def _with_open_rows(groups: Iterable[Group]) -> list[Group]:
    """Join parts of a table without outer lines that a row over its whole width keeps apart."""
    joined: list[Group] = []
    for across, upright in sorted(groups, key=lambda group: min(s.at for s in group[0])):
        are_open = bool(joined) and _is_open(across, upright) and _is_open(*joined[-1])
        if are_open and _follows(joined[-1][0], across):
            joined[-1][0].extend(across)
            joined[-1][1].extend(upright)
        else:
            joined.append((across, upright))
    return joined


def _is_open(across: Sequence[Stroke], upright: Sequence[Stroke]) -> bool:
    """Tell whether the lines across go on beyond the outermost upright lines on both sides."""
    left, right = _ends(across)
    places = [stroke.at for stroke in upright]
    return min(places) > left + _OPEN_END and max(places) < right - _OPEN_END


def _follows(above: Sequence[Stroke], below: Sequence[Stroke]) -> bool:
    (left, right), (start, end) = _ends(above), _ends(below)
    gap = min(stroke.at for stroke in below) - max(stroke.at for stroke in above)
    is_near = -_TOUCH <= gap <= _HIGHEST_OPEN_ROW
    return is_near and abs(left - start) <= _TOUCH and abs(right - end) <= _TOUCH


def _ends(across: Sequence[Stroke]) -> tuple[float, float]:
    return min(stroke.start for stroke in across), max(stroke.end for stroke in across)


def _table(across: list[Stroke], upright: list[Stroke], page: int) -> PageTable | None:
    xs = _marks(upright, across)
    ys = _marks(across, upright)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    sides = _Sides(xs, ys, across, upright)
    return PageTable(page, xs, ys, _cells(xs, ys, sides))


def _marks(strokes: Sequence[Stroke], crossing: Sequence[Stroke]) -> list[float]:
    """Return where lines of one direction stand; open sides lie where the crossing lines end."""
    marks: list[list[float]] = []
    for at in sorted(stroke.at for stroke in strokes):
        if marks and at - marks[-1][0] <= _SAME_LINE:
            marks[-1].append(at)
        else:
            marks.append([at])
    found = [sum(group) / len(group) for group in marks]
    start = min(stroke.start for stroke in crossing)
    end = max(stroke.end for stroke in crossing)
    if start < found[0] - _OPEN_END:
        found.insert(0, start)
    if end > found[-1] + _OPEN_END:
        found.append(end)
    return found


class _Sides:
    """Tells which sides of the squares of a grid are borders."""

    def __init__(
        self, xs: list[float], ys: list[float], across: list[Stroke], upright: list[Stroke]
    ) -> None:
        self.below = _borders(ys, xs, across)
        self.right = _borders(xs, ys, upright)

    def has_right(self, row: int, column: int) -> bool:
        """Tell whether a square ends at its right side."""
        return self.right[column + 1][row]

    def has_below(self, row: int, column: int) -> bool:
        """Tell whether a square ends at its lower side."""
        return self.below[row + 1][column]


def _borders(
    marks: Sequence[float], crossing: Sequence[float], strokes: Sequence[Stroke]
) -> list[list[bool]]:
    """For every line of the grid tell between which crossing lines it is drawn."""
    covered = [[0.0] * (len(crossing) - 1) for _mark in marks]
    for stroke in strokes:
        index = min(range(len(marks)), key=lambda i: abs(marks[i] - stroke.at))
        for part in range(len(crossing) - 1):
            overlap = min(stroke.end, crossing[part + 1]) - max(stroke.start, crossing[part])
            if overlap > 0:
                covered[index][part] = max(covered[index][part], overlap)
    last = len(marks) - 1
    return [
        [
            index in (0, last) or share >= _COVERED * (crossing[part + 1] - crossing[part])
            for part, share in enumerate(shares)
        ]
        for index, shares in enumerate(covered)
    ]


def _cells(xs: Sequence[float], ys: Sequence[float], sides: _Sides) -> list[PageCell]:
    """Join squares without a border between them into cells, always rectangles."""
    row_count, column_count = len(ys) - 1, len(xs) - 1
    taken = [[False] * column_count for _row in range(row_count)]
    cells = []
    for row in range(row_count):
        for column in range(column_count):
            if taken[row][column]:
                continue
            width = 1
            while (
                column + width < column_count
                and not taken[row][column + width]
                and not sides.has_right(row, column + width - 1)
            ):
                width += 1
            height = _height(sides, taken, (row, column, width), row_count)
            for covered in range(row, row + height):
                taken[covered][column : column + width] = [True] * width
            box = Box(xs[column], ys[row], xs[column + width], ys[row + height])
            cells.append(PageCell(row, column, height, width, box))
    return cells


def _height(
    sides: _Sides, taken: Sequence[Sequence[bool]], start: tuple[int, int, int], row_count: int
) -> int:
    """Return over how many rows a cell goes on downwards in its whole width."""
    row, column, width = start
    columns = range(column, column + width)
    height = 1
    while row + height < row_count:
        last = row + height - 1
        if any(sides.has_below(last, index) or taken[last + 1][index] for index in columns):
            break
        if any(sides.has_right(last + 1, index) for index in columns[:-1]):
            break
        is_open_left = column > 0 and not sides.has_right(last + 1, column - 1)
        is_last = column + width == len(taken[0])
        if is_open_left or not (is_last or sides.has_right(last + 1, columns[-1])):
            break
        height += 1
    return height
