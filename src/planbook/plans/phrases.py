"""Phrases of word stems, as the vocabularies in `data` write them, found in a folded wording."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# An inflectional ending: up to three letters of which Russian noun and adjective endings are made.
_ENDING = "[аеиоуыэюяьйгмхвт]{0,3}"
_GAP = r"[\s,]+"


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """Which entry of a vocabulary was found, and where."""

    entry: int
    start: int
    end: int


class PhraseIndex:
    """Many phrases compiled into one expression; the earliest and then the longest one is found."""

    def __init__(self, entries: Sequence[Sequence[str]]) -> None:
        phrases = [(phrase, entry) for entry, group in enumerate(entries) for phrase in group]
        phrases.sort(key=lambda pair: (-len(pair[0].split()), -len(pair[0])))
        self._entry_of = [entry for _, entry in phrases]
        alternatives = "|".join(f"({phrase_pattern(phrase)})" for phrase, _ in phrases)
        self._pattern = re.compile(rf"(?<![\w])(?:{alternatives})(?![\w])")

    def search(self, folded: str, start: int = 0) -> PhraseMatch | None:
        """Return the first phrase found from `start` on."""
        return self._result(self._pattern.search(folded, start))

    def match(self, folded: str, start: int = 0) -> PhraseMatch | None:
        """Return the phrase that stands exactly at `start`."""
        return self._result(self._pattern.match(folded, start))

    def _result(self, found: re.Match[str] | None) -> PhraseMatch | None:
        if found is None or found.lastindex is None:
            return None
        return PhraseMatch(self._entry_of[found.lastindex - 1], found.start(), found.end())


def phrase_pattern(phrase: str) -> str:
    """Return the expression for a phrase; one star is an inflectional ending, two any letters."""
    return _GAP.join(_word_pattern(word) for word in phrase.split())


def _word_pattern(word: str) -> str:
    stem = re.escape(word.rstrip("*"))
    if word.endswith("**"):
        return stem + r"\w*"
    return stem + _ENDING if word.endswith("*") else stem


@cache
def read_vocabulary(name: str) -> dict[str, Any]:
    """Return a vocabulary of this room from its TOML file."""
    source = files("planbook.plans").joinpath(f"data/{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
