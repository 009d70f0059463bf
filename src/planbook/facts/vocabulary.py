"""The words facts are told with, kept as data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from planbook.plans.phrases import phrase_pattern

# How far phrases are told apart letter by letter, and from how many on.
_SHARED_LETTERS = 4
_FEW = 4


@cache
def read_words(name: str) -> dict[str, Any]:
    """Return a vocabulary of this room from its TOML file."""
    source = files("planbook.facts").joinpath(f"data/{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def words_of(name: str, key: str) -> list[str]:
    """Return one list of words of a vocabulary."""
    return list(read_words(name)[key])


@cache
def phrases(name: str, *keys: str) -> re.Pattern[str]:
    """Compile lists of phrases; one star is an ending, two stars any letters."""
    wanted = [phrase for key in keys for phrase in words_of(name, key)]
    return re.compile(rf"(?<![\w-])(?:{alternatives(wanted)})(?!\w)")


def alternatives(wanted: Sequence[str]) -> str:
    """Return the expression for any of many phrases, the longest first."""
    return _joined([phrase_pattern(phrase) for phrase in sorted(wanted, key=len, reverse=True)])


def _joined(patterns: Sequence[str], depth: int = 0) -> str:
    """Join alternatives, those of the same first letters together: found several times faster."""
    is_plain = all(pattern[depth : depth + 1].isalpha() for pattern in patterns)
    if depth == _SHARED_LETTERS or len(patterns) < _FEW or not is_plain:
        return "|".join(pattern[depth:] for pattern in patterns)
    groups: dict[str, list[str]] = {}
    for pattern in patterns:
        groups.setdefault(pattern[depth], []).append(pattern)
    return "|".join(f"{letter}(?:{_joined(group, depth + 1)})" for letter, group in groups.items())
