"""The texts that rules of spelling look at: cells, headings and paragraphs, with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planbook.documents import Paragraph
from planbook.findings import Repair, SourceRef
from planbook.plans import EventDraft, PlanDraft

PLAN_TITLE = "plan_title"
HEADING = "heading"
PARAGRAPH = "paragraph"
_MAX_WIDENED = 6
_NOT_SPELLED = frozenset({"number"})


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A text as printed, the role of its cell (or one of the above) and its row, if any."""

    role: str
    text: str
    source: SourceRef
    item: EventDraft | None = None

    def mended(self, start: int, end: int, words: str) -> Repair | None:
        """Return the repair of a span, widened to whole words until it stands only once.

        A repair of spaces and marks alone shows the words around them. None where a few words more
        do not tell the place: the same slip again and again.
        """
        for _ in range(_MAX_WIDENED):
            if _has_word(self.text[start:end]) and self.text.count(self.text[start:end]) == 1:
                return Repair(self.role, self.text[start:end], words)
            left, right = _word_before(self.text, start), _word_after(self.text, end)
            words = self.text[left:start] + words + self.text[end:right]
            start, end = left, right
        return None


def plan_pieces(draft: PlanDraft) -> Iterator[TextPiece]:
    """Yield title, headings and cells in printed order; an inherited text is told once, above."""
    for line in draft.title_lines:
        yield TextPiece(PLAN_TITLE, line, SourceRef())
    for section in draft.sections:
        if section.heading_text:
            yield TextPiece(HEADING, section.heading_text, section.source)
        for item in section.items:
            for cell in item.cells:
                if cell.text.strip() and not cell.is_inherited and cell.role not in _NOT_SPELLED:
                    yield TextPiece(cell.role, cell.text, cell.source, item)


def paragraph_pieces(paragraphs: Iterable[Paragraph]) -> Iterator[TextPiece]:
    """Yield the paragraphs of a report that hold words."""
    for paragraph in paragraphs:
        if paragraph.text.strip():
            yield TextPiece(PARAGRAPH, paragraph.text, paragraph.source)


def excerpt(text: str, start: int, end: int) -> str:
    """Return the words around a span, verbatim: enough to find the place in the document.

    >>> excerpt("Организатор: ООН- Хабитат", 16, 18)
    'ООН- Хабитат'
    """
    return text[_word_before(text, start) : _word_after(text, end)].strip()


def _has_word(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _word_before(text: str, position: int) -> int:
    left = len(text[:position].rstrip())
    while left and not text[left - 1].isspace():
        left -= 1
    return left


def _word_after(text: str, position: int) -> int:
    right = len(text) - len(text[position:].lstrip())
    while right < len(text) and not text[right].isspace():
        right += 1
    return right
