"""Quotation marks: «ёлочки», „лапки“, "straight" ones; names in quotes and what stands outside."""

from __future__ import annotations

import re
from typing import NamedTuple

_ANY_QUOTE = re.compile(r"[«»„“”‟‹›\"″]")
_DOUBLED = re.compile(r"<<|>>|''|,,|``")
_DOUBLED_FORMS = {"<<": "«", ">>": "»", "''": '"', ",,": "„", "``": "“"}


class Quoted(NamedTuple):
    """A quoted name: offsets of the whole with its marks, and the words inside."""

    start: int
    end: int
    inner: str


def unify_quotes(text: str) -> str:
    """Write outer quotation marks as «ёлочки» and inner ones as „лапки“, as official Russian does.

    A mark opens after a space or a bracket and closes otherwise; unbalanced marks stay readable.

    >>> unify_quotes('конкурс "Мою страну зовут "Россия""')
    'конкурс «Мою страну зовут „Россия“»'
    """
    text = _DOUBLED.sub(lambda found: _DOUBLED_FORMS[found[0]], text)
    depth = 0
    written: list[str] = []
    for index, char in enumerate(text):
        if not _ANY_QUOTE.match(char):
            written.append(char)
        elif _opens(text, index, depth):
            depth += 1
            written.append("«" if depth == 1 else "„")
        else:
            written.append("»" if depth <= 1 else "“")
            depth = max(0, depth - 1)
    return "".join(written)


def find_quoted(text: str) -> tuple[Quoted, ...]:
    """Return the outermost quoted names in order; a mark that is never closed opens nothing.

    >>> [name.inner for name in find_quoted("форум «Наука» и фестиваль «Славяне „Поюжья“»")]
    ['Наука', 'Славяне „Поюжья“']
    """
    found: list[Quoted] = []
    depth = start = 0
    for mark in _ANY_QUOTE.finditer(text):
        index = mark.start()
        if _opens(text, index, depth):
            start = index if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append(Quoted(start, index + 1, text[start + 1 : index]))
    return tuple(found)


def without_quoted(text: str, *, filler: str = " ") -> str:
    """Return the text with every quoted name replaced by a filler of the same length.

    Offsets into the result are offsets into the text.

    >>> without_quoted("МАУ «Дом», Киров")
    'МАУ      , Киров'
    """
    parts: list[str] = []
    position = 0
    for name in find_quoted(text):
        parts += [text[position : name.start], filler * (name.end - name.start)]
        position = name.end
    return "".join([*parts, text[position:]])


def strip_quotes(text: str) -> str:
    """Return the text without quotation marks around the whole of it.

    >>> strip_quotes("«Синяя птица»")
    'Синяя птица'
    """
    stripped = text.strip()
    quoted = find_quoted(stripped)
    if len(quoted) == 1 and quoted[0].start == 0 and quoted[0].end == len(stripped):
        return quoted[0].inner.strip()
    return stripped


def _opens(text: str, index: int, depth: int) -> bool:
    char = text[index]
    if char in "«„‹":
        return True
    if char in "»”›":
        return False
    before = text[index - 1] if index else " "
    after = text[index + 1] if index + 1 < len(text) else " "
    starts_word = (before.isspace() or before in '([«„“"-–—/') and not after.isspace()
    # “ opens in English and closes in Russian: inside „лапки“ it closes.
    if char == "“":
        return starts_word if depth == 0 else starts_word and before not in '«„“"'
    return starts_word
