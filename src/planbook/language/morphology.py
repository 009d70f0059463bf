"""The one door to pymorphy3: its dictionary is loaded at the first word asked for, then kept."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Protocol

import pymorphy3

_RUSSIAN = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")


class Parse(Protocol):
    """What this room uses of a reading by pymorphy3."""

    normal_form: str
    word: str
    score: float

    @property
    def tag(self) -> frozenset[str]:
        """Grammemes of the reading; `in` asks for one of them."""

    def inflect(self, grammemes: set[str]) -> Parse | None:
        """Return the form with these grammemes."""


@cache
def _analyzer() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")


def readings(word: str) -> list[Parse]:
    """Return the readings of one word, the likeliest first; none where it is no Russian word."""
    return list(_readings(word))


@lru_cache(maxsize=8192)
def _readings(word: str) -> tuple[Parse, ...]:
    """Keep what words of documents are read as: they come again and again."""
    return tuple(_analyzer().parse(word)) if _RUSSIAN.fullmatch(word) else ()


def is_known_word(word: str) -> bool:
    """Tell whether the dictionary has the word itself, not a guess by its ending."""
    return bool(_RUSSIAN.fullmatch(word) and _analyzer().word_is_known(word))
