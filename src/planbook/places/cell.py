"""A cleaned copy of a cell whose every character knows where it stands in the official wording."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from planbook.text import find_quoted, fix_lookalikes, unify_dashes

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_LINE_BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")
_TOWN_IN_QUOTES = re.compile(r"(?:город|г\.)\s?[А-ЯЁ]", re.IGNORECASE)
_TOWN_BEFORE = re.compile(
    r"(?:\b(?:ЗАТО|МР|ГО|МО)|(?:городск|муниципальн)\w{2,3}\s+(?:округ|район)\w{0,2})\s*$"
)
_INNER_PAIR = re.compile(r"«[^«»]{1,300}»")
# A place cell has under a thousand characters, a cell that lists every subject about 2,500.
MAX_CELL = 6_000


@dataclass(frozen=True, slots=True)
class Cell:
    """Verbatim `text`; `clean` for reading; `offsets[i]` is where `clean[i]` begins in `text`.

    In `bare` quoted names are blanked out, so that nothing inside them is taken for a place.
    """

    text: str
    clean: str
    bare: str
    offsets: tuple[int, ...]

    def verbatim(self, start: int, end: int) -> str:
        """Return the official wording of a span of the cleaned copy."""
        return self.text[self.offsets[start] : self.offsets[end]]

    def tidy(self, start: int, end: int) -> str:
        """Return the wording of a span on one line, as a value: «ДК «Юность»»."""
        return " ".join(self.verbatim(start, end).split())


def clean_cell(text: str) -> Cell:
    """Return a cell ready for reading; letters, dashes and spaces are made regular one by one.

    >>> clean_cell("г.\\u00a0Bологда").clean
    'г. Вологда'
    """
    chars: list[str] = []
    offsets: list[int] = []
    position = 0
    while position < len(text):
        width = 1
        while text[position + width : position + width + 1] and unicodedata.combining(
            text[position + width]
        ):
            width += 1
        char = unicodedata.normalize("NFC", text[position : position + width])[:1]
        if char and char not in _INVISIBLE:
            chars.append(_regular(char))
            offsets.append(position)
        position += width
    offsets.append(len(text))
    clean = unify_dashes(fix_lookalikes("".join(chars)))
    return Cell(text, clean, _blank_quotes(clean), tuple(offsets))


def _regular(char: str) -> str:
    if char in _LINE_BREAKS:
        return "\n"
    return " " if char.isspace() else char


def _blank_quotes(clean: str) -> str:
    """Blank the inside of quoted names, keeping the marks and the length.

    «Город Йошкар-Ола» in quotes is the name of a municipality, not a title, and stays.
    """
    parts: list[str] = []
    position = 0
    for start, end in quoted_spans(clean):
        if _TOWN_IN_QUOTES.match(clean, start + 1) or _TOWN_BEFORE.search(clean, 0, start):
            continue
        parts += [clean[position : start + 1], "_" * (end - start - 2)]
        position = end - 1
    return "".join([*parts, clean[position:]])


def quoted_spans(clean: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of quoted names, marks included; an inner pair where the outer is open."""
    spans = [(name.start, name.end) for name in find_quoted(clean)]
    for pair in _INNER_PAIR.finditer(clean):
        if not any(start <= pair.start() < end for start, end in spans):
            spans.append(pair.span())
    return tuple(sorted(spans))
