"""Case forms of titles of posts: the head noun with its adjectives; what depends on it stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from planbook.language.first_names import with_capitals
from planbook.language.grammar import Case, Gender
from planbook.language.morphology import Parse, readings

_WORD = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
# Where a second head may begin: «заместитель главы — начальник управления», «глава, депутат».
_JOINT = re.compile(r"\s+[-–—]\s*|\s*[–—]\s+|,\s+|;\s+")
_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"|\([^)]*\)")
# Words that stand before a genitive and never change: «и. о. главы», «врио губернатора».
_FIXED_START = re.compile(r"(?:и\.?\s?о\.?|вр\.?\s?и\.?\s?о\.?|врио|вр\.)\s", re.IGNORECASE)
_FIXED_FIRST = ("вице", "экс", "обер", "унтер", "генерал", "премьер", "пресс", "бизнес", "мини")
# Participles and adjectives that are nouns in titles: «управляющий делами», «заведующая отделом».
_SUBSTANTIVES = frozenset(
    (
        *("управляющий", "управляющая", "заведующий", "заведующая", "исполняющий", "исполняющая"),
        *("уполномоченный", "уполномоченная", "командующий", "учёный", "рабочий", "дежурный"),
        *("ответственный", "ответственная", "доверенный", "старший", "главный", "ведущий"),
    )
)
_ALWAYS_HEADS = _SUBSTANTIVES - {"старший", "главный", "ведущий", "доверенный"}


@dataclass(frozen=True, slots=True)
class _Agreement:
    """What adjectives of a head agree with."""

    gender: Gender
    is_person: bool


@lru_cache(maxsize=4_096)
def post_form(title: str, case: Case) -> str:
    """Return the title of a post in another case.

    Only the head noun, the adjectives before it and heads after a dash or a comma change. A title
    that begins with no noun in the nominative comes back as it is.

    >>> post_form("исполнительный директор Союза", Case.DATIVE)
    'исполнительному директору Союза'
    >>> post_form("и. о. главы города Вологды", Case.DATIVE)
    'и. о. главы города Вологды'
    """
    if case is Case.NOMINATIVE or not title.strip():
        return title
    pieces = []
    for number, (piece, joint) in enumerate(_pieces(title)):
        pieces.append(_head_form(piece, case, is_first=number == 0) + joint)
    return "".join(pieces)


def _pieces(title: str) -> Iterator[tuple[str, str]]:
    """Cut a title at its joints, but not inside quotes and brackets."""
    covered = [match.span() for match in _QUOTED.finditer(title)]
    start = 0
    for match in _JOINT.finditer(title):
        if any(begin <= match.start() < end for begin, end in covered):
            continue
        yield title[start : match.start()], match.group()
        start = match.end()
    yield title[start:], ""


def _head_form(piece: str, case: Case, *, is_first: bool) -> str:
    if _FIXED_START.match(piece + " "):
        return piece
    words = list(_leading_words(piece))
    found = _head(words, is_first=is_first)
    if found is None:
        return piece
    count, head = found
    agreement = _agreement(words[count - 1].group(), head)
    text, position = "", 0
    for index, match in enumerate(words[:count]):
        is_head = index == count - 1
        form = _word_form(match.group(), case, head if is_head else None, agreement)
        text += piece[position : match.start()] + form
        position = match.end()
    return text + piece[position:]


def _leading_words(piece: str) -> Iterator[re.Match[str]]:
    """Give the words at the beginning, with nothing but spaces between them."""
    position = len(piece) - len(piece.lstrip())
    while match := _WORD.match(piece, position):
        yield match
        gap = re.compile(r"\s+").match(piece, match.end())
        if gap is None:
            return
        position = gap.end()


def _head(words: Sequence[re.Match[str]], *, is_first: bool) -> tuple[int, Parse | None] | None:
    """Return how many words the head phrase has, and the reading of its noun."""
    for index, match in enumerate(words):
        low = match.group().lower()
        following = words[index + 1].group().lower() if index + 1 < len(words) else ""
        # «военный комиссар», «ответственный секретарь»: before a noun these are adjectives.
        if following and _is_adjective(low) and _nouns(following):
            continue
        if low in _ALWAYS_HEADS:
            return index + 1, None
        noun = _noun(low, needs_person=not is_first)
        if noun is not None:
            return index + 1, noun
        if not _is_adjective(low):
            break
    if words and words[0].group().lower() in _SUBSTANTIVES:
        return 1, None
    return None


def _noun(low: str, *, needs_person: bool) -> Parse | None:
    """Return the reading as a noun in the nominative singular, of a person where there is one.

    The parts of «специалист-эксперт» are read by the last one: the dictionary knows few of them.
    """
    found = _nouns(low) or _nouns(low.rpartition("-")[2])
    people = [one for one in found if "anim" in one.tag]
    if people:
        return people[0]
    return None if needs_person or not found else found[0]


def _nouns(low: str) -> list[Parse]:
    found = readings(low)
    return [
        one
        for one in found
        if {"NOUN", "nomn"} <= _tags(one) and "sing" in one.tag and not _is_name(one)
    ]


def _tags(reading: Parse) -> set[str]:
    return {one for one in ("NOUN", "nomn", "ADJF", "PRTF") if one in reading.tag}


def _is_name(reading: Parse) -> bool:
    return any(one in reading.tag for one in ("Surn", "Name", "Patr", "Abbr"))


def _is_adjective(low: str) -> bool:
    last = low.rpartition("-")[2]
    return any(
        ("ADJF" in one.tag or "PRTF" in one.tag) and "nomn" in one.tag and "sing" in one.tag
        for one in readings(last)
    )


def _agreement(word: str, head: Parse | None) -> _Agreement:
    return _Agreement(_gender_of(word, head), head is None or "anim" in head.tag)


def _gender_of(word: str, head: Parse | None) -> Gender:
    if head is None:
        return Gender.FEMININE if word.lower().endswith(("ая", "яя")) else Gender.MASCULINE
    for gender in (Gender.FEMININE, Gender.NEUTER):
        if gender in head.tag:
            # «глава» is declined as a feminine noun, but «действующий глава» agrees by sense.
            is_common = word.lower() in {"глава", "судья", "староста"}
            return Gender.MASCULINE if is_common else gender
    return Gender.MASCULINE


def _word_form(word: str, case: Case, head: Parse | None, agreement: _Agreement) -> str:
    low = word.lower()
    *front, last = low.split("-")
    is_noun = head is not None
    form = _noun_form(last, case) if is_noun else _adjective_form(last, case, agreement)
    parts = [_front_part(part, case, is_noun=is_noun) for part in front]
    return with_capitals(word, "-".join([*parts, form]))


def _front_part(part: str, case: Case, *, is_noun: bool) -> str:
    """«специалист-эксперт» declines both, «вице-мэр» only the last."""
    if part in _FIXED_FIRST or not is_noun:
        return part
    return _noun_form(part, case) if _nouns(part) else part


def _noun_form(low: str, case: Case) -> str:
    noun = _noun(low, needs_person=False)
    form = noun.inflect({"sing", case.value}) if noun else None
    return _with_yo(low, form.word) if form else low


def _adjective_form(low: str, case: Case, agreement: _Agreement) -> str:
    gender = agreement.gender
    if case is Case.ACCUSATIVE and gender is Gender.MASCULINE:
        # «вижу главного врача», but «вижу городской округ»
        case = Case.GENITIVE if agreement.is_person else Case.NOMINATIVE
    wanted = {"sing", gender.value, case.value}
    for reading in readings(low):
        if ("ADJF" in reading.tag or "PRTF" in reading.tag) and "nomn" in reading.tag:
            form = reading.inflect(wanted)
            if form:
                return _with_yo(low, form.word)
    return low


def _with_yo(low: str, form: str) -> str:
    """Return the form spelled as the word is: the dictionary writes «ё» everywhere."""
    return form if "ё" in low else form.replace("ё", "е")
