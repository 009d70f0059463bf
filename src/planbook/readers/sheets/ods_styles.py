"""Styles of .ods files: which sheets are hidden, and the formats of values as Excel writes them."""

from __future__ import annotations

from planbook.readers.measures import millimetres
from planbook.readers.sheets.number_formats import GENERAL
from planbook.readers.xml import Element

STYLE_PARTS = (
    "style", "number-style", "date-style", "time-style", "percentage-style", "currency-style",
)  # fmt: skip
_SIGNS = {
    "day": ("d", "dd"), "month": ("m", "mm"), "year": ("yy", "yyyy"), "hours": ("h", "hh"),
    "minutes": (":mm", ":mm"), "seconds": (":ss", ":ss"), "day-of-week": ("ddd", "dddd"),
}  # fmt: skip
_MOST_DIGITS = 20
_MOST_PARENTS = 20


class Styles:
    """Collects the styles of a file while it is read."""

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._data_styles: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._hidden: set[str] = set()
        self._widths: dict[str, float] = {}
        self._masters: dict[str, str] = {}

    def add(self, element: Element) -> None:
        """Take one style."""
        tag = str(element.tag).rpartition("}")[2]
        name = _attribute(element, "name")
        if tag == "style":
            self._data_styles[name] = _attribute(element, "data-style-name")
            self._parents[name] = _attribute(element, "parent-style-name")
            properties = element.iter("{*}table-properties")
            if any(_attribute(found, "display") == "false" for found in properties):
                self._hidden.add(name)
            self._masters[name] = _attribute(element, "master-page-name")
            for found in element.iter("{*}table-column-properties"):
                self._widths[name] = millimetres(_attribute(found, "column-width")) or 0.0
        elif tag in STYLE_PARTS:
            self._formats[name] = _code(element, tag)

    def is_hidden(self, name: str) -> bool:
        """Tell whether a sheet of this style is hidden."""
        return name in self._hidden

    def width(self, name: str) -> float:
        """Return the width of columns of a style in millimetres, 0 where it is not told."""
        return self._widths.get(name, 0.0)

    def master_page(self, name: str) -> str:
        """Return the kind of pages that a sheet of a style is printed on, «» for the usual one."""
        return self._masters.get(name, "")

    def format_of(self, name: str) -> str:
        """Return the format of the values in cells of a style, or of the style it builds on."""
        for _step in range(_MOST_PARENTS):
            data_style = self._data_styles.get(name, "")
            if data_style:
                return self._formats.get(data_style, GENERAL)
            name = self._parents.get(name, "")
        return GENERAL


def _code(style: Element, tag: str) -> str:
    """Return a data style as a format code: the same signs for every spreadsheet."""
    parts = []
    for element in style:
        kind = str(element.tag).rpartition("}")[2]
        if kind == "text" or kind == "currency-symbol":
            parts.append(_literal(element.text or "", is_percent=tag == "percentage-style"))
        elif kind == "number":
            parts.append(_digits(element))
        elif kind in _SIGNS:
            is_long = _attribute(element, "style") == "long"
            is_word = _attribute(element, "textual") == "true"
            parts.append("mmmm" if is_word else _SIGNS[kind][is_long])
    code = "".join(parts)
    if tag == "time-style" and _attribute(style, "truncate-on-overflow") == "false":
        return f"[h]{code.lstrip('h')}"
    return code


def _literal(text: str, *, is_percent: bool) -> str:
    if is_percent and text.strip() == "%":
        return "%"
    return '"' + text.replace('"', "") + '"' if text else ""


def _digits(element: Element) -> str:
    decimals = _attribute(element, "decimal-places")
    if not decimals:
        return GENERAL
    most = min(int(decimals), _MOST_DIGITS) if decimals.isascii() and decimals.isdigit() else 0
    least = _attribute(element, "min-decimal-places")
    kept = min(int(least), most) if least.isascii() and least.isdigit() else most
    whole = _attribute(element, "min-integer-digits")
    zeros = min(int(whole), _MOST_DIGITS) if whole.isascii() and whole.isdigit() else 1
    grouping = "#," if _attribute(element, "grouping") == "true" else ""
    point = "." if most else ""
    return grouping + "#" * (zeros == 0) + "0" * zeros + point + "0" * kept + "#" * (most - kept)


def _attribute(element: Element, name: str) -> str:
    return next(
        (str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), ""
    )
