"""Names of organisations in a sentence, turned to the nominative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from planbook.facts.vocabulary import words_of
from planbook.language.morphology import readings
from planbook.plans.nominative import nominative_name
from planbook.text import fold_yo

_WORD = re.compile(r"[^\s]+")
_SPLIT = re.compile(
    r"\s*[,;]\s*(?:(?:а\s+)?также\s+|и\s+|(?:совместно|вместе|в\s+партн[её]рстве)\s+со?\s+)?|\s+(?:а\s+также|и|(?:совместно|вместе|в\s+партн[её]рстве)\s+со?|при\s+(?:участии|поддержке|содействии))\s+"
)
_TOWN_ADJECTIVE = re.compile(r"(?<=[а-яё])([сц]к)(?:им|ой|ий|ая|ое|ого)$")
_EDGES = " ,.;:–—-()"


def organisation_in(text: str) -> str:
    """Return the organisation that the words of an office end with, in the nominative.

    >>> organisation_in("Координатор проекта «Дом» Минстроя России")
    'Минстрой России'
    >>> organisation_in("Руководитель экспертного совета Союза Российских городов")
    'Союз Российских городов'
    """
    words = text.strip(_EDGES).split()
    best = ""
    for index in range(len(words)):
        if index and _is_short(words[index]):
            best = " ".join([_short_nominative(words[index]), *words[index + 1 :]])
        elif index and words[index][:1].isupper():
            found = nominative_name(words[index:], "gent")
            if found is not None and len(words) - index > 1 and not best:
                best = found
    return best


def _is_short(word: str) -> bool:
    return bool(re.match(r"(?:Мин|Рос|Гос)[а-яё]{3,}$", word)) and word[:6] not in (
        "Россий",
        "Россия",
        "России",
    )


@lru_cache(maxsize=1024)
def _short_nominative(word: str) -> str:
    for reading in readings(word):
        if (
            "NOUN" in reading.tag
            and "gent" in reading.tag
            and reading.normal_form[:3] == word[:3].lower()
        ):
            form = reading.normal_form
            return form[:1].upper() + form[1:]
    return re.sub(r"(?<=[йн])а$", "", re.sub(r"я$", "й", word))


def split_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the organisations of a list stand; «и» inside a name does not split."""
    start = 0
    for gap in _SPLIT.finditer(text):
        if _begins_name(text[gap.end() :]) and not _is_quoted(text, gap.start()):
            if text[start : gap.start()].strip(_EDGES):
                yield start, gap.start()
            start = gap.end()
    if text[start:].strip(_EDGES):
        yield start, len(text)


def _is_quoted(text: str, position: int) -> bool:
    before = text[:position]
    return before.count("«") > before.count("»")


def _begins_name(text: str) -> bool:
    """Tell whether a wording begins an organisation in any case: adjectives, then its noun."""
    for word in _WORD.findall(text)[:7]:
        bare = word.strip('«»"(),.;:')
        if not bare:
            return False
        if bare.isupper() and len(bare) > 1:
            return True
        if _is_organisation_noun(bare):
            return True
        if not any("ADJF" in one.tag for one in readings(bare)[:4]):
            return False
    return False


@lru_cache(maxsize=4096)
def _is_organisation_noun(word: str) -> bool:
    if _is_short(word):
        return True
    return any(
        "NOUN" in one.tag and fold_yo(one.normal_form) in _nouns() for one in readings(word)[:5]
    )


@cache
def _nouns() -> frozenset[str]:
    return frozenset(fold_yo(word) for word in words_of("organisations", "nouns"))


def as_nominative(text: str, *cases: str) -> str | None:
    """Return an organisation in the nominative, None where the words name none.

    >>> as_nominative("администрацией города Котлас", "ablt")
    'администрация города Котлас'
    """
    words = text.strip(_EDGES).split()
    if not words or len(words) > 40:
        return None
    for case in cases:
        found = _turned(words, case)
        if found is not None:
            return found
    return None


def _turned(words: list[str], case: str) -> str | None:
    if words[0].strip('«»"').isupper() and len(words[0]) > 1:
        return " ".join(words)
    for index, word in enumerate(words[:7]):
        noun = _noun(word.rstrip(","), case)
        if noun is not None:
            gender = next((mark for mark in ("femn", "neut") if mark in noun[1]), "masc")
            front = [_adjective(one, gender) for one in words[:index]]
            rest = [] if word.endswith(",") else words[index + 1 :]
            return " ".join([*front, _like(word.rstrip(","), noun[0]), *rest])
        is_called = _TOWN_ADJECTIVE.search(word) is not None
        if not (is_called or any("ADJF" in one.tag and case in one.tag for one in readings(word))):
            return None
    return None


@lru_cache(maxsize=4096)
def _noun(word: str, case: str) -> tuple[str, frozenset[str]] | None:
    for reading in readings(word):
        is_noun = "NOUN" in reading.tag and case in reading.tag and "plur" not in reading.tag
        if is_noun and fold_yo(reading.normal_form) in _nouns():
            marks = frozenset(mark for mark in ("femn", "neut", "masc") if mark in reading.tag)
            return reading.normal_form, marks
    if _is_short(word):
        return _short_nominative(word), frozenset({"masc"})
    return None


@lru_cache(maxsize=4096)
def _adjective(word: str, gender: str) -> str:
    for reading in readings(word):
        if "ADJF" in reading.tag:
            form = reading.inflect({"nomn", "sing", gender})
            if form is not None:
                return _like(word, form.word)
    ending = {"femn": "ая", "neut": "ое"}.get(gender, "ий")
    return _TOWN_ADJECTIVE.sub(lambda found: found[1] + ending, word)


def _like(word: str, form: str) -> str:
    if word.isupper() and len(word) > 1:
        return form.upper()
    form = form if "ё" in word else form.replace("ё", "е")
    return form[:1].upper() + form[1:] if word[:1].isupper() else form
