"""Words of a sentence and their agreement: adjectives turned to the nominative."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from planbook.language.morphology import readings

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LIKE_ADJECTIVES = ("обучающ", "развивающ", "расширенн", "объединенн", "объединённ", "обобщающ")
_PLURAL_KINDS = frozenset({"чтения", "игры", "соревнования", "дни", "курсы", "гонки", "слушания"})


@dataclass(frozen=True, slots=True)
class TextWord:
    """A word and where it stands."""

    start: int
    end: int
    text: str


def words_before(text: str, end: int, count: int, least: int = 0) -> list[TextWord]:
    """Return up to `count` words right before a place, with nothing but spaces between them."""
    start = max(least, end - 160)
    found = [TextWord(one.start(), one.end(), one[0]) for one in _WORD.finditer(text, start, end)]
    kept: list[TextWord] = []
    position = end
    for word in reversed(found[-count:]):
        if text[word.end : position].strip():
            break
        kept.insert(0, word)
        position = word.start
    return kept


@lru_cache(maxsize=8192)
def is_adjective(word: str) -> bool:
    """Tell whether a word may be an adjective, no pronoun and no participle."""
    last = word.split("-")[-1]
    if word.lower().startswith(_LIKE_ADJECTIVES):
        return True
    for reading in readings(word)[:4] or readings(last)[:4]:
        if "Apro" in reading.tag or "PRTF" in reading.tag:
            return False
        if "ADJF" in reading.tag:
            return True
    return False


@lru_cache(maxsize=8192)
def is_verb(word: str, *, is_finite: bool = False) -> bool:
    """Tell whether a word is most likely a verb or a participle; a finite one if asked so."""
    found = readings(word)
    marks = ("VERB", "PRTS") if is_finite else ("VERB", "PRTS", "GRND", "PRTF", "INFN")
    return bool(found) and any(mark in found[0].tag for mark in marks)


@lru_cache(maxsize=8192)
def is_past(word: str) -> bool:
    """Tell whether a word is a verb in a personal form, no participle."""
    found = readings(word)
    return bool(found) and ("VERB" in found[0].tag or "PRTS" in found[0].tag)


@lru_cache(maxsize=8192)
def are_people(word: str) -> bool:
    """Tell whether a noun means several people: «архитекторы», «бухгалтеров»."""
    found = readings(word)[:3]
    return bool(found) and all(
        "NOUN" in one.tag and "anim" in one.tag and "plur" in one.tag for one in found
    )


@lru_cache(maxsize=8192)
def may_be_counted(word: str) -> bool:
    """Tell whether a word behind a number may mean people: «86 борцов», «264 физкультурника»."""
    return any(
        "NOUN" in one.tag
        and "anim" in one.tag
        and ("plur" in one.tag or "gent" in one.tag)
        and not any(mark in one.tag for mark in ("Name", "Surn", "Patr"))
        for one in readings(word)[:4]
    )


@lru_cache(maxsize=1024)
def gender_of(noun: str) -> str:
    """Return what an adjective of a kind agrees with: a gender or the plural."""
    words = noun.split()
    if words[-1] in _PLURAL_KINDS:
        return "plur"
    head = next((one for one in words if _is_noun(one)), words[-1]).split("-")[0]
    for reading in readings(head):
        if "NOUN" in reading.tag and "nomn" in reading.tag:
            return next((mark for mark in ("femn", "neut") if mark in reading.tag), "masc")
    return "masc"


def _is_noun(word: str) -> bool:
    found = readings(word)
    return bool(found) and "NOUN" in found[0].tag


@lru_cache(maxsize=8192)
def agreeing(word: str, gender: str) -> str:
    """Return an adjective in the nominative of a gender, capitals kept."""
    wanted = {"nomn", "plur"} if gender == "plur" else {"nomn", "sing", gender}
    parts = word.split("-")
    for reading in readings(parts[-1]):
        if "ADJF" in reading.tag:
            form = reading.inflect(wanted)
            if form is not None:
                last = form.word if "ё" in word else form.word.replace("ё", "е")
                last = last[:1].upper() + last[1:] if parts[-1][:1].isupper() else last
                return "-".join([*parts[:-1], last])
    return word
