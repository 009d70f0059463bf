"""Cutting a text into pieces: plain words and what they name. No queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

# How many characters around a mention are shown as its evidence.
MENTION_CONTEXT = 120

Target = TypeVar("Target")


@dataclass(frozen=True, slots=True)
class TextSegment(Generic[Target]):
    """A piece of text; `target` is what it names, None for ordinary words."""

    text: str
    target: Target | None = None


def split_by_spans(
    text: str, spans: Iterable[tuple[int, int, Target]]
) -> tuple[TextSegment[Target], ...]:
    """Cut a text at the spans (start, end, target); the pieces joined give the text again.

    Spans come in order of their start. A span that overlaps the one before it or leaves the text
    is passed over, so that no character is ever shown twice or lost.
    """
    segments: list[TextSegment[Target]] = []
    position = 0
    for start, end, target in spans:
        if start < position or end > len(text) or start >= end:
            continue
        if start > position:
            segments.append(TextSegment(text[position:start]))
        segments.append(TextSegment(text[start:end], target))
        position = end
    if position < len(text):
        segments.append(TextSegment(text[position:]))
    return tuple(segments)


def contexts_of(text: str, spans: Iterable[tuple[int, int]]) -> tuple[TextSegment[str], ...]:
    """Return a text cut down to the words around its spans; each span is a segment with a target.

    At most `MENTION_CONTEXT` characters stand before the first and after the last span, and long
    stretches between spans are shortened too; a cut is made at a space and marked with «…».
    """
    pieces = split_by_spans(text, ((start, end, text[start:end]) for start, end in spans))
    last = len(pieces) - 1
    return tuple(
        piece
        if piece.target is not None
        else TextSegment(_shortened(piece.text, at_start=index == 0, at_end=index == last))
        for index, piece in enumerate(pieces)
    )


def _shortened(words: str, *, at_start: bool, at_end: bool) -> str:
    """Keep the end of the first piece, the start of the last one, both ends of one between."""
    if at_start and at_end:
        return words
    if len(words) <= MENTION_CONTEXT * (1 if at_start or at_end else 2):
        return words
    head = "" if at_start else _cut_end(words[:MENTION_CONTEXT])
    tail = "" if at_end else _cut_start(words[-MENTION_CONTEXT:])
    return f"{head}…{tail}"


def _cut_end(words: str) -> str:
    return words[: words.rfind(" ")] if " " in words else words


def _cut_start(words: str) -> str:
    return words[words.find(" ") + 1 :]
