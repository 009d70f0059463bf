"""Case forms of what stands in sentences: offices, organizations, titles, people, districts.

Only the head of a phrase is declined: «Администрация города Тихвина» gives «Администрацией города
Тихвина». What the dictionary does not know comes back as it is, never bent by a guess.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from planbook.language import (
    Case,
    format_edition,
    inflect_name,
    ordinal_words,
    parse_edition,
    person_name_form,
)
from planbook.language.morphology import Parse, is_known_word, readings
from planbook.narrative.numerals import ordinal_ending
from planbook.places import locality_form
from planbook.places.gazetteer import name_key, stored_forms

_WORD = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
_MARKERS = frozenset({"город", "села", "село", "посёлок", "поселок", "деревня", "станица"})
_MAX_MODIFIERS = 6
_INDECLINABLE = frozenset({"врио", "и", "о"})
_HARD = ("ый", "ого", "ому", "ый", "ым", "ом")
_BACK = ("ий", "ого", "ому", "ий", "им", "ом")
_SOFT = ("ий", "его", "ему", "ий", "им", "ем")
_STRESSED = ("ой", "ого", "ому", "ой", "ым", "ом")
_PLURAL_HARD = ("ые", "ых", "ым", "ые", "ыми", "ых")
_PLURAL_SOFT = ("ие", "их", "им", "ие", "ими", "их")
_CASES = tuple(Case)
_NUMBER_BEFORE = re.compile(r"(?:[IVXLCІХ]+|\d{1,3})(?:-[а-яё]{1,3})?\s+")
_NEVER_IN_FRONT = frozenset(
    {"пресс", "веб", "онлайн", "интернет", "арт", "бизнес", "медиа", "блиц"}
)


@lru_cache(maxsize=8192)
def decline_phrase(text: str, case: Case, *, is_plural: bool = False) -> str:
    """Return a phrase in the nominative with its head in another case.

    >>> decline_phrase("Котласский филиал Государственного университета", Case.INSTRUMENTAL)
    'Котласским филиалом Государственного университета'
    >>> decline_phrase("руководители и специалисты департаментов", Case.GENITIVE)
    'руководителей и специалистов департаментов'
    """
    if case is Case.NOMINATIVE and not is_plural:
        return text
    numbers = ""
    while found := _NUMBER_BEFORE.match(text):
        numbers, text = numbers + _number_form(found[0], case), text[found.end() :]
    return numbers + _decline_words(text, case, is_plural=is_plural)


def _decline_words(text: str, case: Case, *, is_plural: bool) -> str:
    words = list(_WORD.finditer(text))
    head = _head(text, words)
    if head is None:
        return text
    number = "plur" if is_plural or "plur" in head[1].tag else "sing"
    changes: list[tuple[re.Match[str], str]] = []
    for index in range(head[0]):
        changes.append((words[index], _modifier_form(words[index][0], head[1], case, number)))
    changes.append((words[head[0]], _noun_form(words[head[0]][0], head[1], case, number)))
    changes += _after_head(text, words, head[0], case, number)
    return _replaced(text, changes)


@lru_cache(maxsize=4096)
def decline_person(name: str, case: Case) -> str:
    """Return a name of a person in another case; initials stay.

    >>> decline_person("Корягина Наталья", Case.DATIVE), decline_person("Анна Дю", Case.GENITIVE)
    ('Корягиной Наталье', 'Анны Дю')
    """
    return person_name_form(name, case)


def settlement_form(name: str, case: Case) -> str:
    """Return a settlement in a case; words that are no name of a place stay."""
    return name if case is Case.NOMINATIVE else locality_form(name, case)


def is_settlement(name: str) -> bool:
    """Tell whether the gazetteer knows a settlement of exactly this name.

    >>> is_settlement("Горно-Алтайск"), is_settlement("Минстрой России")
    (True, False)
    """
    forms = stored_forms().get(name_key(name))
    return forms is not None and forms[0] == name


def district_parts(name: str) -> tuple[str, str] | None:
    """Return the adjective and the noun of «Приморский район», None for other names.

    >>> district_parts("Тихвинский муниципальный район")
    ('Тихвинский', 'муниципальный район')
    """
    adjective, _, noun = name.partition(" ")
    if not noun or not re.search(r"(?:[иы]й|ой)$", adjective):
        return None
    return (adjective, noun) if noun.split(" ")[-1] in ("район", "округ") else None


def district_adjective(word: str, case: Case, *, is_plural: bool = False) -> str:
    """Return the adjective of a district by rule: «Боровичский», «Заречный», «Заводской».

    >>> district_adjective("Пинежский", Case.GENITIVE), district_adjective("Заречный", Case.DATIVE)
    ('Пинежского', 'Заречному')
    """
    stem, column = word[:-2], _CASES.index(case)
    if word.endswith("ой"):
        table = _STRESSED
    elif word.endswith("ый"):
        table = _HARD
    else:
        table = _BACK if stem[-1] in "гкх" else _SOFT
    if is_plural:
        table = _PLURAL_SOFT if stem[-1] in "гкхжшчщ" or table is _SOFT else _PLURAL_HARD
    return stem + table[column]


@lru_cache(maxsize=4096)
def head_gender(text: str) -> str:
    """Return the gender («masc», «femn», «neut», «plur») of the head of a phrase, empty for none.

    >>> head_gender("Всероссийская конференция «Малый город»"), head_gender("«Новые имена»")
    ('femn', '')
    """
    number_before = _NUMBER_BEFORE.match(text)
    rest = text[number_before.end() :] if number_before else text
    head = _head(rest, list(_WORD.finditer(rest)))
    if head is None:
        return ""
    return "plur" if "plur" in head[1].tag else _gender(head[1])


@lru_cache(maxsize=4096)
def gender_of_next(text: str, case: Case) -> str:
    """Return the gender («masc», «femn», «neut», «plur») of the first noun phrase, empty for none.

    >>> gender_of_next(" Зимняя Спартакиада Союза", Case.NOMINATIVE)
    'femn'
    """
    for match in list(_WORD.finditer(text[:200]))[:4]:
        for reading in readings(match[0]):
            tag = reading.tag
            if case.value not in tag or not ("ADJF" in tag or "NOUN" in tag or "PRTF" in tag):
                continue
            if "plur" in tag:
                return "plur"
            return next((one for one in ("masc", "femn", "neut") if one in tag), "")
    return ""


def _number_form(text: str, case: Case) -> str:
    """Return «30-го » of «30-й »; a number without an ending stays."""
    edition = parse_edition(text.strip())
    if edition is None or not edition.style.ending_length:
        return text
    style = replace(edition.style, case=case)
    # «30-ый» gives «30-ого», as its author writes; «30-й» gives «30-го».
    length = edition.style.ending_length
    if length == 1 and case not in (Case.NOMINATIVE, Case.ACCUSATIVE):
        return (
            f"{edition.number}-{ordinal_ending(ordinal_words(edition.number, style.gender, case))} "
        )
    return f"{format_edition(edition.number, style)} "


def _head(text: str, words: list[re.Match[str]]) -> tuple[int, Parse] | None:
    """Return the first noun in the nominative with nothing but adjectives before it."""
    if not words or words[0].start() > 0:
        return None
    for index, match in enumerate(words[: _MAX_MODIFIERS + 1]):
        if index and text[words[index - 1].end() : match.start()].strip(" ,"):
            return None
        noun = _noun_reading(match[0])
        adjective = _adjective_reading(match[0])
        if noun is not None and (adjective is None or noun.score >= adjective.score):
            return index, noun
        if adjective is None:
            return None
    return None


def _noun_reading(word: str) -> Parse | None:
    last = word.split("-")[-1]
    if (word.isupper() and len(word) > 1) or last.lower() in _INDECLINABLE:
        return None
    if not is_known_word(last):
        return None
    found = [one for one in readings(last) if "NOUN" in one.tag and "nomn" in one.tag]
    return max(found, key=lambda one: ("Abbr" not in one.tag, one.score), default=None)


def _adjective_reading(word: str) -> Parse | None:
    found = [
        one
        for one in readings(word)
        if ("ADJF" in one.tag or "PRTF" in one.tag) and "nomn" in one.tag
    ]
    return max(found, key=lambda one: one.score, default=None)


def _modifier_form(word: str, noun: Parse, case: Case, number: str) -> str:
    reading = _adjective_reading(word)
    if reading is None:
        return word
    grammemes = {case.value, "plur"} if number == "plur" else {case.value, "sing", _gender(noun)}
    if case is Case.ACCUSATIVE and (number == "plur" or "masc" in noun.tag):
        grammemes.add("anim" if "anim" in noun.tag else "inan")
    form = reading.inflect(grammemes)
    return _capitals(word, form.word) if form else word


def _gender(noun: Parse) -> str:
    return next((one for one in ("masc", "femn", "neut") if one in noun.tag), "masc")


def _noun_form(word: str, reading: Parse, case: Case, number: str) -> str:
    *front, last = word.split("-")
    form = reading.inflect({case.value, number})
    if form is None:
        return word
    parts = [_noun_part(part, reading, case, number) for part in front]
    return "-".join([*parts, _capitals(last, form.word)])


def _noun_part(word: str, noun: Parse, case: Case, number: str) -> str:
    """Return the front part of «фестиваль-конкурс» in the case; «мастер-», «вице-» stay."""
    reading = None if word.lower() in _NEVER_IN_FRONT else _noun_reading(word)
    if reading is None or ("anim" in reading.tag) != ("anim" in noun.tag):
        return word
    form = reading.inflect({case.value, number})
    return _capitals(word, form.word) if form else word


def _after_head(
    text: str, words: list[re.Match[str]], head: int, case: Case, number: str
) -> list[tuple[re.Match[str], str]]:
    """Return forms of what agrees behind the head: «и специалисты», «город Архангельск»."""
    rest = words[head + 1 :]
    if not rest:
        return []
    if words[head][0].lower() in _MARKERS and rest[0][0][:1].isupper():
        tail = re.match(r"[А-ЯЁ][\w-]*(?: [А-ЯЁ][\w-]*)?", text[rest[0].start() :])
        named = inflect_name(tail[0], case) if tail else ""
        pairs = zip(rest, named.split(" "), strict=False) if tail else ()
        return list(pairs)
    if len(rest) > 1 and rest[0][0] == "и":
        noun = _noun_reading(rest[1][0])
        if noun is not None and ("plur" in noun.tag) == (number == "plur"):
            return [(rest[1], _noun_form(rest[1][0], noun, case, number))]
    return []


def _replaced(text: str, changes: list[tuple[re.Match[str], str]]) -> str:
    for match, form in sorted(changes, key=lambda one: -one[0].start()):
        text = text[: match.start()] + form + text[match.end() :]
    return text


def _capitals(sample: str, form: str) -> str:
    text = form if "ё" in sample.lower() else form.replace("ё", "е")
    if sample.isupper() and len(sample) > 1:
        return text.upper()
    return text[:1].upper() + text[1:] if sample[:1].isupper() else text
