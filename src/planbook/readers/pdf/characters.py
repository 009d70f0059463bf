"""Characters of a font as text: ligatures apart, private bullets named, the unknown marked."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

UNKNOWN = "\ufffd"
# Bullets that Word takes from the fonts Symbol and Wingdings stand in the private area of Unicode.
_PRIVATE_BULLETS = dict.fromkeys(
    (0xF0B7, 0xF0A7, 0xF0A8, 0xF0FC, 0xF0D8, 0xF076, 0xF06C, 0xF06E, 0xF071), "•"
) | {0xF02D: "–", 0xF020: " "}
_BLANKS = "\t\n\r\v\f\u2028\u2029"
_INVISIBLE = ("\u200b", "\ufeff", "\u2060", "\u200d", "\u200c")
_FIRST_LIGATURE, _LAST_LIGATURE = 0xFB00, 0xFB06


@lru_cache(maxsize=4096)
def readable(text: str) -> str:
    """Return what a character of a font stands for; `UNKNOWN` where the file does not say it.

    >>> readable("\\ufb01"), readable("\\uf0b7"), readable("\\x00")
    ('fi', '•', '\ufffd')
    """
    if len(text) == 1 and "\u0020" < text < "\u00ad":
        return text
    return "".join(_readable_one(char) for char in text) if text else UNKNOWN


def is_ligature(text: str) -> bool:
    """Tell whether one drawn character stands for several letters."""
    return len(text) > 1 or (len(text) == 1 and _FIRST_LIGATURE <= ord(text) <= _LAST_LIGATURE)


def _readable_one(char: str) -> str:
    code = ord(char)
    if code in _PRIVATE_BULLETS:
        return _PRIVATE_BULLETS[code]
    if _FIRST_LIGATURE <= code <= _LAST_LIGATURE:
        return unicodedata.normalize("NFKC", char)
    if char in _BLANKS:
        return " "
    if char in _INVISIBLE:
        return ""
    is_unknown = code < 0x20 or 0xE000 <= code <= 0xF8FF or 0x7F <= code < 0xA0
    return UNKNOWN if is_unknown else char
