"""The blocks and rows of a main part that was parsed as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from planbook.readers.docx.names import Names
from planbook.readers.xml import Element


def walk_part(root: Element, names: Names) -> Iterator[tuple[str, Element]]:
    """Yield of a parsed part what `stream_part` yields, but nothing inside rows and paragraphs.

    Only blocks, rows and the last section matter to the caller, and a small part is parsed far
    faster as a whole.
    """
    foreign = (names["altChunk"], names["subDoc"])
    yield "start", root
    yield from _walk(root, names, foreign if next(root.iter(*foreign), None) is not None else ())


def _walk(
    element: Element, names: Names, foreign: tuple[str, ...]
) -> Iterator[tuple[str, Element]]:
    for child in element:
        tag = child.tag
        if tag in (names["tr"], names["p"]):
            if foreign:
                for part in child.iter(*foreign):
                    yield "end", part
            yield "end", child
        elif tag == names["tbl"]:
            yield "start", child
            yield from _walk(child, names, foreign)
            yield "end", child
        elif tag in foreign or tag == names["sectPr"]:
            yield "end", child
        elif tag != names["txbxContent"]:
            yield from _walk(child, names, foreign)
