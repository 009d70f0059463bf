"""How much speaks for two rows being one event: a score a person can check."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from planbook.matching.identity import RowIdentity

# Points for everything that two rows may share; a title decides, circumstances support it.
_TITLE, _OWN_NAME, _PLACE, _TIMING, _NUMBER, _SECTION, _PARTNERS = 60, 12, 8, 8, 5, 4, 3
# Titles less alike than this (0–1) say nothing for a pair.
_UNLIKE = 0.5
# So many telling words must be common before their share counts.
_FEW_WORDS = 2
# Titles are compared by their beginnings: the time grows with the product of both lengths.
_COMPARED = 1_000
# How alike own names must be (0–100), and how alike that makes the titles.
_SAME_NAME = 95
_NAMED = 0.9


@dataclass(frozen=True, slots=True)
class Score:
    """`points` from 0 to 100 of what could be compared, and `reasons` in Russian."""

    points: int
    reasons: tuple[str, ...]


def score_pair(before: RowIdentity, after: RowIdentity) -> Score:
    """Score two rows; what both leave empty counts neither for nor against.

    >>> old = RowIdentity((), "", "3", "форум городов", "", "", "май", ("вологда",))
    >>> new = RowIdentity((), "", "4", "форум городов", "", "", "июнь", ("вологда",))
    >>> score_pair(old, new)
    Score(points=84, reasons=('название то же', 'место то же'))
    """
    if before.words and before.words == after.words:
        return Score(100, ("все ячейки те же",))
    likeness = title_likeness(before, after)
    title = max(likeness - _UNLIKE, 0) / (1 - _UNLIKE)
    parts = [(_TITLE, title, _title_reason(likeness))]
    for weight, old, new, reason in (
        (_OWN_NAME, before.own_name, after.own_name, "собственное имя то же"),
        (_PLACE, before.places, after.places, "место то же"),
        (_TIMING, before.timing, after.timing, "срок тот же"),
        (_NUMBER, before.number, after.number, "номер тот же"),
        (_SECTION, before.section, after.section, "раздел тот же"),
        (_PARTNERS, before.partners, after.partners, "регионы те же"),
    ):
        if old or new:
            parts.append((weight, float(old == new), reason))
    possible = sum(weight for weight, _, _ in parts)
    points = round(100 * sum(weight * share for weight, share, _ in parts) / possible)
    return Score(points, tuple(reason for _, share, reason in parts if share))


def title_likeness(before: RowIdentity, after: RowIdentity) -> float:
    """Return how alike two titles are, from 0 to 1: by letters, by telling words, by own names."""
    if before.title == after.title:
        return 1.0
    plain = fuzz.ratio(before.title[:_COMPARED], after.title[:_COMPARED]) / 100
    return min(max(plain, _shared_words(before, after), _same_name(before, after)), 0.99)


def _shared_words(before: RowIdentity, after: RowIdentity) -> float:
    """Share of telling words that both titles have; a few words alone prove nothing."""
    common = len(before.lemmas & after.lemmas)
    if common < _FEW_WORDS:
        return 0.0
    return 2 * common / (len(before.lemmas) + len(after.lemmas))


def _same_name(before: RowIdentity, after: RowIdentity) -> float:
    """One kind of event under one own name, perhaps in a longer form, is the same event."""
    if not before.own_name or not after.own_name or before.kind != after.kind:
        return 0.0
    names = (before.own_name[:_COMPARED], after.own_name[:_COMPARED])
    is_same = fuzz.token_set_ratio(*names) >= _SAME_NAME
    return _NAMED if is_same else 0.0


def _title_reason(likeness: float) -> str:
    if likeness == 1:
        return "название то же"
    return f"название похоже на {round(likeness * 100)} %"
