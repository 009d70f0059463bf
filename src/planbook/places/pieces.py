"""Cutting a cell at the separators that stand outside quotes, brackets and lists of regions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from planbook.places.cell import quoted_spans
from planbook.places.names import name_at


class Piece(NamedTuple):
    """A span between separators; `starts_block` after a semicolon or an empty line."""

    start: int
    end: int
    starts_block: bool


# A line that goes on: a small letter, a numeral, «им. …», a quoted name, a bracket.
_GOES_ON = re.compile(r"[^\S\n]*(?:[а-яё]|[IVX]+\s|им\.|имени\b|«|\"|\(|№|\d|-\s)")
# A line that ends on a word which cannot stand last.
_HANGS = re.compile(r"(?:\b(?:им|г|ул)\.|\b(?:имени|в|на|и)|[-№])[^\S\n]*$")
_MARKER_START = re.compile(r"\s*(?:[гсдпх]|гор|пос|дер|пгт|рп|ст|ст-ца|город|село|деревня)\b")
_OPENERS, _CLOSERS = "([", ")]"
_LINE_TAIL = 20
_LAST_WORD = re.compile(r"[А-ЯЁ][А-ЯЁа-яё-]*\s*$")


def cut_into_pieces(bare: str, clean: str, closed: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    """Yield spans between separators; in `bare` quoted names are blank, `closed` spans are whole.

    >>> text = "ДК «Мир, труд», г. Шуя; Вологда"
    >>> [text[piece.start : piece.end] for piece in cut_into_pieces(text, text, ())]
    ['ДК «Мир, труд»', ' г. Шуя', ' Вологда']
    """
    start, starts_block = 0, True
    for position, is_hard in _separators(bare, clean, closed):
        if bare[start:position].strip():
            yield Piece(start, position, starts_block)
            starts_block = is_hard
        else:
            starts_block = starts_block or is_hard
        start = position + 1
    if bare[start:].strip():
        yield Piece(start, len(bare), starts_block)


def _separators(
    bare: str, clean: str, closed: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, bool]]:
    """Yield the offsets of separators, and whether a new block begins after each."""
    covered = {
        position for start, end in (*closed, *quoted_spans(clean)) for position in range(start, end)
    }
    depth = 0
    for position, char in enumerate(clean):
        if char in _OPENERS and clean.find(")", position) >= 0:
            depth += 1
        elif char in _CLOSERS:
            depth = max(0, depth - 1)
        elif depth or position in covered:
            continue
        elif char in ",;":
            yield position, char == ";"
        elif char == "\n" and _breaks_line(bare, position):
            yield position, clean[position - 1 : position] == "\n"


def _breaks_line(bare: str, position: int) -> bool:
    """Tell whether a line break separates, rather than being there because the column is narrow."""
    if _MARKER_START.match(bare, position + 1):
        return True
    if _is_inside_a_name(bare, position):
        return False
    before = bare[max(0, position - _LINE_TAIL) : position].rpartition("\n")[2]
    if not before.strip():
        return True
    return not (_GOES_ON.match(bare, position + 1) or _HANGS.search(before))


def _is_inside_a_name(bare: str, position: int) -> bool:
    """Tell whether a line breaks between the words of a known name: «Великий⏎Новгород»."""
    last_word = _LAST_WORD.search(bare, max(0, position - _LINE_TAIL), position)
    match = name_at(bare, last_word.start()) if last_word else None
    return match is not None and match.end > position
