"""Number formats of the cells of an .xlsx file, by the index that a cell names."""

from __future__ import annotations

from planbook.readers.sheets.number_formats import BUILT_IN, GENERAL
from planbook.readers.xml import Element


def read_formats(root: Element | None) -> list[str]:
    """Return the format of every cell style, in the order of their indexes."""
    if root is None:
        return []
    own = {
        element.get("numFmtId"): element.get("formatCode") or GENERAL
        for element in root.iter("{*}numFmt")
    }
    styles = next(root.iter("{*}cellXfs"), None)
    if styles is None:
        return []
    return [_format(style.get("numFmtId") or "0", own) for style in styles.iter("{*}xf")]


def _format(number: str, own: dict[str | None, str]) -> str:
    if number in own:
        return own[number]
    return BUILT_IN.get(int(number), GENERAL) if number.isascii() and number.isdigit() else GENERAL
