"""A picture as PNG for documents that cannot hold SVG; drawn by the typesetter, no network."""

from __future__ import annotations

from functools import cache
from typing import Any

import typst

from planbook.errors import PlanbookError

# The template holds nothing of the picture, which stands beside it as a file.
_TEMPLATE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("chart.svg")\n'
# The face that comes with the typesetter, so that pictures are the same on every machine.
PRINT_FONT = "Libertinus Serif"


class UndrawablePicture(PlanbookError, ValueError):
    """The typesetter refuses a picture."""


def chart_png(svg: str, *, pixels_per_inch: float = 200.0) -> bytes:
    """Return a picture of this room as PNG; the same picture gives the same bytes.

    Pictures for print are drawn with `PRINT_FONT` in their frame.

    Raises:
        UndrawablePicture: it is not a picture.
    """
    sources: Any = {"main.typ": _TEMPLATE, "chart.svg": svg.encode("utf-8")}
    try:
        drawn = typst.compile(
            sources,
            format="png",
            ppi=pixels_per_inch,
            font_paths=_fonts(),
            ignore_system_fonts=True,
        )
    except RuntimeError as err:
        raise UndrawablePicture("Рисунок не удалось нарисовать.") from err
    if not isinstance(drawn, bytes):
        raise UndrawablePicture("Рисунок не удалось нарисовать на одном листе.")
    return drawn


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
