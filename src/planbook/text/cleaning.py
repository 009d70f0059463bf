"""Spaces, dashes, broken words and marks left by word processors. A cleaned copy is for reading;
the official wording itself is never replaced by it."""

from __future__ import annotations

import re
import unicodedata

# Space separators, tabs, page breaks and the line separators of Unicode.
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LINE_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
_DASHES = re.compile("[\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]")
# A hyphen at the end of a line, between letters: «Санкт-⏎Петербург» and «меропри-⏎ятие» alike.
_HYPHEN_BREAK = re.compile(r"(?<=[^\W\d_])-[ ]*\n\s*(?=[^\W\d_])")
_ANY_SPACE = re.compile(r"\s+")
_SUPERSCRIPTS = re.compile("[\u00b9\u00b2\u00b3\u2070\u2071\u2074-\u2079\u2080-\u2089]+")
_ASTERISKS = re.compile(r"(?<=\S)[*†‡]+")


def clean_characters(text: str) -> str:
    """Return NFC text with ordinary spaces, «\\n» for line breaks and no invisible characters.

    >>> clean_characters("9\\u00a0февра\\u00adля\\r\\n")
    '9 февраля\\n'
    """
    text = _LINE_BREAKS.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text))


def clean_spaces(text: str) -> str:
    """Return one line: every run of white space is one space, none at the ends.

    >>> clean_spaces(" 30 марта-\\n1\\u00a0апреля ")
    '30 марта- 1 апреля'
    """
    return _ANY_SPACE.sub(" ", clean_characters(text)).strip()


def unify_dashes(text: str, *, dash: str = "-") -> str:
    """Return the text with every dash, minus and non-breaking hyphen written as one sign.

    >>> unify_dashes("май – июнь")
    'май - июнь'
    """
    return _DASHES.sub(dash, text)


def join_hyphen_breaks(text: str) -> str:
    """Return the text with words broken after a hyphen joined, the hyphen kept.

    Whether the hyphen belongs to the word («Санкт-Петербург») or to the line («меропри-ятие») is
    not decided here: a dictionary is needed for that.

    >>> join_hyphen_breaks("Санкт-\\nПетербург")
    'Санкт-Петербург'
    """
    return _HYPHEN_BREAK.sub("-", text)


def strip_footnote_marks(text: str) -> str:
    """Return the text without raised digits and asterisks that refer to notes.

    >>> strip_footnote_marks("Дни городов¹*")
    'Дни городов'
    """
    return _ASTERISKS.sub("", _SUPERSCRIPTS.sub("", text))


def fold_yo(text: str) -> str:
    """Return the text with «е» for «ё», as most official documents print it.

    >>> fold_yo("Орёл")
    'Орел'
    """
    return text.replace("ё", "е").replace("Ё", "Е")


def comparison_key(text: str) -> str:
    """Return a key by which two wordings are the same: case, «ё», dashes and spaces set aside.

    >>> comparison_key("Нарьян–Мар") == comparison_key("НАРЬЯН-МАР ")
    True
    """
    return fold_yo(unify_dashes(clean_spaces(text)).casefold())
