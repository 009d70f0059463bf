"""Numbers and bullets that a browser or Word prints before the items of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planbook.readers.docx.numbering import format_count
from planbook.readers.docx.symbols import sign_of
from planbook.readers.html.decoding import Element
from planbook.readers.html.styling import style_of

_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BULLET = "•"
_SYMBOL_FONT = re.compile(r"font-family:[\"']?(symbol|wingdings)")
_WHOLE_NUMBER = re.compile(r"\s*\+?(\d{1,6})")


def whole_number(text: str | None, default: int) -> int:
    """Return the number an attribute begins with, as browsers read it, else the default.

    >>> [whole_number(text, 1) for text in ("3", " 2px", "x", "-4", None)]
    [3, 2, 1, 1, 1]
    """
    found = _WHOLE_NUMBER.match(text or "")
    return int(found[1]) if found else default


@dataclass(slots=True)
class OpenList:
    """A list being read; `number` is that of the next item, None for bullets."""

    number: int | None
    number_format: str
    is_unmarked: bool

    def marker(self, item: Element) -> str:
        """Count an item and return what is printed before it."""
        if self.is_unmarked or "list-style:none" in style_of(item):
            return ""
        if self.number is None:
            return _BULLET
        number = whole_number(item.get("value"), self.number)
        self.number = number + 1
        return f"{format_count(number, self.number_format)}."


def open_list(element: Element) -> OpenList:
    """Begin a list."""
    style = style_of(element)
    is_unmarked = "list-style:none" in style or "list-style-type:none" in style
    number = whole_number(element.get("start"), 1) if element.tag == "ol" else None
    return OpenList(number, _FORMATS.get(element.get("type") or "", "decimal"), is_unmarked)


def word_marker(element: Element) -> str:
    """Return the number or bullet that Word writes out before an item («mso-list:Ignore»)."""
    marker = "".join(str(part) for part in element.itertext()).strip(" \u00a0\t\r\n")
    around = [element, *element.iterancestors("span")][:4]
    font = next((found[1] for span in around if (found := _SYMBOL_FONT.search(style_of(span)))), "")
    return "".join(sign_of(font, ord(sign)) for sign in marker) if font else marker
