"""Rows of a table while its pages are put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from planbook.documents.printed import Align
from planbook.readers.pdf.content import Line, PageCell, PageTable
from planbook.readers.pdf.hyphens import WordJoiner
from planbook.readers.pdf.wrapping import Measure, join_lines, usual_pitch

_WIDEST_PADDING = 12.0
_PADDING_RANK = 0.1
# Room beside a line, in sizes of its type, from which it tells where it stands; how uneven the room
# on both sides of a line in the middle may be, as a share of it or in sizes of type.
_TELLING, _UNEVEN, _EVEN = 0.6, 0.15, 0.25


@dataclass(slots=True)
class BuiltCell:
    """A cell between two upright lines; `covers` counts the rows it covers from its own on.

    `origin` is the cell above whose merge it goes on with. The lines at its edges tell whether the
    text goes on over a page.
    """

    x0: float
    x1: float
    text: str = ""
    covers: int = 1
    origin: BuiltCell | None = None
    first: Line | None = None
    last: Line | None = None
    measure: Measure = field(default_factory=lambda: Measure(0.0, 0.0))

    @property
    def align(self) -> Align | None:
        """Where the first line stands; one that fills the cell does not tell."""
        if self.first is None:
            return None
        left = self.first.x0 - self.measure.left
        right = self.measure.right - self.first.x1
        if left + right < _TELLING * self.first.size:
            return None
        even = max(_UNEVEN * (left + right), _EVEN * self.first.size)
        if abs(left - right) < even:
            return Align.CENTER
        return Align.RIGHT if right < min(even, left) else Align.LEFT


@dataclass(slots=True)
class BuiltRow:
    """A row and the page it begins on; cells merged from above stand in it with their origin."""

    page: int
    cells: list[BuiltCell] = field(default_factory=list)

    def filled(self) -> list[BuiltCell]:
        """Return the cells with text."""
        return [cell for cell in self.cells if cell.text]

    def at(self, cell: BuiltCell) -> BuiltCell | None:
        """Return the cell of this row that stands between the same upright lines."""
        return next(
            (own for own in self.cells if abs(own.x0 - cell.x0) < 4 and abs(own.x1 - cell.x1) < 4),
            None,
        )


def build_rows(table: PageTable, joiner: WordJoiner, shift: float = 0.0) -> list[BuiltRow]:
    """Return the rows of one page's table; lines of the grid at which no cell begins make none."""
    starts = sorted({cell.row for cell in table.cells})
    padding = _padding(table)
    pitch = usual_pitch([cell.lines for cell in table.cells])
    rows = [BuiltRow(table.page) for _start in starts]
    for cell in table.cells:
        covered = [
            i for i, start in enumerate(starts) if cell.row <= start < cell.row + cell.row_span
        ]
        built = _cell(cell, padding, pitch, joiner)
        built.x0, built.x1 = built.x0 + shift, built.x1 + shift
        built.covers = len(covered)
        rows[covered[0]].cells.append(built)
        for index in covered[1:]:
            rows[index].cells.append(BuiltCell(built.x0, built.x1, origin=built))
    for row in rows:
        row.cells.sort(key=lambda cell: cell.x0)
    return rows


def _cell(cell: PageCell, padding: float, pitch: float, joiner: WordJoiner) -> BuiltCell:
    measure = Measure(cell.box.x0 + padding, cell.box.x1 - padding, pitch)
    text = join_lines(cell.lines, measure, joiner)
    if cell.turned:
        # Writing on its side may use the height of the cell.
        left = min(line.x0 for line in cell.turned)
        height = cell.box.y1 - cell.box.y0 - 2 * padding
        turned = join_lines(cell.turned, Measure(left, left + height, pitch), joiner)
        text = f"{text}\n{turned}" if text else turned
    first = cell.lines[0] if cell.lines else None
    last = cell.lines[-1] if cell.lines else None
    return BuiltCell(cell.box.x0, cell.box.x1, text, first=first, last=last, measure=measure)


def _padding(table: PageTable) -> float:
    """Return how far text keeps from the lines of a table; not the least, as some run over."""
    gaps = sorted(line.x0 - cell.box.x0 for cell in table.cells for line in cell.lines)
    if not gaps:
        return 0.0
    return min(max(gaps[int(len(gaps) * _PADDING_RANK)], 0.0), _WIDEST_PADDING)
