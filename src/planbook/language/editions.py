"""The number of an event in its series: «XXVIII», «ХХІ», «28-й», «двадцать девятый».

The number is read whatever way it is written, and the way is kept, so that the next one can be
printed as the author would.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from planbook.language.grammar import Case, Gender
from planbook.language.ordinals import MAX_ORDINAL, ordinal_words, parse_ordinal_words
from planbook.text import format_roman, parse_roman


class Notation(StrEnum):
    """How the number is written."""

    ROMAN = "roman"
    DIGITS = "digits"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class EditionStyle:
    """The author's way of writing: notation, agreement, and for digits how much of the ending.

    `ending_length` is 1 for «28-й» and 2 for «30-ый», 0 for Roman numerals without an ending.
    """

    notation: Notation = Notation.ROMAN
    gender: Gender = Gender.MASCULINE
    case: Case = Case.NOMINATIVE
    ending_length: int = 0
    is_capitalized: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """A number in a series, how it is written, and where in the text it stands."""

    number: int
    style: EditionStyle
    start: int
    end: int


_ROMAN_LETTERS = "IVXLCІХСЛУVⅠ-ⅿ"
_ROMAN = re.compile(rf"(?<![\w.-])([{_ROMAN_LETTERS}]{{1,9}})(?:-([а-яё]{{1,3}}))?(?![\w-])")
_DIGITS = re.compile(r"(?<![\w.,/-])(\d{1,3})\s?-\s?([а-яё]{1,3})(?![\w-])")
_WORD = re.compile(r"[А-ЯЁа-яё]+")
# Endings written after digits or Roman numerals: what they tell of gender and case.
_ENDINGS: dict[str, tuple[Gender, Case]] = {
    **dict.fromkeys(("й", "ый", "ой", "ий"), (Gender.MASCULINE, Case.NOMINATIVE)),
    **dict.fromkeys(("я", "ая", "ья"), (Gender.FEMININE, Case.NOMINATIVE)),
    **dict.fromkeys(("е", "ое", "ье"), (Gender.NEUTER, Case.NOMINATIVE)),
    **dict.fromkeys(("ые", "ие", "ьи"), (Gender.PLURAL, Case.NOMINATIVE)),
    **dict.fromkeys(("го", "ого", "его"), (Gender.MASCULINE, Case.GENITIVE)),
    **dict.fromkeys(("му", "ому", "ему"), (Gender.MASCULINE, Case.DATIVE)),
    **dict.fromkeys(("м", "ом", "ем"), (Gender.MASCULINE, Case.PREPOSITIONAL)),
    **dict.fromkeys(("ым", "им"), (Gender.MASCULINE, Case.INSTRUMENTAL)),
    **dict.fromkeys(("ю", "ую"), (Gender.FEMININE, Case.ACCUSATIVE)),
    **dict.fromkeys(("х", "ых"), (Gender.PLURAL, Case.GENITIVE)),
    **dict.fromkeys(("ми", "ыми"), (Gender.PLURAL, Case.INSTRUMENTAL)),
}
# «XXI век», «II полугодие», «первый этап», «третье место»: numbers of something else.
_NOT_A_SERIES = re.compile(
    r"\s*-?\s*(?:век|в\.|вв\.|столети|тысячелети|полугоди|квартал|этап|тур\b|тура\b|туров|раунд|созыв|сесси[ия]\s+созыв"
    r"|половин|декад|недел|месяц|день|дня\b|дней|год|курс|класс|разряд|категори|степен|мест[оае]\b|групп|смен[аы]"
    r"|уровн|част|стади|очеред|ступен|помощ|заместител|зам\.|раз\b|числ|этаж|корпус|группа|лиг[аи]\b|звен|том\b|глав|урок)",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"[«\"„“]")
# A title may open with what is done: «Проведение VI фестиваля», «Участие в XX Спартакиаде».
_MAX_START = 60


def parse_edition(text: str) -> Edition | None:
    """Read a text that is an edition number and nothing else.

    >>> [parse_edition(text).number for text in ("ХХІ", "28-ой", "двадцать девятый", "третьей")]
    [21, 28, 29, 3]
    """
    found = _edition_at(text, len(text) - len(text.lstrip()))
    if found is None or text[found.end :].strip(" ."):
        return None
    return found


def find_edition(title: str) -> Edition | None:
    """Return the edition near the beginning of a title, before its own name in quotes.

    Numbers of centuries, stages, places and half-years are not editions.

    >>> find_edition("XIX летняя Спартакиада").number
    19
    >>> find_edition("Круглый стол «XXI век – время Умных городов!»") is None
    True
    """
    head = _head(title)
    for word in re.finditer(r"[^\W_]+", head):
        if word.start() > _MAX_START:
            return None
        found = _edition_at(head, word.start())
        if found is not None and not _is_another_number(head, found):
            return found if head[found.end :].strip(" .") else None
    return None


def edition_at(text: str, start: int) -> Edition | None:
    """Return the edition number that begins exactly at a place, None where none does.

    >>> edition_at("в двадцать девятый раз", 2) is None
    True
    >>> edition_at("итоги XX Спартакиады", 6).number
    20
    """
    found = _edition_at(text, start)
    return None if found is None or _is_another_number(text, found) else found


def _is_another_number(head: str, found: Edition) -> bool:
    """Tell whether the number is of a stage or a place, or a preposition typed as a numeral."""
    is_letter = head[found.start : found.end] in ("C", "L")
    return is_letter or bool(_NOT_A_SERIES.match(head, found.end))


def _head(title: str) -> str:
    """Return the words before the first quoted name; a title quoted as a whole is its inside."""
    lead = len(title) - len(title.lstrip(' \n«"„“·•-–—'))
    quote = _QUOTE.search(title, lead)
    return title[: quote.start()] if quote else title


def _edition_at(text: str, start: int) -> Edition | None:
    return _roman_at(text, start) or _digits_at(text, start) or _words_at(text, start)


def _roman_at(text: str, start: int) -> Edition | None:
    match = _ROMAN.match(text, start)
    if match is None or not _looks_roman(match[1]):
        return None
    number = parse_roman(match[1])
    if number is None or number > MAX_ORDINAL:
        return None
    style = EditionStyle(Notation.ROMAN)
    if match[2]:
        agreement = _ENDINGS.get(match[2])
        if agreement is None:
            return None
        style = EditionStyle(Notation.ROMAN, *agreement, ending_length=len(match[2]))
    return Edition(number, style, start, match.end())


def _looks_roman(letters: str) -> bool:
    """Tell a numeral from a single letter that is a preposition or an initial."""
    return len(letters) > 1 or letters in "IVXLCІХ" or letters >= "Ⅰ"


def _digits_at(text: str, start: int) -> Edition | None:
    match = _DIGITS.match(text, start)
    agreement = _ENDINGS.get(match[2]) if match else None
    if match is None or agreement is None or int(match[1]) == 0:
        return None
    style = EditionStyle(Notation.DIGITS, *agreement, ending_length=len(match[2]))
    return Edition(int(match[1]), style, start, match.end())


def _words_at(text: str, start: int) -> Edition | None:
    matches = list(_take(_WORD, text, start, 3))
    found = parse_ordinal_words([match[0] for match in matches])
    if found is None:
        return None
    number, gender, case, count = found
    is_capitalized = text[start : start + 1].isupper()
    style = EditionStyle(Notation.WORDS, gender, case, is_capitalized=is_capitalized)
    return Edition(number, style, start, matches[count - 1].end())


def _take(pattern: re.Pattern[str], text: str, start: int, count: int) -> list[re.Match[str]]:
    """Return up to `count` words from `start` on, with nothing but spaces between them."""
    found: list[re.Match[str]] = []
    position = start
    while len(found) < count:
        match = pattern.match(text, position)
        if match is None:
            break
        found.append(match)
        gap = re.compile(r"\s+").match(text, match.end())
        if gap is None:
            break
        position = gap.end()
    return found


def format_edition(number: int, style: EditionStyle) -> str:
    """Print an edition in the author's style.

    Raises:
        ValueError: the number is not between 1 and 999.

    >>> format_edition(30, parse_edition("28-ой").style)
    '30-ый'
    >>> format_edition(22, parse_edition("Двадцать первая").style)
    'Двадцать вторая'
    """
    words = ordinal_words(number, style.gender, style.case)
    if style.notation is Notation.WORDS:
        return words[:1].upper() + words[1:] if style.is_capitalized else words
    ending = f"-{words[-style.ending_length :]}" if style.ending_length else ""
    numeral = format_roman(number) if style.notation is Notation.ROMAN else str(number)
    return numeral + ending
