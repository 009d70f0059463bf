"""Kinds of events in reports: those of plans, and more that only narrative text names so."""

from __future__ import annotations

from functools import cache

from planbook.facts.vocabulary import read_words
from planbook.plans.event_kinds import KindMatch, kind_in_shape
from planbook.plans.phrases import PhraseIndex


def next_kind(shape: str, start: int = 0, stop: int | None = None) -> KindMatch | None:
    """Return the first kind of event of an outline, the longer of two at one place."""
    words = shape if stop is None else shape[:stop]
    known = kind_in_shape(words, start)
    found = _more().search(words, start)
    if found is None:
        return known
    more = KindMatch(_names()[found.entry], found.start, found.end)
    if known is None or (more.start, -more.end) < (known.start, -known.end):
        return more
    return known


@cache
def _more() -> PhraseIndex:
    return PhraseIndex(list(read_words("events")["kinds"].values()))


@cache
def _names() -> list[str]:
    return list(read_words("events")["kinds"])
