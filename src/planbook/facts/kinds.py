"""Kinds of events in reports: those of plans, and more that only narrative text names so."""

from __future__ import annotations

import re
from functools import cache

from planbook.facts.vocabulary import read_words, words_of
from planbook.plans.event_kinds import KindMatch, kind_in_shape
from planbook.plans.phrases import PhraseIndex
from planbook.text import fold_yo

_GAMES = re.compile(
    r"(?<![\w-])((?!спарт|олимп|плеяд|унив|мири|тр|арми)[а-я]{3,12}иад)(?:а|ы|е|у|ой)(?![\w-])"
)


def next_kind(shape: str, start: int = 0, stop: int | None = None) -> KindMatch | None:
    """Return the first kind of event of an outline, the longer of two at one place."""
    words = shape if stop is None else shape[:stop]
    found = _more().search(words, start)
    more = KindMatch(_names()[found.entry], found.start, found.end) if found else None
    # Of two at one place the kind of reports wins: a «пробег» of plans is one of many runs.
    known = [more, _prefixed_kind(words, start), _games(words, start), kind_in_shape(words, start)]
    return min((one for one in known if one), key=lambda one: (one.start, -one.end), default=None)


@cache
def _more() -> PhraseIndex:
    return PhraseIndex(list(read_words("events")["kinds"].values()))


@cache
def _names() -> list[str]:
    return list(read_words("events")["kinds"])


def _prefixed_kind(words: str, start: int) -> KindMatch | None:
    """Return the first kind with a first part grown onto it: «экоакция», «кибертурнир»."""
    found = _prefixed().search(words, start)
    if found is None:
        return None
    return KindMatch(found[1] + _prefixed_stems()[found[2]], found.start(), found.end())


def _games(words: str, start: int) -> KindMatch | None:
    """Return games called after the olympics: «атомиада», «фермериада»."""
    found = _GAMES.search(words, start)
    return KindMatch(f"{found[1]}а", found.start(), found.end()) if found else None


@cache
def _prefixed() -> re.Pattern[str]:
    fronts = "|".join(words_of("events", "prefixes"))
    stems = "|".join(sorted(_prefixed_stems(), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])({fronts})({stems})[аеиоуыэюяьйгмхв]{{0,3}}(?![\w-])")


@cache
def _prefixed_stems() -> dict[str, str]:
    kinds = words_of("events", "prefixed")
    return {fold_yo(kind.rstrip("аияь")): kind for kind in kinds}
