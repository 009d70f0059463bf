"""Sentences of a paragraph by their offsets: abbreviations, initials, quotes, broken lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from planbook.facts.vocabulary import words_of
from planbook.text import find_quoted

# Longer stretches are no sentences of a report; they are read in pieces.
MAX_SENTENCE = 6_000
_MAX_QUOTE = 600
_MAX_BRACKET = 3_000
_END = re.compile(
    r"(?:[.!?…]+[»\"”)]*)(?:\[\d+\])?(?=\s+[«\"„(–—-]?\s*[А-ЯЁA-Z0-9])|\n\s*(?=[-–—•·*]\s)"
)
_WORD_BEFORE = re.compile(r"([^\W_]+)\.?$")
_NUMBER_BEFORE = re.compile(r"\d\s*$")
# «1. Тула; 2. Калуга»: the number of a line within a sentence.
_LIST_NUMBER = re.compile(r"(?:^|[:;,])\s*\d{1,2}$")
_BRACKET = re.compile(r"[()]")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of a paragraph begin and end; quotes and brackets hold together.

    >>> text = "В 2024 г. прошёл форум «Дом. Двор». Участвовал А. Б. Первый."
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['В 2024 г. прошёл форум «Дом. Двор».', 'Участвовал А. Б. Первый.']
    """
    found: list[tuple[int, int]] = []
    closed = sorted([*_quotes(text), *_brackets(text)])
    start = index = 0
    reach = -1
    for end in _END.finditer(text):
        while index < len(closed) and closed[index][0] < end.start():
            reach = max(reach, closed[index][1])
            index += 1
        if end.start() + 1 < reach or _is_abbreviation(text, end.start()):
            continue
        found += _pieces(text, start, end.end())
        start = end.end()
    return [*found, *_pieces(text, start, len(text))]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch without the spaces around it, cut where it is too long."""
    while start < end:
        stop = min(end, start + MAX_SENTENCE)
        if stop < end:
            stop = max(text.rfind(" ", start + MAX_SENTENCE // 2, stop), start) or stop
            stop = stop if stop > start else start + MAX_SENTENCE
        piece = text[start:stop]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            yield start + lead, start + len(piece.rstrip())
        start = stop


def _quotes(text: str) -> list[tuple[int, int]]:
    """Return quoted names; a mark that closes far away has lost its own."""
    return [(one.start, one.end) for one in find_quoted(text) if one.end - one.start <= _MAX_QUOTE]


def _brackets(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for mark in _BRACKET.finditer(text):
        if mark[0] == "(":
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if mark.start() - start <= _MAX_BRACKET:
                found.append((start, mark.end()))
    return found


def _is_abbreviation(text: str, point: int) -> bool:
    """Tell whether the point belongs to a short form or an initial before it."""
    if text[point : point + 1] != ".":
        return False
    word = _WORD_BEFORE.search(text, max(0, point - 20), point)
    if word is None:
        return False
    if _LIST_NUMBER.search(text, max(0, point - 5), point):
        return True
    if len(word[1]) == 1 and word[1].isupper():
        return True
    if word[1].lower() not in _abbreviations():
        return False
    # «2024 г. В Вологде»: after a year the point ends the sentence too.
    return not _NUMBER_BEFORE.search(text, max(0, word.start() - 3), word.start())


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(words_of("sentences", "abbreviations"))
