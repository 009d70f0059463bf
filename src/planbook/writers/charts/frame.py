"""The frame of every picture: its size, its spoken words, its colours, the numbers in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from planbook.writers.characters import printable

# The house colour, grey for all others, ink for words and lines.
OWN, OTHER, INK, PALE, MEDIAN = "#12375f", "#b4bcc6", "#1f2933", "#d5dae0", "#5b6472"
FONT_SIZE, SMALL_SIZE, TITLE_SIZE = 13, 12, 15
# Mean width of a letter of Arial or the like, in sizes of the type.
_LETTER = 0.56


@dataclass(frozen=True, slots=True)
class ChartFrame:
    """The frame of a picture.

    Attributes:
        title: heading, printed and spoken; the unit stands in it: «Тариф на воду, руб./куб. м».
        name: prefix of identifiers, unique on the page; other than ASCII letters are left out.
        width: of the drawing, in its own units (CSS pixels at natural size).
        font: family of the type, empty to take that of the page.
        has_title: whether the title is drawn too; it is always spoken.
    """

    title: str
    name: str = "chart"
    width: int = 720
    font: str = ""
    has_title: bool = True

    @property
    def identifier(self) -> str:
        """The prefix of identifiers as they may stand in markup."""
        kept = "".join(
            sign for sign in self.name if sign.isascii() and (sign.isalnum() or sign in "-_")
        )
        return kept or "chart"


def drawing(frame: ChartFrame, height: float, description: str, marks: Iterable[str]) -> str:
    """Return a picture: its words for those who do not see it, its title, its marks.

    >>> drawing(ChartFrame("Вода"), 10, "Один город.", [])[:5]
    '<svg '
    """
    name = frame.identifier
    font = f" font-family={quoteattr(frame.font)}" if frame.font else ""
    heading = ""
    if frame.has_title:
        lines = wrapped(frame.title, frame.width, TITLE_SIZE)
        heading = "".join(
            text_mark(0, 16 + place * 19, line, size=TITLE_SIZE, weight="bold")
            for place, line in enumerate(lines)
        )
    drawn = "".join(marks)
    # A picture with links is no single image: its links are read out one by one.
    role = "group" if "<a " in drawn else "img"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="{role}" '
        f'aria-labelledby="{name}-title {name}-desc" viewBox="0 0 {frame.width} {figure(height)}" '
        f'width="{frame.width}" height="{figure(height)}"{font} font-size="{FONT_SIZE}" '
        f'fill="{INK}"><title id="{name}-title">{plain(frame.title)}</title>'
        f'<desc id="{name}-desc">{plain(description)}</desc>{heading}{drawn}</svg>'
    )


def top_of(frame: ChartFrame) -> float:
    """Return where the drawing begins below the title."""
    if not frame.has_title:
        return 4.0
    return 12.0 + 19 * len(wrapped(frame.title, frame.width, TITLE_SIZE))


def text_mark(
    x: float, y: float, text: str, *, size: int = FONT_SIZE, anchor: str = "start", weight: str = ""
) -> str:
    """Return words at a place."""
    looks = f' text-anchor="{anchor}"' if anchor != "start" else ""
    looks += f' font-weight="{weight}"' if weight else ""
    looks += f' font-size="{size}"' if size != FONT_SIZE else ""
    return f'<text x="{figure(x)}" y="{figure(y)}"{looks}>{plain(text)}</text>'


def line_mark(ends: tuple[float, float, float, float], colour: str, kind: str) -> str:
    """Return a thin straight line; `kind` is its class."""
    x1, y1, x2, y2 = map(figure, ends)
    return (
        f'<line class="{kind}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}"'
        f' stroke-width="1"/>'
    )


def figure(number: float) -> str:
    """Return a coordinate, the same on every machine.

    >>> figure(12.0), figure(3.14159)
    ('12', '3.1')
    """
    return f"{number:.1f}".removesuffix(".0")


def plain(text: str) -> str:
    """Return words as they may stand in markup."""
    return escape(" ".join(printable(text).split(" "))).replace("\n", " ")


def text_width(text: str, size: int = FONT_SIZE) -> float:
    """Return the estimated width of words."""
    return len(text) * size * _LETTER


def clipped(text: str, width: float, size: int = FONT_SIZE) -> str:
    """Return words cut to a width, with an ellipsis.

    >>> clipped("Петропавловск-Камчатский", 80)
    'Петропавл…'
    """
    most = max(int(width / (size * _LETTER)), 2)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def wrapped(text: str, width: float, size: int) -> list[str]:
    """Return words in at most two lines, the rest cut."""
    lines: list[str] = [""]
    for word in printable(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1]} {lines[2]}"]
    return [clipped(line, width, size) for line in lines]
