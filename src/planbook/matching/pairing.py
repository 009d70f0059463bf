"""Pairing the rows of two editions: from the surest sign to the weakest.

A sign that several rows share pairs those that have most else in common. Rows never pair by their
position alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from planbook.matching.identity import RowIdentity
from planbook.matching.scores import Score, score_pair, title_likeness

# Beyond so many pairs of look-alike rows comparing each with each would take too long.
_MAX_PAIRS = 250_000
# A word that more rows than this share tells nothing about any of them.
_COMMON = 40
_BEGINNING = 30
# What a pair of rows with different titles must reach, and how alike the titles must be.
_MIN_POINTS = 60
_MIN_LIKENESS = 0.72

_Sign = Callable[[RowIdentity], Hashable | None]

_SIGNS: tuple[_Sign, ...] = (
    lambda row: (row.section, row.words) if any(row.words) else None,
    lambda row: row.words if any(row.words) else None,
    lambda row: row.title and (row.section, row.title, row.timing, row.places),
    lambda row: row.title and (row.title, row.timing, row.places),
    lambda row: row.title and row.number and (row.section, row.number, row.title),
    lambda row: row.title and (row.section, row.title, row.places),
    lambda row: row.title and (row.section, row.title, row.timing),
    lambda row: row.title and (row.section, row.title),
    lambda row: row.title,
    lambda row: row.own_name and row.kind and (row.section, row.kind, row.own_name),
    lambda row: row.own_name and (row.section, row.own_name),
)


@dataclass(frozen=True, slots=True)
class RowMatch:
    """Indexes of two rows that are one event, and why."""

    before: int
    after: int
    score: Score


def match_rows(before: Sequence[RowIdentity], after: Sequence[RowIdentity]) -> tuple[RowMatch, ...]:
    """Pair every row of the newer edition with at most one row of the older.

    Returns:
        The pairs in the order of the newer edition.

    >>> old = RowIdentity((), "", "3", "форум городов", "", "", "май", ("вологда",))
    >>> new = RowIdentity((), "", "4", "форум городов", "", "", "июнь", ("вологда",))
    >>> [(one.before, one.after, one.score.points) for one in match_rows([old], [new])]
    [(0, 0, 84)]
    """
    pairing = _Pairing(before, after)
    for sign in _SIGNS:
        pairing.pair_by(sign)
    pairing.pair_alike()
    return tuple(
        RowMatch(old, new, score_pair(before[old], after[new]))
        for new, old in sorted(pairing.pairs.items())
    )


class _Pairing:
    """Rows that are still free on both sides, and the pairs made so far (after → before)."""

    def __init__(self, before: Sequence[RowIdentity], after: Sequence[RowIdentity]) -> None:
        self.before, self.after = before, after
        self.free_before = dict.fromkeys(range(len(before)))
        self.free_after = dict.fromkeys(range(len(after)))
        self.pairs: dict[int, int] = {}

    def pair_by(self, sign: _Sign) -> None:
        groups: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for index in self.free_after:
            if value := sign(self.after[index]):
                groups[value][1].append(index)
        for index in self.free_before:
            value = sign(self.before[index])
            if value and value in groups:
                groups[value][0].append(index)
        for olds, news in groups.values():
            self._pair_group(olds, news)

    def pair_alike(self) -> None:
        """Pair rows whose titles differ by a few words, the most alike first."""
        good = []
        for old, new in self._sharing_words():
            one, other = self.before[old], self.after[new]
            if title_likeness(one, other) >= _MIN_LIKENESS:
                points = score_pair(one, other).points
                if points >= _MIN_POINTS:
                    good.append((-points, new, old))
        for _, new, old in sorted(good):
            self._take(old, new)

    def _pair_group(self, olds: Sequence[int], news: Sequence[int]) -> None:
        """Pair the rows of one sign: the most alike first, then in printed order."""
        if len(olds) * len(news) > _MAX_PAIRS:
            ordered: Iterable[tuple[int, int]] = zip(olds, news, strict=False)
        else:
            ranked = sorted(
                (-score_pair(self.before[old], self.after[new]).points, abs(i - j), j, i)
                for i, old in enumerate(olds)
                for j, new in enumerate(news)
            )
            ordered = ((olds[i], news[j]) for _, _, j, i in ranked)
        for old, new in ordered:
            self._take(old, new)

    def _take(self, old: int, new: int) -> None:
        if old in self.free_before and new in self.free_after:
            self.pairs[new] = old
            del self.free_before[old], self.free_after[new]

    def _sharing_words(self) -> list[tuple[int, int]]:
        """Return pairs of free rows that share a word, a beginning or a number few others have."""
        olds = {index: _handles(self.before[index]) for index in self.free_before}
        holders: dict[Hashable, list[int]] = defaultdict(list)
        for index, handles in olds.items():
            for handle in handles:
                holders[handle].append(index)
        pairs = {
            (old, new)
            for new in self.free_after
            for handle in _handles(self.after[new])
            if len(holders.get(handle, ())) <= _COMMON
            for old in holders.get(handle, ())
        }
        return sorted(pairs)[:_MAX_PAIRS]


def _handles(row: RowIdentity) -> Iterator[Hashable]:
    """Yield what rows of the same event are likely to share and others are not."""
    yield from row.lemmas
    yield row.title[:_BEGINNING]
    if row.number:
        yield row.section, row.number
