"""Names of organisations turned from an oblique case into the nominative, by morphology."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from planbook.language.morphology import Parse, readings
from planbook.plans.phrases import read_vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ADJECTIVES = ("ADJF", "PRTF", "Anum")
_MAX_ADJECTIVES = 5


def nominative_name(words: Sequence[str], case: str = "gent") -> str | None:
    """Return the nominative of a name in another case, None if it names no organisation.

    Adjectives and the head noun are turned, what depends on the noun stays.

    >>> nominative_name("Международной Ассамблеи столиц (МАГ)".split())
    'Международная Ассамблея столиц (МАГ)'
    """
    turned: list[str] = []
    for index, word in enumerate(words[: _MAX_ADJECTIVES + 1]):
        noun = _head_noun(word, case)
        if noun is not None:
            gender = _gender(noun)
            front = [_nominative_adjective(adjective, gender) for adjective in turned]
            head = _capitals_of(word, noun.normal_form)
            return " ".join([*front, head, *_rest_of_name(words[index + 1 :], case)])
        if not _is_adjective(word, case):
            return None
        turned.append(word)
    return None


def _rest_of_name(words: Sequence[str], case: str) -> Sequence[str]:
    """Return what depends on the noun; after «и» another organisation may be named."""
    for index, word in enumerate(words[:-1]):
        if word == "и" and words[index + 1][:1].isupper():
            other = nominative_name(words[index + 1 :], case)
            if other is not None:
                return [*words[: index + 1], other]
    return words


def _head_noun(word: str, case: str) -> Parse | None:
    """Return the reading of an organisation noun in the given case."""
    if not _WORD.fullmatch(word):
        return None
    for reading in readings(word.lower()):
        if "NOUN" in reading.tag and case in reading.tag and reading.normal_form in _nouns():
            return reading
    return None


def _is_adjective(word: str, case: str) -> bool:
    if not _WORD.fullmatch(word):
        return False
    return any(
        case in reading.tag and any(part in reading.tag for part in _ADJECTIVES)
        for reading in readings(word.lower())
    )


def _gender(noun: Parse) -> str:
    return next((gender for gender in ("femn", "neut") if gender in noun.tag), "masc")


def _nominative_adjective(word: str, gender: str) -> str:
    for reading in readings(word.lower()):
        if any(part in reading.tag for part in _ADJECTIVES):
            form = reading.inflect({"nomn", "sing", gender})
            if form is not None:
                return _capitals_of(word, form.word)
    return word


def _capitals_of(word: str, form: str) -> str:
    if word.isupper() and len(word) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


@cache
def _nouns() -> frozenset[str]:
    owner = read_vocabulary("title")["owner"]
    return frozenset((*owner["nouns"], *owner["territories"]))


def nominative_territory(text: str) -> str | None:
    """Return the territory that a wording names in the genitive, in the nominative.

    >>> nominative_territory("Департамент Смоленской области по культуре")
    'Смоленская область'
    """
    territories = frozenset(read_vocabulary("title")["owner"]["territories"])
    words = text.split()
    for index, word in enumerate(words[1:], start=1):
        before = words[index - 1]
        noun = _head_noun(word, "gent")
        if noun is None or noun.normal_form not in territories or not before[:1].isupper():
            continue
        if _is_adjective(before, "gent"):
            return f"{_nominative_adjective(before, _gender(noun))} {noun.normal_form}"
    return None
