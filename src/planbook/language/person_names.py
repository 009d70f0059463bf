"""Case forms of names of people: surname, first name, patronymic, initials, in any usual order.

The gender is told by the patronymic, then by the first name, then by the ending of the surname.
Where nothing tells it, a surname that only one gender declines stays as it is: nothing is invented.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from planbook.language.first_names import first_name_form, patronymic_form
from planbook.language.grammar import Case, Gender
from planbook.language.morphology import readings
from planbook.language.posts import post_form
from planbook.language.surnames import surname_form, surname_gender

_INITIAL = re.compile(r"[А-ЯЁA-Z]\.?(?:-?[А-ЯЁA-Z]\.)*|[А-ЯЁ][а-яё]?\.")
_NAME_WORD = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]*(?:[-’'][А-ЯЁа-яё]+)*")
_PATRONYMIC = re.compile(
    r"(?P<masc>[а-яё]{2,}(?:ович|евич|ьич)|(?:ил|луки|кузьм|фом|ник[иа]т|сав[вг]?|фок|ерём|ионы)ич|лукич)"
    r"|(?P<femn>[а-яё]{2,}(?:овна|евна|ична|инишна))",
    re.IGNORECASE,
)
# «Гейдар Али оглы», «Лейла Мамед кызы»: the word after the name of the father tells the gender.
_EASTERN = {
    "оглы": Gender.MASCULINE,
    "углы": Gender.MASCULINE,
    "угли": Gender.MASCULINE,
    "улы": Gender.MASCULINE,
    "кызы": Gender.FEMININE,
    "гызы": Gender.FEMININE,
    "кизи": Gender.FEMININE,
}
_HARD_END = re.compile(r"[бвгджзйклмнпрстфхцчшщ]$")
_FEMININE_NAMES = frozenset(
    ("кармен", "элизабет", "маргарет", "эдит", "жаклин", "элен", "ирен", "ингрид", "астрид")
)
_MAX_WORDS = 4


class _Part(Enum):
    SURNAME = "surname"
    FIRST = "first"
    PATRONYMIC = "patronymic"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class _Named:
    """The words of a name with what each of them is."""

    words: tuple[str, ...]
    parts: tuple[_Part, ...]
    gender: Gender | None


def person_name_form(full_name: str, case: Case) -> str:
    """Return the name of a person in another case; initials and capitals stay as they are.

    Words that are no name («Контактное лицо Вологды») are declined as an office is. What is not
    written in Russian letters comes back as it is.

    >>> person_name_form("Салтыков-Щедрин Михаил Евграфович", Case.DATIVE)
    'Салтыкову-Щедрину Михаилу Евграфовичу'
    >>> person_name_form("Агния Львовна Барто", Case.GENITIVE)
    'Агнии Львовны Барто'
    >>> person_name_form("М. В. Ломоносов", Case.INSTRUMENTAL)
    'М. В. Ломоносовым'
    """
    if case is Case.NOMINATIVE:
        return full_name
    if _is_description(full_name):
        return post_form(full_name, case)
    named = _named(full_name)
    forms = [
        _form(word, part, named.gender, case)
        for word, part in zip(named.words, named.parts, strict=True)
    ]
    return " ".join(forms)


def person_gender(full_name: str) -> Gender | None:
    """Return the gender a name tells, None where it tells none: «Мельник А. А.».

    >>> person_gender("Ковалевская Софья"), person_gender("Мельник А. А.")
    (<Gender.FEMININE: 'femn'>, None)
    """
    return None if _is_description(full_name) else _named(full_name).gender


def short_person_name(full_name: str) -> str:
    """Return the name with initials before the surname, as papers are signed.

    >>> short_person_name("Корней Иванович Чуковский"), short_person_name("Чуковский К. И.")
    ('К. И. Чуковский', 'К. И. Чуковский')
    """
    if _is_description(full_name):
        return full_name
    named = _named(full_name)
    pairs = list(zip(named.words, named.parts, strict=True))
    surname = " ".join(word for word, part in pairs if part is _Part.SURNAME)
    if not surname:
        return full_name
    initials = [
        word if part is _Part.FIXED else f"{word[0]}."
        for word, part in pairs
        if part is not _Part.SURNAME and word.lower() not in _EASTERN
    ]
    return " ".join([*initials, surname])


def polite_name(full_name: str) -> str:
    """Return first name and patronymic, as a letter addresses somebody; empty where not both.

    >>> polite_name("Чуковский Корней Иванович")
    'Корней Иванович'
    """
    if _is_description(full_name):
        return ""
    named = _named(full_name)
    pairs = list(zip(named.words, named.parts, strict=True))
    first = [word for word, part in pairs if part is _Part.FIRST]
    father = [word for word, part in pairs if part is _Part.PATRONYMIC]
    return " ".join([*first, *father]) if first and father else ""


def _is_description(text: str) -> bool:
    """Tell words about somebody from a name: a name has few words, each with a capital."""
    words = text.split()
    names = [word for word in words if word.lower() not in _EASTERN]
    return len(words) > _MAX_WORDS or any(word[:1].islower() for word in names)


@lru_cache(maxsize=4_096)
def _named(full_name: str) -> _Named:
    words = tuple(full_name.split())
    parts = _parts(words)
    return _Named(words, parts, _gender(words, parts))


def _parts(words: Sequence[str]) -> tuple[_Part, ...]:
    """Tell what each word is: initials, the patronymic, then the surname beside them."""
    parts: list[_Part | None] = [_plain_part(word) for word in words]
    for index, word in enumerate(words[1:]):
        if word.lower() in _EASTERN:
            parts[index] = _Part.FIXED
    unknown = [index for index, part in enumerate(parts) if part is None]
    has_initials = any(_INITIAL.fullmatch(word) for word in words)
    if has_initials:
        found = dict.fromkeys(unknown, _Part.SURNAME)
    elif _Part.PATRONYMIC in parts:
        found = _around_patronymic(unknown, parts.index(_Part.PATRONYMIC))
    else:
        found = _without_patronymic([words[index] for index in unknown], unknown)
    return tuple(part or found.get(index, _Part.FIXED) for index, part in enumerate(parts))


def _plain_part(word: str) -> _Part | None:
    if _INITIAL.fullmatch(word) or word.lower() in _EASTERN or not _NAME_WORD.fullmatch(word):
        return _Part.FIXED
    return _Part.PATRONYMIC if _PATRONYMIC.fullmatch(word) else None


def _around_patronymic(unknown: Sequence[int], patronymic: int) -> dict[int, _Part]:
    """The word before the patronymic is the first name; what stays is the surname."""
    before = [index for index in unknown if index < patronymic]
    if not before:
        return dict.fromkeys(unknown, _Part.SURNAME)
    return {index: _Part.FIRST if index == before[-1] else _Part.SURNAME for index in unknown}


def _without_patronymic(words: Sequence[str], places: Sequence[int]) -> dict[int, _Part]:
    if not words:
        return {}
    if len(words) == 1:
        is_first = _is_first_name(words[0]) and surname_gender(words[0]) is None
        return {places[0]: _Part.FIRST if is_first else _Part.SURNAME}
    last_is_first = _is_first_name(words[-1]) and not _is_first_name(words[0])
    first_place = places[-1] if last_is_first else places[0] if places else -1
    return {place: _Part.FIRST if place == first_place else _Part.SURNAME for place in places}


def _is_first_name(word: str) -> bool:
    return any("Name" in reading.tag and "nomn" in reading.tag for reading in readings(word))


def _gender(words: Sequence[str], parts: Sequence[_Part]) -> Gender | None:
    pairs = list(zip(words, parts, strict=True))
    for word, part in pairs:
        if word.lower() in _EASTERN:
            return _EASTERN[word.lower()]
        if part is _Part.PATRONYMIC and (match := _PATRONYMIC.fullmatch(word)):
            return Gender.MASCULINE if match["masc"] else Gender.FEMININE
    for word, part in pairs:
        if part is _Part.FIRST and (gender := _first_name_gender(word)):
            return gender
    surnames = (surname_gender(word) for word, part in pairs if part is _Part.SURNAME)
    return next((gender for gender in surnames if gender), None)


def _first_name_gender(word: str) -> Gender | None:
    found = {
        gender
        for reading in readings(word)
        if "Name" in reading.tag and "nomn" in reading.tag
        for gender in (Gender.MASCULINE, Gender.FEMININE)
        if gender in reading.tag
    }
    if found:
        return found.pop() if len(found) == 1 else None
    # Foreign names of men end in hard consonants, those of women seldom do.
    is_masculine = _HARD_END.search(word) and word.lower() not in _FEMININE_NAMES
    return Gender.MASCULINE if is_masculine else None


def _form(word: str, part: _Part, gender: Gender | None, case: Case) -> str:
    match part:
        case _Part.SURNAME:
            return surname_form(word, gender, case)
        case _Part.FIRST:
            return first_name_form(word, gender, case)
        case _Part.PATRONYMIC:
            return patronymic_form(word, case)
        case _Part.FIXED:
            return word
