"""Paragraphs of Word: their text, list marker and heading level."""

from __future__ import annotations

from dataclasses import dataclass

from planbook.readers.docx.context import Reading
from planbook.readers.docx.inline import InlineReader
from planbook.readers.docx.names import value
from planbook.readers.docx.styles import PLAIN, NumberingRef, Style, numbering_ref, outline_level
from planbook.readers.xml import Element


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """A paragraph as printed, with the texts of the boxes anchored in it."""

    text: str
    marker: str = ""
    heading_level: int = 0
    footnotes: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    is_open: bool = False


class ParagraphReader:
    """Reads paragraphs in printed order, counting their lists."""

    def __init__(self, reading: Reading, inline: InlineReader) -> None:
        self._reading = reading
        self._names = reading.names
        self._inline = inline

    def read(self, paragraph: Element) -> ParagraphText:
        """Return the paragraph; `is_open` when its end was deleted, so that the next one joins."""
        inline = self._inline.read(paragraph)
        properties = paragraph.find(self._names["pPr"])
        if properties is None:
            style, marker, heading, is_open = self._default_style(), "", None, False
        else:
            style = self._style(properties)
            marker = self._marker(properties, style)
            heading = outline_level(properties, self._names)
            is_open = self._end_is_deleted(properties)
        # Where the end of a paragraph was deleted, its last space parts it from the next one.
        text = "".join(inline.parts).lstrip() if is_open else inline.text
        return ParagraphText(
            text,
            marker,
            style.heading_level if heading is None else heading,
            tuple(inline.footnotes),
            tuple(inline.boxes),
            is_open,
        )

    def printed(self, paragraph: Element) -> tuple[list[str], tuple[str, ...], bool]:
        """Return the texts of a paragraph in a cell, its marker inside, and marks of notes."""
        read = self.read(paragraph)
        text = f"{read.marker} {read.text}".strip() if read.marker else read.text
        texts = [part for part in (text, *read.boxes) if part]
        return texts, read.footnotes, read.is_open

    def _default_style(self) -> Style:
        default = self._reading.styles.default
        return self._reading.styles.get(default) if default else PLAIN

    def _style(self, properties: Element) -> Style:
        named = properties.find(self._names["pStyle"])
        if named is None:
            return self._default_style()
        return self._reading.styles.get(value(named, self._names))

    def _marker(self, properties: Element, style: Style) -> str:
        own = numbering_ref(properties, self._names)
        reference = own or style.numbering
        if reference is None or not reference.list_id:
            reference = _with_list(reference, style.numbering)
        if reference is None or reference.list_id in ("", "0"):
            return ""
        level = reference.level
        if level is None:
            name = value(properties.find(self._names["pStyle"]), self._names)
            level = self._reading.numbering.level_of_style(reference.list_id, name)
        return self._reading.numbering.marker(reference.list_id, level)

    def _end_is_deleted(self, properties: Element) -> bool:
        mark = properties.find(self._names["rPr"])
        return mark is not None and mark.find(self._names["del"]) is not None


def _with_list(own: NumberingRef | None, inherited: NumberingRef | None) -> NumberingRef | None:
    """Complete a level set on a paragraph with the list of its style."""
    if own is None or inherited is None:
        return inherited
    return NumberingRef(inherited.list_id, own.level)
