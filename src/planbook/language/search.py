"""Text reduced to dictionary forms, the same for what is indexed and for what is asked."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

from planbook.language.morphology import readings
from planbook.text import fold_yo

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_MAX_WORD = 60
# «Иваново», «Иванова» and «Иванов» share forms; one lemma stands for the three.
_NAME_IN_O = re.compile(r"(?:[её]в|ов|[иы]н)о$")


def search_text(text: str) -> str:
    """Return the lemmas of `text`, lower-case, «е» for «ё», separated by single spaces.

    Index and query go through the same function, so any form of a word finds any other.

    >>> search_text("В Великом Новгороде — двадцать городов")
    'в великий новгород двадцать город'
    """
    lemmas = (_lemma(match.group().lower()[:_MAX_WORD]) for match in _WORD.finditer(text))
    return " ".join(lemmas)


@lru_cache(maxsize=65_536)
def _lemma(word: str) -> str:
    return _town_lemmas().get(word) or dictionary_lemma(word)


@cache
def _town_lemmas() -> dict[str, str]:
    """Forms of towns that the dictionary takes for another word: «Бобров» for beavers."""
    source = files("planbook.language").joinpath("data/town_lemmas.csv")
    rows = csv.reader(source.read_text(encoding="utf-8").splitlines())
    return {row[0]: row[1] for row in rows if not row[0].startswith("#")}


def dictionary_lemma(word: str) -> str:
    """Return the lemma of a lower-case word as the dictionary has it; no Russian word is kept."""
    found = readings(word) if len(word) > 1 else []
    if not found:
        return fold_yo(word)
    reading = found[0]
    lemma = fold_yo(reading.normal_form)
    if _NAME_IN_O.search(lemma) and "Geox" in reading.tag:
        lemma = lemma[:-1]
    return lemma.replace("-", " ")
