"""Closed vocabularies of the title of an event: kinds, actions, scopes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from planbook.plans.phrases import PhraseIndex, read_vocabulary
from planbook.plans.wording import fold, fold_same_length, read_outline

# «кросс» of «кросс-промоушн-акция» is the front of another word, not a kind of event.
_WORD_GOES_ON = re.compile(r"-[^\W\d]")


@dataclass(frozen=True, slots=True)
class KindMatch:
    """A kind of event in the nominative and where it stands in the wording."""

    name: str
    start: int
    end: int


def find_event_kind(text: str, start: int = 0) -> KindMatch | None:
    """Return the first kind of event named outside quotes and brackets, compounds made whole.

    >>> find_event_kind("Участие в XVI Международном смотре-конкурсе").name
    'смотр-конкурс'
    """
    return kind_in_shape(read_outline(text).shape, start)


def kind_in_shape(words: str, start: int = 0) -> KindMatch | None:
    """Return the first kind of event named in the outline of a wording."""
    found = _kinds().search(words, start)
    while found is not None:
        whole = _compound(words, KindMatch(_kind_names()[found.entry], found.start, found.end))
        if not _WORD_GOES_ON.match(words, whole.end):
            return whole
        found = _kinds().search(words, whole.end)
    return None


def _compound(words: str, match: KindMatch) -> KindMatch:
    """Add the further kinds joined by hyphens: «форум» and «выставка» make «форум-выставка»."""
    name, end = match.name, match.end
    while words[end : end + 1] == "-":
        following = _kinds().match(words, end + 1)
        if following is None:
            break
        name, end = f"{name}-{_kind_names()[following.entry]}", following.end
    return KindMatch(name, match.start, end)


def find_action(text: str) -> tuple[str, int] | None:
    """Return the noun of action a title begins with, and where the wording goes on.

    >>> find_action("Участие в форуме")
    ('участие', 7)
    """
    found = _actions().match(fold_same_length(text))
    return (_action_names()[found.entry], found.end) if found else None


def find_scope(text: str) -> str | None:
    """Return the adjectives of scope in the nominative, in order.

    >>> find_scope("Открытые областные")
    'открытый областной'
    """
    words = fold_same_length(text)
    names: list[str] = []
    found = _scopes().search(words)
    while found is not None:
        names.append(_scope_names()[found.entry])
        found = _scopes().search(words, found.end)
    return " ".join(names) or None


def body_noun(kind: str | None) -> str | None:
    """Return what the standing body is called whose meeting a kind is."""
    bodies: dict[str, str] = read_vocabulary("event_kinds")["bodies"]
    return bodies.get(kind or "")


def lasts_throughout(kind: str | None) -> bool:
    """Tell whether events of a kind fill the months they name."""
    return kind in read_vocabulary("event_kinds")["throughout"]["kinds"]


def tells_of_sessions(description: str) -> bool:
    """Tell whether a content cell speaks of sessions that follow one another over the months."""
    return _sessions().search(fold(description)) is not None


def _names(table: str) -> list[str]:
    return list(read_vocabulary("event_kinds")[table])


def _built(table: str) -> PhraseIndex:
    return PhraseIndex(list(read_vocabulary("event_kinds")[table].values()))


@cache
def _kinds() -> PhraseIndex:
    return _built("kinds")


@cache
def _kind_names() -> list[str]:
    return _names("kinds")


@cache
def _actions() -> PhraseIndex:
    return _built("actions")


@cache
def _action_names() -> list[str]:
    return _names("actions")


@cache
def _scopes() -> PhraseIndex:
    return _built("scopes")


@cache
def _scope_names() -> list[str]:
    return _names("scopes")


@cache
def _sessions() -> PhraseIndex:
    return PhraseIndex([read_vocabulary("event_kinds")["throughout"]["sessions"]])
