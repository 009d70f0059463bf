"""Lengths as files write them, in millimetres, and a sheet of paper made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from math import isfinite

from planbook.documents.page import Page
from planbook.documents.printed import Align

_MILLIMETRES = {
    "mm": 1.0,
    "cm": 10.0,
    "in": 25.4,
    "pt": 25.4 / 72,
    "pc": 25.4 / 6,
    "pi": 25.4 / 6,
    "px": 25.4 / 96,
    "twip": 25.4 / 1440,
}
_LENGTH = re.compile(r"([+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))\s?([a-z]{0,4})")
# Smaller than a card or larger than a poster no plan is printed.
_LEAST_SIDE, _GREATEST_SIDE = 40.0, 2000.0
_LEAST_TEXT = 20.0

# The first rows of a table tell how its columns look; lists below them may look otherwise.
TELLING_ROWS = 24

# The words of files for where lines stand: CSS, OpenDocument and Word in one list.
_ALIGNS = {
    "center": Align.CENTER,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "left": Align.LEFT,
    "start": Align.LEFT,
    "both": Align.JUSTIFY,
    "distribute": Align.JUSTIFY,
    "justify": Align.JUSTIFY,
}


def millimetres(text: str | None, unit: str = "") -> float | None:
    """Return a length such as «2.5cm»; `unit` is that of a bare number, None is no length.

    >>> millimetres("2.5cm"), millimetres("1440", "twip"), millimetres("12"), millimetres("auto")
    (25.0, 25.4, None, None)
    """
    found = _LENGTH.fullmatch((text or "")[:40].strip().lower())
    if found is None:
        return None
    factor = _MILLIMETRES.get(found[2] or unit)
    return None if factor is None else float(found[1]) * factor


def sheet(
    width: float | None, height: float | None, margins: Iterable[float | None] = ()
) -> Page | None:
    """Return a sheet of these sides and margins (top, right, bottom, left); None for no sheet.

    Margins that are not told, or leave no room for text, are those of an office letter.

    >>> sheet(297.04, 210, [20, 10, None, 30])
    Page(width=297.0, height=210.0, top=20.0, right=10.0, bottom=20.0, left=30.0)
    """
    sides = [
        round(float(side), 1) for side in (width, height) if side is not None and isfinite(side)
    ]
    if len(sides) < 2 or not all(_LEAST_SIDE <= side <= _GREATEST_SIDE for side in sides):
        return None
    usual = Page(*sides)
    told = zip(margins, (usual.top, usual.right, usual.bottom, usual.left), strict=False)
    page = Page(*sides, *(_margin(own, default) for own, default in told))
    is_whole = page.text_width >= _LEAST_TEXT
    return page if is_whole and page.height - page.top - page.bottom >= _LEAST_TEXT else usual


def _margin(own: float | None, default: float) -> float:
    return default if own is None else round(abs(float(own)), 1)


def align_named(name: str | None) -> Align | None:
    """Return where lines stand by the word of a file, None for a word that says nothing.

    >>> align_named("both"), align_named("inherit")
    (<Align.JUSTIFY: 'justify'>, None)
    """
    return _ALIGNS.get((name or "").strip().lower())


def usual_aligns(cells: Iterable[tuple[int, Align]], column_count: int) -> tuple[Align, ...]:
    """Return where most cells of every column stand, given the columns from 0 of single cells.

    Of two that are as many, the later in reading order wins: headers come first and are centred
    whatever stands below. Nothing is told of a table without single cells.

    >>> usual_aligns([(0, Align.CENTER), (1, Align.CENTER), (1, Align.LEFT)], 2)
    (<Align.CENTER: 'center'>, <Align.LEFT: 'left'>)
    """
    counts: dict[int, Counter[Align]] = {}
    for column, align in reversed(list(cells)):
        counts.setdefault(column, Counter())[align] += 1
    if not counts:
        return ()
    plain = Counter({Align.LEFT: 1})
    columns = (counts.get(column, plain) for column in range(column_count))
    return tuple(column.most_common(1)[0][0] for column in columns)


def joined_widths(
    widths: Iterable[float | None], starts: Iterable[int], end: int | None = None
) -> tuple[float, ...]:
    """Return the widths of settled columns that begin at these columns of the markup, from 0.

    The last one reaches to `end`, or to the last width told. Nothing is told where one is unknown.

    >>> joined_widths([10, 20, 30], [0, 2]), joined_widths([10, None], [0, 1])
    ((30.0, 30.0), ())
    """
    known = [width if width is not None and isfinite(width) else 0.0 for width in widths]
    borders = [*starts, len(known) if end is None else end]
    joined = tuple(float(sum(known[start:stop])) for start, stop in pairwise(borders))
    return joined if joined and all(width > 0 for width in joined) else ()
