"""People's names in short free words: a team, the holder of a cup, who is to do something.

Who has not agreed to be shown must not be shown, so a word that may be a name counts as one: it is
enough that the dictionary knows it as a name, or does not know it at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from planbook.language.morphology import is_known_word, readings
from planbook.places.mentions import mentions

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“]*“|\"[^\"]*\"")
_PARTS = re.compile(r"[,;()\n]|\s[-–—]\s")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_NAMES = ("Name", "Surn", "Patr")
_MAX_ABBREVIATION = 6


def without_people(text: str) -> str:
    """Return short words without the names of people in them; offices and places stay.

    >>> without_people("председатель секции Иванов И. И., Вологда")
    'председатель секции, Вологда'
    >>> without_people("Сборная Вологды"), without_people("Мария Петрова")
    ('Сборная Вологды', '')
    """
    kept = [kept for kept, _ in _read(text) if kept]
    return text if "".join(_letters(kept)) == "".join(_letters([text])) else ", ".join(kept)


def people_in(text: str) -> str:
    """Return the words of short words that may name people.

    >>> people_in("председатель секции Иванов И. И., Вологда")
    'Иванов И. И.'
    """
    return " ".join(named for _, named in _read(text) if named)


def may_name_people(text: str) -> bool:
    """Return whether short words may name a person.

    >>> may_name_people("Команда школы № 5"), may_name_people("Тайнозвонов")
    (False, True)
    """
    return bool(people_in(text))


def _read(text: str) -> list[tuple[str, str]]:
    """Return the parts of short words, each as what may stay and what names people."""
    return [_cut(part) for part in _PARTS.split(text)]


def _letters(parts: list[str]) -> Iterator[str]:
    for part in parts:
        yield from (sign for sign in part if sign.isalnum())


def _cut(part: str) -> tuple[str, str]:
    """Cut a part where the first run of words begins that may be a name."""
    places = [(one.start, one.end) for one in mentions(part)]
    plain = _QUOTED.sub(lambda found: " " * len(found[0]), part)
    for run in _runs(plain):
        said = [one for one in run if not any(a <= one.start() < b for a, b in places)]
        if _may_be_name([one[0] for one in said]):
            start = run[0].start()
            return part[:start].strip(" :."), part[start:].strip()
    return part.strip(), ""


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield neighbouring words of the same kind: with a capital letter, or without."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        is_near = bool(run) and not text[run[-1].end() : word.start()].strip(" .")
        if run and (not is_near or run[-1][0][0].isupper() != word[0][0].isupper()):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _may_be_name(words: list[str]) -> bool:
    if not words:
        return False
    if not words[0][0].isupper():
        # «иванов иван» beside «роман» and «вера», which are words too.
        marks = [_is_name(word.rstrip(".")) for word in words]
        return any(first and second for first, second in pairwise(marks))
    return any(_may_be_part(word) for word in words)


def _may_be_part(word: str) -> bool:
    plain = word.rstrip(".")
    if len(plain) == 1:
        return word.endswith(".")
    if _is_name(plain):
        return True
    if is_known_word(plain) or all(is_known_word(one) for one in plain.split("-")):
        return False
    return not (plain.isupper() and len(plain) <= _MAX_ABBREVIATION)


def _is_name(word: str) -> bool:
    parts = [word, *word.split("-")] if "-" in word else [word]
    return any(mark in one.tag for part in parts for one in readings(part) for mark in _NAMES)
