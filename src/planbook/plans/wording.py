"""Shapes of a wording: one line of it, its outline without quotes and brackets. No vocabulary here."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BROKEN_HYPHEN = re.compile(r"(?<=\w)([-–—‑])[ \t]*\n\s*(?=\w)")
_SPACES = re.compile(r"\s+")
_OPENERS = {"«": "»", "“": "”", "„": "“", "(": ")", "[": "]"}
_STRAIGHT = '"'
_SPACE = " "


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A part in quotes or brackets: `text[start:end]` with its signs, `content` without them."""

    start: int
    end: int
    content: str
    is_quote: bool


def one_line(text: str) -> str:
    """Put a wording on one line: broken lines joined, runs of spaces made one.

    >>> one_line("30 марта-\\n1  апреля\\n\\n(перенос)")
    '30 марта-1 апреля (перенос)'
    """
    return _SPACES.sub(_SPACE, _BROKEN_HYPHEN.sub(r"\1", text)).strip()


def fold(text: str) -> str:
    """Return a copy for comparison: one line, lower case, «е» for «ё».

    >>> fold("Проведение  Слёта")
    'проведение слета'
    """
    return one_line(text).lower().replace("ё", "е")


def enclosed_parts(text: str) -> list[Enclosed]:
    """Return the outermost parts in quotes and brackets, in order.

    An opening sign that is never closed closes at the last closing one of its kind, and without any
    it encloses nothing, so that one slip of the author does not swallow the rest of the wording.

    >>> [part.content for part in enclosed_parts("Форум «Проект «Город»» (ВКС)")]
    ['Проект «Город»', 'ВКС']
    """
    parts: list[Enclosed] = []
    position = 0
    while position < len(text):
        end = _closing(text, position)
        if end is None:
            position += 1
            continue
        content = text[position + 1 : end].strip()
        parts.append(Enclosed(position, end + 1, content, text[position] not in "(["))
        position = end + 1
    return parts


def outline(text: str) -> str:
    """Return the text with everything in quotes and brackets blanked out, same length.

    >>> outline("Форум «Диалог» (ВКС)")
    'Форум               '
    """
    marked = list(text)
    for part in enclosed_parts(text):
        marked[part.start : part.end] = _SPACE * (part.end - part.start)
    return "".join(marked)


def _closing(text: str, start: int) -> int | None:
    """Return where the sign at `start` closes; None when it opens nothing."""
    opener = text[start]
    if opener == _STRAIGHT:
        end = text.find(_STRAIGHT, start + 1)
        return end if end >= 0 else None
    closer = _OPENERS.get(opener)
    if closer is None:
        return None
    depth = 0
    last = None
    for index in range(start, len(text)):
        if text[index] == opener:
            depth += 1
        elif text[index] == closer:
            depth -= 1
            last = index
            if depth == 0:
                return index
    return last
