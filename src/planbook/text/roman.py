"""Roman numerals as Russian documents type them: Latin, Cyrillic, or as single characters «Ⅱ»."""

from __future__ import annotations

import re
import unicodedata

from planbook.text.lookalikes import to_latin

MAX_ROMAN = 3999

_SHAPE = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_PAIRS = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
# The Cyrillic twin «У» is typed for V now and then; «П» and «Ш» stand for II and III.
_CYRILLIC_SHAPES = str.maketrans({"У": "V", "П": "II", "Ш": "III", "Y": "V"})


def parse_roman(text: str) -> int | None:
    """Return the number of a well-formed Roman numeral, None for anything else.

    Upper case only, so that the words «и» and «с» are never numerals. Cyrillic and Greek twins of
    the letters are read.

    >>> parse_roman("ХХІ"), parse_roman("Ⅱ"), parse_roman("IIII")
    (21, 2, None)
    """
    latin = to_latin(unicodedata.normalize("NFKC", text)).translate(_CYRILLIC_SHAPES)
    if not latin or not _SHAPE.fullmatch(latin):
        return None
    total = 0
    for letter, following in zip(latin, latin[1:] + " ", strict=True):
        worth = _DIGITS[letter]
        total += -worth if worth < _DIGITS.get(following, 0) else worth
    return total


def format_roman(number: int) -> str:
    """Print a number from 1 to 3999 in Latin Roman numerals.

    Raises:
        ValueError: the number has no Roman form.

    >>> format_roman(28)
    'XXVIII'
    """
    if not 1 <= number <= MAX_ROMAN:
        raise ValueError(f"no Roman numeral for {number}")
    printed = []
    for worth, letters in _PAIRS:
        count, number = divmod(number, worth)
        printed.append(letters * count)
    return "".join(printed)
