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
_WORD_START = re.compile(r"(?<!\w)\w")


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """Which entry of a vocabulary was found, and where."""

    entry: int
    start: int
    end: int


class PhraseIndex:
    """Many phrases compiled by their first letter; the earliest and then the longest is found."""

    def __init__(self, entries: Sequence[Sequence[str]]) -> None:
        phrases = [(phrase, entry) for entry, group in enumerate(entries) for phrase in group]
        phrases.sort(key=lambda pair: (-len(pair[0].split()), -len(pair[0])))
        by_letter: dict[str, list[tuple[str, int]]] = {}
        for phrase, entry in phrases:
            by_letter.setdefault(phrase[0], []).append((phrase, entry))
        self._by_letter = {
            letter: (_compiled([phrase for phrase, _ in group]), [entry for _, entry in group])
            for letter, group in by_letter.items()
        }

    def search(self, folded: str, start: int = 0) -> PhraseMatch | None:
        """Return the first phrase found from `start` on."""
        for word in _WORD_START.finditer(folded, start):
            found = self.match(folded, word.start())
            if found is not None:
                return found
        return None

    def match(self, folded: str, start: int = 0) -> PhraseMatch | None:
        """Return the phrase that stands exactly at `start`."""
        group = self._by_letter.get(folded[start : start + 1])
        if group is None:
            return None
        pattern, entries = group
        found = pattern.match(folded, start)
        if found is None or found.lastindex is None:
            return None
        return PhraseMatch(entries[found.lastindex - 1], found.start(), found.end())


def _compiled(phrases: Sequence[str]) -> re.Pattern[str]:
    alternatives = "|".join(f"({phrase_pattern(phrase)})" for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


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
