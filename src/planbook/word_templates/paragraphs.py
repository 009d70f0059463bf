"""Words of a paragraph of Word, read over its runs, replaced in the look of the first of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from planbook.readers.docx.names import both
from planbook.readers.xml import Element
from planbook.writers.characters import printable

_TEXT = frozenset(both("t"))
_SIGNS = {**dict.fromkeys(both("tab"), "\t"), **dict.fromkeys(both("br", "cr"), "\n")}
_HYPHEN = frozenset(both("noBreakHyphen"))
_PARAGRAPH = frozenset(both("p"))
_RUN = frozenset(both("r"))
# What has no words of the document: properties, deleted text, results are kept as they are.
_SKIPPED = frozenset(both("pPr", "rPr", "del", "moveFrom", "delText", "instrText"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class Piece:
    """A text node, or a sign that stands as an element, with its place in the paragraph."""

    element: Element
    text: str
    start: int
    end: int


class Words:
    """The words of one paragraph without those of paragraphs inside it (text boxes)."""

    def __init__(self, paragraph: Element) -> None:
        self.paragraph = paragraph
        self.pieces: list[Piece] = []
        position = 0
        for element, text in _text_nodes(paragraph):
            if text:
                self.pieces.append(Piece(element, text, position, position + len(text)))
                position += len(text)
        self._ends = [piece.end for piece in self.pieces]
        self.text = "".join(piece.text for piece in self.pieces)

    def replace(self, changes: list[tuple[int, int, str]]) -> None:
        """Put other words for ranges of the text; each takes the look of its first run.

        Args:
            changes: start, end and the new words; in order, without overlaps.
        """
        for start, end, words in reversed(changes):
            self._replace_one(start, end, printable(words))

    def _replace_one(self, start: int, end: int, words: str) -> None:
        begins = bisect_right(self._ends, start)
        stops = bisect_left(self._ends, end) + 1
        touched = self.pieces[begins:stops]
        first = next((one for one in touched if one.element.tag in _TEXT), None)
        for piece in touched:
            head = piece.text[: max(start - piece.start, 0)]
            # Changes come from the end: up to `end` the words of a piece are still the first ones.
            tail = piece.text[max(end - piece.start, 0) :]
            middle = words if piece is first else ""
            if piece.element.tag in _TEXT:
                piece.text = head + middle + tail
                _set_text(piece.element, piece.text)
            elif piece is not first:
                _remove(piece.element)
                piece.text = ""


def break_lines(paragraph: Element) -> None:
    """Turn line ends and tabs inside text nodes into the elements that Word shows them by."""
    for element, text in list(_text_nodes(paragraph)):
        if element.tag in _TEXT and ("\n" in text or "\t" in text):
            _split(element, text)


def own_paragraphs(root: Element) -> Iterator[Element]:
    """Give all paragraphs of a part, those of tables and text boxes too, outer ones first."""
    yield from root.iter(*_PARAGRAPH)


def _text_nodes(paragraph: Element) -> Iterator[tuple[Element, str]]:
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag in _TEXT:
            yield element, element.text or ""
        elif tag in _SIGNS:
            parent = element.getparent()
            if parent is not None and parent.tag in _RUN:
                yield element, _SIGNS[tag]
        elif tag in _HYPHEN:
            yield element, "-"
        elif tag not in _SKIPPED and tag not in _PARAGRAPH:
            stack.extend(reversed(element))


def _set_text(element: Element, text: str) -> None:
    element.text = text
    if text != text.strip() or "  " in text:
        element.set(_SPACE, "preserve")


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _split(element: Element, text: str) -> None:
    parent = element.getparent()
    if parent is None:
        return
    namespace = etree.QName(element).namespace
    place = parent.index(element)
    made: list[Element] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(etree.Element(f"{{{namespace}}}br"))
        for count, words in enumerate(line.split("\t")):
            if count:
                made.append(etree.Element(f"{{{namespace}}}tab"))
            if words:
                node = etree.Element(f"{{{namespace}}}t")
                _set_text(node, words)
                made.append(node)
    parent.remove(element)
    for offset, one in enumerate(made):
        parent.insert(place + offset, one)
