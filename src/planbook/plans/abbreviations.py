"""Abbreviations whose full words stand in the same document, found by their initials."""

from __future__ import annotations

import re
from collections.abc import Iterable

_TOKEN = re.compile(r"[^\W\d_]+|[(.;:!?\n]")
_SHORT = re.compile(r"(?<![\w-])[А-ЯЁ]{2,9}(?![\w-])")
# Words that abbreviations leave out.
_SKIPPED = frozenset({"и", "в", "по", "на", "с", "о", "об", "для", "при", "за", "от", "из", "к"})
# An abbreviation that is not printed beside its words must be at least that long to be believed.
_MIN_APART = 4
_MAX_TEXT = 400_000
_MAX_COUNT = 200


def find_abbreviations(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return pairs of an abbreviation and the words it stands for, as the document prints them.

    >>> find_abbreviations(["План Ассамблеи столиц и крупных городов (АСКГ)"])
    (('АСКГ', 'Ассамблеи столиц и крупных городов'),)
    """
    text = "\n".join(texts)[:_MAX_TEXT]
    shorts = list(dict.fromkeys(_SHORT.findall(text)))[:_MAX_COUNT]
    words = _words(text)
    initials = "".join(_initial(word) for word, _, _ in words)
    pairs = []
    for short in shorts:
        span = _beside(short, text, words, initials) or _apart(short, words, initials)
        if span is not None:
            pairs.append((short, " ".join(text[span[0] : span[1]].split())))
    return tuple(pairs)


def _words(text: str) -> list[tuple[str, int, int]]:
    """Return the words that count, with their places; a sentence mark stands between sentences."""
    return [
        (found[0], found.start(), found.end())
        for found in _TOKEN.finditer(text)
        if found[0].lower() not in _SKIPPED
    ]


def _initial(word: str) -> str:
    is_short = len(word) > 1 and word.isupper()
    return "\n" if is_short or not word[0].isalpha() else word[0].upper()


def _beside(
    short: str, text: str, words: list[tuple[str, int, int]], initials: str
) -> tuple[int, int] | None:
    """Find «полное название (СОКРАЩЕНИЕ)»: the words right before the bracket."""
    for index, (word, start, _) in enumerate(words):
        if word != short or not text[:start].rstrip().endswith("("):
            continue
        first = index - 1 - len(short)
        if first >= 0 and initials[first : index - 1] == short:
            return words[first][1], words[index - 2][2]
    return None


def _apart(short: str, words: list[tuple[str, int, int]], initials: str) -> tuple[int, int] | None:
    """Find the words anywhere in the document; they must begin like a name."""
    if len(short) < _MIN_APART:
        return None
    index = initials.find(short)
    while index >= 0:
        if words[index][0][0].isupper():
            return words[index][1], words[index + len(short) - 1][2]
        index = initials.find(short, index + 1)
    return None
