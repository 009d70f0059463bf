"""The words facts are told with, kept as data."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from planbook.plans.phrases import phrase_pattern


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
    wanted.sort(key=len, reverse=True)
    joined = "|".join(phrase_pattern(phrase) for phrase in wanted)
    return re.compile(rf"(?<![\w-])(?:{joined})(?!\w)")
