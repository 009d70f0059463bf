"""How a picture is called and how large it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartFrame:
    """The frame of a picture.

    Attributes:
        title: heading, printed and spoken; the unit stands in it: «Тариф на воду, руб./куб. м».
        name: prefix of identifiers, unique on the page, ASCII.
        width: of the drawing, in its own units (CSS pixels at natural size).
        font: family of the type, empty to take that of the page.
        has_title: whether the title is drawn too; it is always spoken.
    """

    title: str
    name: str = "chart"
    width: int = 720
    font: str = ""
    has_title: bool = True
