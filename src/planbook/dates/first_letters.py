"""With which letters a pattern can begin: phrases that cannot begin here need not be tried."""

from __future__ import annotations

from typing import NamedTuple


class Beginning(NamedTuple):
    """The letters a pattern may begin with; `may_be_empty` when it matches nothing at all too.

    `is_any` stands for every letter («.» in the pattern).
    """

    letters: frozenset[str]
    may_be_empty: bool
    is_any: bool = False


_NOTHING = Beginning(frozenset(), may_be_empty=True)


def beginning_of(pattern: str) -> Beginning:
    """Return the beginning of a pattern of letters, groups, lookaheads and quantifiers.

    >>> sorted(beginning_of("(?:i|f)?t(?:-t)?").letters)
    ['f', 'i', 't']
    """
    return _alternatives(pattern, 0)[0]


def _alternatives(pattern: str, at: int) -> tuple[Beginning, int]:
    """Return the beginning of «a|b|c» up to the closing bracket, and where it ends."""
    whole, at = _sequence(pattern, at)
    while at < len(pattern) and pattern[at] == "|":
        other, at = _sequence(pattern, at + 1)
        whole = Beginning(
            whole.letters | other.letters,
            whole.may_be_empty or other.may_be_empty,
            whole.is_any or other.is_any,
        )
    return whole, at


def _sequence(pattern: str, at: int) -> tuple[Beginning, int]:
    whole = _NOTHING
    while at < len(pattern) and pattern[at] not in "|)":
        item, at = _item(pattern, at)
        if whole.may_be_empty:
            whole = Beginning(
                whole.letters | item.letters, item.may_be_empty, whole.is_any or item.is_any
            )
    return whole, at


def _item(pattern: str, at: int) -> tuple[Beginning, int]:
    """Return one letter, escape or group with its quantifier."""
    item, at = _unquantified(pattern, at)
    if pattern[at : at + 1] in ("?", "*"):
        return item._replace(may_be_empty=True), at + 1
    if pattern[at : at + 1] == "+":
        return item, at + 1
    if pattern[at : at + 1] == "{":
        is_optional = pattern[at + 1] == "0"
        end = pattern.index("}", at) + 1
        return item._replace(may_be_empty=is_optional or item.may_be_empty), end
    return item, at


def _unquantified(pattern: str, at: int) -> tuple[Beginning, int]:
    letter = pattern[at]
    if letter == "(":
        is_lookahead = pattern[at + 2] in "=!"
        inside, at = _alternatives(pattern, at + 3)
        return (_NOTHING if is_lookahead else inside), at + 1
    if letter == ".":
        return Beginning(frozenset(), may_be_empty=False, is_any=True), at + 1
    if letter == "\\":
        is_end = pattern[at + 1] == "Z"
        letters = frozenset() if is_end else frozenset(pattern[at + 1])
        return Beginning(letters, may_be_empty=is_end), at + 2
    return Beginning(frozenset(letter), may_be_empty=False), at + 1
