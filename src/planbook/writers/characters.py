"""What documents may hold of a text: printable characters, its paragraphs and its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbook.documents.printed import (
    PrintedDocument,
    PrintedImage,
    PrintedParagraph,
    PrintedTable,
)

# Signs without a look of their own that XML 1.0 (2.2) forbids, and DEL and the C1 controls.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Halves of surrogate pairs and non-characters: something stood here, nobody knows what.
_BROKEN = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_REPLACEMENT = "\ufffd"
_LINE_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")


def printable(text: str) -> str:
    """Return the text with «\\n» for every line break and without what no document may hold.

    Controls are left out; a broken character leaves the sign «�», so that its place is seen.

    >>> printable("Форум\\x00 «Диалог»\\r\\n")
    'Форум «Диалог»\\n'
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_BREAKS.sub("\n", text)
    return _BROKEN.sub(_REPLACEMENT, _CONTROLS.sub("", text))


def unprintable_count(text: str) -> int:
    """Return how many characters of a text `printable` drops or replaces.

    >>> unprintable_count("Форум\\x00")
    1
    """
    return len(_CONTROLS.findall(text)) + len(_BROKEN.findall(text))


def paragraphs_of(text: str) -> list[str]:
    """Return the paragraphs of the text of a cell; there is always one.

    >>> paragraphs_of("Вологда\\n\\n(ВКС)")
    ['Вологда', '(ВКС)']
    """
    return [part.strip("\n") for part in printable(text).split("\n\n")]


def texts_of(printed: PrintedDocument) -> Iterator[str]:
    """Yield every text of a document: properties, paragraphs, pictures' words, cells."""
    yield from (printed.title, printed.author, printed.footer)
    for block in printed.blocks:
        match block:
            case PrintedParagraph():
                yield block.text
            case PrintedImage():
                yield block.alternative
            case PrintedTable():
                yield block.summary
                yield from (cell.text for row in block.rows for cell in row.cells)
