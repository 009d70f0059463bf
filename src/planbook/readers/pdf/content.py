"""What stands on a page: characters and strokes where they are drawn. Data only.

Lengths are in points (1/72 inch) from the upper left corner of the page as it is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Char:
    """One drawn character: `y` is its base line, `size` the size of its type.

    `turn` counts quarter turns of the writing against the page, clockwise; `is_artifact` tells
    that a tagged file does not count it as content (numbers of pages, running titles).
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    is_bold: bool = False
    turn: int = 0
    is_artifact: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line along an axis: `at` across it, from `start` to `end` along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass(slots=True)
class PageContent:
    """Everything drawn on one page; `image_share` is the part of it that pictures cover.

    `clipped` holds characters that stand in the file and are not painted.
    """

    number: int
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    across: list[Stroke] = field(default_factory=list)
    upright: list[Stroke] = field(default_factory=list)
    image_count: int = 0
    image_share: float = 0.0
    invisible_count: int = 0
    unmapped_count: int = 0
    ligature_count: int = 0
    clipped: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """A line of text: `first` is the width of its first word, `start` of its first character.

    `blank` is the width of a blank in its type. They tell why a line ends where it ends.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    is_bold: bool
    first: float
    start: float
    blank: float
    is_artifact: bool = False


@dataclass(slots=True)
class PageCell:
    """A cell as drawn on one page, in columns and rows of its page's table (from 0).

    `turned` is writing that stands on its side, measured as if the page were turned.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    lines: list[Line] = field(default_factory=list)
    turned: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class PageTable:
    """A table on one page: its lines across and upright, and its cells in reading order."""

    page: int
    xs: list[float]
    ys: list[float]
    cells: list[PageCell]
    is_guessed: bool = False

    @property
    def box(self) -> Box:
        """The rectangle the table covers."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


@dataclass(slots=True)
class PageLayout:
    """A page taken apart: its tables and the lines outside of them, each from top to bottom."""

    number: int
    width: float
    height: float
    tables: list[PageTable]
    lines: list[Line]
