"""Letters of three alphabets that look alike: «MAΓ» typed with Latin M, A and Greek Γ."""

from __future__ import annotations

import re
from enum import StrEnum

_LATIN_TO_CYRILLIC = dict(zip("ABCEHIKMOPTXYaceiopxykmё", "АВСЕНІКМОРТХУасеіорхукмё", strict=True))
_GREEK_TO_CYRILLIC = dict(
    zip("ΑΒΓΔΕΗΙΚΛΜΝΟΠΡΤΥΦΧαγεικνορυχ", "АВГДЕНІКЛМНОПРТУФХаүеікнорух", strict=True)
)
_CYRILLIC_TO_LATIN = dict(
    zip("АВЕІІЈКМНОРСТУХҮавеікморсухѕј", "ABEIIJKMHOPCTYXYabeikmopcyxsj", strict=True)
)
_TO_CYRILLIC = str.maketrans(_LATIN_TO_CYRILLIC | _GREEK_TO_CYRILLIC)
_TO_LATIN = str.maketrans(
    _CYRILLIC_TO_LATIN | dict(zip("ΑΒΕΗΙΚΜΝΟΡΤΥΧικορυχ", "ABEHIKMNOPTYXikopyx", strict=True))
)
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_GREEK = re.compile("[\u0370-\u03ff]")
_ONLY_ROMAN = re.compile("[IVXLCDMivxlcdmІіХхСсМм]+")
# Letters of neighbouring alphabets that Russian words do not have; «і» stands for «i» in numerals.
_FOREIGN_CYRILLIC = re.compile("[ІіЇїЄєҐґЎўЈјЅѕҮү]")


class Script(StrEnum):
    """The alphabet of a word."""

    CYRILLIC = "cyrillic"
    LATIN = "latin"
    GREEK = "greek"
    MIXED = "mixed"
    NONE = "none"


def script_of(word: str) -> Script:
    """Tell which alphabet the letters of a word come from.

    >>> script_of("MAΓ")
    <Script.MIXED: 'mixed'>
    """
    found = [
        script
        for script, letters in (
            (Script.CYRILLIC, _CYRILLIC),
            (Script.LATIN, _LATIN),
            (Script.GREEK, _GREEK),
        )
        if letters.search(word)
    ]
    if len(found) > 1:
        return Script.MIXED
    return found[0] if found else Script.NONE


def to_cyrillic(word: str) -> str:
    """Replace every Latin or Greek letter that has a Cyrillic twin.

    >>> to_cyrillic("MAΓ")
    'МАГ'
    """
    return word.translate(_TO_CYRILLIC)


def to_latin(word: str) -> str:
    """Replace every Cyrillic or Greek letter that has a Latin twin: for Roman numerals and codes.

    >>> to_latin("ХХІ")
    'XXI'
    """
    return word.translate(_TO_LATIN)


def fix_lookalikes(text: str) -> str:
    """Write every word of mixed alphabets in one of them; pure words are left alone.

    A mixed word becomes Cyrillic when all its foreign letters have Cyrillic twins; words that may
    be Roman numerals become Latin. What fits neither is left as it stands.

    >>> fix_lookalikes("сессия MAΓ, город Bологда, XХ век, Power BI")
    'сессия МАГ, город Вологда, XX век, Power BI'
    """
    return text if text.isascii() else _WORD.sub(lambda found: _fix_word(found[0]), text)


def _fix_word(word: str) -> str:
    if script_of(word) is not Script.MIXED:
        return word
    if _ONLY_ROMAN.fullmatch(word):
        return to_latin(word)
    cyrillic = to_cyrillic(word)
    if script_of(cyrillic) is Script.CYRILLIC and not _FOREIGN_CYRILLIC.search(cyrillic):
        return cyrillic
    latin = to_latin(word)
    return latin if script_of(latin) is Script.LATIN else word
