"""Collects the paragraphs and tables of one stretch of a page: its body, a cell, a note."""

from __future__ import annotations

from planbook.readers.flow import FlowItem, FlowParagraph
from planbook.readers.html.lists import OpenList
from planbook.readers.printed_text import PrintedText


class FlowBuilder:
    """Paragraphs end where blocks begin and end, as in a browser."""

    def __init__(self) -> None:
        self.items: list[FlowItem] = []
        self.text = PrintedText()
        self.footnotes: list[str] = []
        self.marker = ""
        self.item_marker = ""
        self.heading_level = 0
        self.is_verbatim = False
        self.lists: list[OpenList] = []

    def add(self, data: str | None) -> None:
        """Add character data; inside `pre` its line breaks and spaces stand as they are."""
        if not self.is_verbatim:
            self.text.add(data)
            return
        for number, line in enumerate((data or "").split("\n")):
            if number:
                self.text.add_break()
            if line:
                self.text.add_sign(line)

    def end_paragraph(self) -> None:
        """Close the paragraph that is open; one that prints nothing is none.

        The marker of an item of a list waits for the first paragraph that does.
        """
        text = self.text.text
        if text or self.marker:
            marker = self.marker or self.item_marker
            self.items.append(
                FlowParagraph(text, self.heading_level, marker, tuple(self.footnotes))
            )
            self.item_marker = ""
        self.text = PrintedText()
        self.footnotes = []
        self.marker = ""

    def begin_item(self, marker: str) -> None:
        """Begin an item of a list."""
        self.end_item()
        self.item_marker = marker

    def end_item(self) -> None:
        """Close an item of a list; the number of an empty one is printed all the same."""
        self.end_paragraph()
        self.marker, self.item_marker = self.item_marker, ""
        self.end_paragraph()
