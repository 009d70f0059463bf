"""The paper of a sheet: size, direction and margins of .xlsx files (ECMA-376 part 1, 18.3.1.63)."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite

from planbook.documents.page import Page
from planbook.readers.xml import Element

_MILLIMETRES = 25.4
_A4 = (210.0, 297.0)
_SIZES = {"8": (297.0, 420.0), "9": _A4, "11": (148.0, 210.0), "1": (215.9, 279.4)}
_LONGEST = 1000.0


def read_page(element: Element, page: Page) -> Page:
    """Return the page with what an element «pageSetup» or «pageMargins» says of it.

    >>> from lxml import etree
    >>> page = read_page(etree.fromstring('<pageSetup orientation="landscape"/>'), Page())
    >>> page.width, page.height
    (297.0, 210.0)
    """
    if str(element.tag).endswith("pageMargins"):
        margins = {
            side: round(length(element.get(side)) * _MILLIMETRES, 1)
            for side in ("top", "right", "bottom", "left")
        }
        return replace(page, **margins)
    is_landscape = element.get("orientation") == "landscape"
    return on_paper(element.get("paperSize") or "", page, is_landscape=is_landscape)


def on_paper(code: str, page: Page, *, is_landscape: bool) -> Page:
    """Return the page on the paper of a code of Excel; an unknown one is A4.

    >>> on_paper("11", Page(), is_landscape=False).height
    210.0
    """
    width, height = _SIZES.get(code, _A4)
    if is_landscape:
        width, height = height, width
    return replace(page, width=width, height=height)


def inches(number: float) -> float | None:
    """Return inches in millimetres, None for what is no margin of a sheet.

    >>> inches(0.5), inches(float("nan"))
    (12.7, None)
    """
    return round(number * _MILLIMETRES, 1) if 0 <= number < _LONGEST / _MILLIMETRES else None


def length(text: str | None) -> float:
    """Return a length of a file; one that is none is nothing.

    >>> length("12.5"), length("x"), length(None)
    (12.5, 0.0, 0.0)
    """
    try:
        number = float(text or 0)
    except ValueError:
        return 0.0
    return number if isfinite(number) and 0 < number < _LONGEST else 0.0
