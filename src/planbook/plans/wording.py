"""Shapes of a wording: one line of it, its outline without quotes and brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planbook.text import (
    clean_characters,
    clean_spaces,
    comparison_key,
    find_quoted,
    join_hyphen_breaks,
)

# Stands in an outline for every blanked sign: neither a letter nor a space.
BLANK = "\x00"
_PUNCTUATION = re.compile(r"[^\w\s-]+")
_SPACES = re.compile(r"\s+")
_BROKEN = re.compile(r"(?<=\w)-\s*\n\s*(?=[а-яё])")
_CLOSING = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A part in quotes or brackets: `text[start:end]` with its signs, `content` without them."""

    start: int
    end: int
    content: str
    is_quote: bool


def one_line(text: str) -> str:
    """Put a wording on one line: words broken at a hyphen joined, runs of spaces made one.

    >>> one_line("Санкт-\\nПетербург\\n\\n(ВКС)")
    'Санкт-Петербург (ВКС)'
    """
    return clean_spaces(join_hyphen_breaks(clean_characters(text)))


def fold(text: str) -> str:
    """Return a copy for comparison: one line, lower case, «е» for «ё», one dash sign.

    >>> fold("Проведение  Слёта")
    'проведение слета'
    """
    return comparison_key(one_line(text))


def header_words(header: str) -> str:
    """Fold a header of a column: words only, «№ п/п» as «n п п», a word broken by a hyphen whole.

    >>> header_words("Место прове-\\nдения (город)"), header_words("№ п/п")
    ('место проведения город', 'n п п')
    """
    whole = _BROKEN.sub("", header)
    plain = fold(whole).replace("№", " n ")
    return _SPACES.sub(" ", _PUNCTUATION.sub(" ", plain)).strip()


def fold_same_length(text: str) -> str:
    """Return a copy in lower case with «е» for «ё», every letter at its old place."""
    folded = text.lower().replace("ё", "е")
    return folded if len(folded) == len(text) else text


@dataclass(frozen=True, slots=True)
class Outlined:
    """A wording with its outermost quotes and brackets, and its outline: both of the same length.

    `shape` is in lower case with «е» for «ё», and every enclosed sign is `BLANK`.
    """

    text: str
    parts: tuple[Enclosed, ...]
    shape: str


def read_outline(text: str) -> Outlined:
    """Find the quotes and brackets of a wording.

    >>> outlined = read_outline("Форум «Проект «Город»» (ВКС)")
    >>> [part.content for part in outlined.parts]
    ['Проект «Город»', 'ВКС']
    >>> outlined.shape.replace(BLANK, "_")
    'форум ________________ _____'
    """
    quoted = [Enclosed(*name, is_quote=True) for name in find_quoted(text)]
    unquoted = _blanked(text, quoted)
    brackets = _brackets(text, unquoted)
    outer = [
        quote
        for quote in quoted
        if not any(bracket.start < quote.start < bracket.end for bracket in brackets)
    ]
    parts = sorted([*outer, *brackets], key=lambda part: part.start)
    return Outlined(text, tuple(parts), fold_same_length(_blanked(unquoted, brackets)))


def _blanked(text: str, parts: list[Enclosed]) -> str:
    pieces: list[str] = []
    position = 0
    for part in parts:
        pieces += [text[position : part.start], BLANK * (part.end - part.start)]
        position = part.end
    return "".join([*pieces, text[position:]])


def _brackets(text: str, unquoted: str) -> list[Enclosed]:
    """Return the outermost brackets outside quotes; one that is never closed encloses nothing."""
    parts: list[Enclosed] = []
    stack: list[tuple[int, str]] = []
    for index, char in enumerate(unquoted):
        if char in _CLOSING:
            stack.append((index, _CLOSING[char]))
        elif stack and char == stack[-1][1]:
            start = stack.pop()[0]
            while parts and parts[-1].start > start:
                parts.pop()
            content = text[start + 1 : index].strip()
            parts.append(Enclosed(start, index + 1, content, is_quote=False))
    return parts
