"""Shapes of a wording: one line of it, its outline without quotes and brackets."""

from __future__ import annotations

from dataclasses import dataclass

from planbook.text import (
    clean_characters,
    clean_spaces,
    comparison_key,
    find_quoted,
    join_hyphen_breaks,
    without_quoted,
)

# Stands in an outline for every blanked sign: neither a letter nor a space.
BLANK = "\x00"
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


def fold_same_length(text: str) -> str:
    """Return a copy in lower case with «е» for «ё», every letter at its old place."""
    folded = text.lower().replace("ё", "е")
    return folded if len(folded) == len(text) else text


def enclosed_parts(text: str) -> list[Enclosed]:
    """Return the outermost parts in quotes and in brackets, in order.

    >>> [part.content for part in enclosed_parts("Форум «Проект «Город»» (ВКС)")]
    ['Проект «Город»', 'ВКС']
    """
    brackets = _brackets(text, without_quoted(text, filler=BLANK))
    quoted = [
        Enclosed(*name, is_quote=True)
        for name in find_quoted(text)
        if not any(bracket.start < name.start < bracket.end for bracket in brackets)
    ]
    return sorted([*quoted, *brackets], key=lambda part: part.start)


def outline(text: str) -> str:
    """Return the text with everything in quotes and brackets blanked out, same length.

    >>> outline("Форум «Диалог» (ВКС)").replace(BLANK, "_")
    'Форум ________ _____'
    """
    shape = without_quoted(text, filler=BLANK)
    for part in _brackets(text, shape):
        shape = shape[: part.start] + BLANK * (part.end - part.start) + shape[part.end :]
    return shape


def _brackets(text: str, shape: str) -> list[Enclosed]:
    """Return the outermost brackets outside quotes; one that is never closed encloses nothing."""
    parts: list[Enclosed] = []
    stack: list[tuple[int, str]] = []
    for index, char in enumerate(shape):
        if char in _CLOSING:
            stack.append((index, _CLOSING[char]))
        elif stack and char == stack[-1][1]:
            start = stack.pop()[0]
            while parts and parts[-1].start > start:
                parts.pop()
            parts.append(Enclosed(start, index + 1, text[start + 1 : index].strip(), False))
    return parts
