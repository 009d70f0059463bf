"""Words and pure decisions of reporting. Plain values, no queries."""

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


def context_of(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the words before a span, the span and the words after it, cut at spaces.

    At most `MENTION_CONTEXT` characters stand on each side; a cut is marked with «…».
    """
    before, after = text[:start], text[end:]
    if len(before) > MENTION_CONTEXT:
        tail = before[-MENTION_CONTEXT:]
        before = "…" + tail[tail.find(" ") + 1 :]
    if len(after) > MENTION_CONTEXT:
        head = after[:MENTION_CONTEXT]
        after = (head[: head.rfind(" ")] if " " in head else head) + "…"
    return before, text[start:end], after
