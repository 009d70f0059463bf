"""From a cell to its shape: one pass of cleaning, one regular expression, one look-up per token."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from planbook.dates.spelling import repaired
from planbook.dates.vocabulary import CLASSES, VOCABULARY, Entry
from planbook.text import format_roman, to_cyrillic, to_latin

# A cell that speaks of time is short; a longer one is prose and is not read as a date.
MAX_LENGTH = 400

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－⁃"), "-")
# Stress marks, soft hyphens, zero-width signs, raised digits, asterisks of notes, quotation marks.
_IGNORED = (
    "\u0300\u0301\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00b9\u00b2\u00b3\u2071"
    "*†‡«»„“”\"'’"
)
_NOTHING: dict[int, str | None] = dict.fromkeys(map(ord, _IGNORED))
_SUPERSCRIPTS: dict[int, str | None] = dict.fromkeys([0x2070, *range(0x2074, 0x207A)])
_LETTERS = {ord("ё"): "е"}
_NUMERALS = {0x2170 + number: format_roman(number + 1).lower() for number in range(12)}
_CLEAN: dict[int, str | None] = {
    **_DASHES,
    **_NOTHING,
    **_SUPERSCRIPTS,
    **_LETTERS,
    **_NUMERALS,
}
# Characters of `_CLEAN` and the combining marks: most cells have none and skip the cleaning.
_UNCLEAN = re.compile("[" + re.escape("".join(map(chr, _CLEAN))) + "\u0300-\u036f]")

_TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d(?!\d)"
    r"|\d{1,2}[./]\d{1,2}[./]\s?(?:\d{4}|\d\d)(?!\d)"
    r"|\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?\d{4}(?!\d)"
    r"|п/г"
    r"|\d{1,2}\.\d{4}(?!\d)"
    r"|\d{1,2}[.:]\d{1,2}(?!\d)"
    r"|\d{1,2}-?(?:ого|ому|ый|ой|ая|ое|ую|го|му|ом|[йяеюмх])(?![^\W\d_])"
    r"|[ivxlіх]{1,5}-(?:ый|ой|ая|ое|ую|го|ом|[йяею])(?![^\W\d_])"
    r"|\d+"
    r"|[^\W\d_]+"
    r"|(?<=\d)(?<!\.\d)(?<!\.\d\d)\.(?=\s*[^\W\d_])"
    r"|[^\s.\w]"
)
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DIGITS = re.compile(r"\d+")
_UNKNOWN_WORD: Entry = (CLASSES["word"], None)
_NUMBER: Entry = (CLASSES["number"], None)
# No Russian word begins so: it is the rest of a word broken in two, and what the whole was is lost.
_NEVER_FIRST = "ьъы"
_BROKEN_WORD: Entry = (CLASSES["blocking"], None)
_SHORTEST_BROKEN = 8


_BARE_DAYS = re.compile(r"d(?:[-,;A]d)*(?=(?:[<,]?w>?)?(?:,?i?t(?:-t)?)?$)")


class Tokens(NamedTuple):
    """A cell as the grammar sees it: one letter per token in `shape`, its value beside it."""

    shape: str
    values: list[object]
    words: list[str]
    is_misspelt: bool = False


def tokenize(text: str) -> Tokens:
    """Clean a cell and return its tokens.

    >>> tokenize("30 марта–\\n1 апреля").shape
    'dM-dM'
    """
    lowered = text.lower()
    if _UNCLEAN.search(lowered):
        lowered = unicodedata.normalize("NFC", lowered).translate(_CLEAN)
    words = _TOKEN.findall(lowered)
    known = [VOCABULARY.get(word) for word in words]
    is_misspelt = False
    if None in known:
        words, known = _join_broken(words, known)
        known = [entry or _classify(word) for entry, word in zip(known, words, strict=True)]
        is_misspelt = None in known and _repair(words, known)
    entries = [entry or _UNKNOWN_WORD for entry in known]
    shape = "".join([entry[0] for entry in entries])
    return Tokens(shape, [entry[1] for entry in entries], words, is_misspelt)


def with_month(tokens: Tokens, month: int) -> Tokens:
    """Return days that name no month, as plans of one month print them, with their month.

    >>> with_month(tokenize("5 (среда)"), 9).shape
    'dM<w>'
    """
    bare = _BARE_DAYS.match(tokens.shape)
    if bare is None:
        return tokens
    end = bare.end()
    return tokens._replace(
        shape=f"{bare[0]}{CLASSES['month']}{tokens.shape[end:]}",
        values=[*tokens.values[:end], month, *tokens.values[end:]],
        words=[*tokens.words[:end], "", *tokens.words[end:]],
    )


def _join_broken(
    words: list[str], entries: list[Entry | None]
) -> tuple[list[str], list[Entry | None]]:
    """Join the halves of a known word that a narrow column broke: «согласова нию»."""
    whole: list[str] = []
    found: list[Entry | None] = []
    for word, entry in zip(words, entries, strict=True):
        back = 2 if whole[-1:] == ["-"] else 1
        is_half = entry is None and len(whole) >= back and found[-back] is None
        joined = whole[-back] + word if is_half else ""
        known = VOCABULARY.get(joined) if len(joined) >= _SHORTEST_BROKEN else None
        if known is not None:
            del whole[-back:], found[-back:]
        whole.append(joined if known else word)
        found.append(known or entry)
    return whole, found


def _classify(word: str) -> Entry | None:
    """Return the class of a number, a mark or a word of look-alike letters, None for the rest."""
    if word[0] in _NEVER_FIRST:
        return _BROKEN_WORD
    if word[0].isdecimal():
        return _number_entry(word)
    if not word[0].isalpha():
        return _UNKNOWN_WORD
    if "-" in word:  # «III-й»
        return VOCABULARY.get(word.partition("-")[0], _UNKNOWN_WORD)
    return VOCABULARY.get(to_cyrillic(word)) or VOCABULARY.get(to_latin(word))


def _repair(words: list[str], entries: list[Entry | None]) -> bool:
    """Mend misspelt words in place and tell whether there were any."""
    is_misspelt = False
    for index, word in enumerate(words):
        if entries[index] is None:
            entries[index] = repaired(word)
            is_misspelt = is_misspelt or entries[index] is not None
    return is_misspelt


def _number_entry(word: str) -> Entry:
    """Tell apart dates, hours, ordinals and plain numbers; a value of None is never a date."""
    numbers = [int(digits) for digits in _DIGITS.findall(word)]
    if len(numbers) == 3:
        year, month, day = numbers if _ISO_DATE.fullmatch(word) else reversed(numbers)
        return _date_entry(day, month, year + 2000 if year < 100 else year)
    if len(numbers) == 2:
        return _pair_entry(word, *numbers)
    if not word.isdecimal():
        return (CLASSES["ordinal"], numbers[0]) if 1 <= numbers[0] <= 31 else _NUMBER
    return _NUMBER


def _pair_entry(word: str, first: int, second: int) -> Entry:
    if second > 999:
        return (CLASSES["monthyear"], (first, second)) if 1 <= first <= 12 else _NUMBER
    is_hour = first <= 23 and second <= 59 and len(word) - word.find(":") > 2
    if ":" in word:
        return (CLASSES["clock"], (first, second)) if is_hour else _NUMBER
    if second == 0 or second > 12:
        two_digits = word[-3] == "."
        return (CLASSES["clock"], (first, second)) if is_hour and two_digits else _NUMBER
    return _date_entry(first, second, None)


def _date_entry(day: int, month: int, year: int | None) -> Entry:
    if 1 <= day <= 31 and 1 <= month <= 12 and (year is None or 1900 <= year < 2200):
        return (CLASSES["date"], (day, month, year))
    return _NUMBER
