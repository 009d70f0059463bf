"""One event that two associations plan apart: under one name, at one time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache

from planbook.language import search_text
from planbook.matching import RowIdentity
from planbook.matching.scores import title_likeness
from planbook.radar.clash import Certainty, Clash, ClashKind
from planbook.radar.overlap import Overlap, overlap_between
from planbook.radar.rows import RadarRow, folded
from planbook.radar.words import named

_LEAST_LIKENESS = 0.8
_SHORTEST_NAME = 6
_LARGEST_BUCKET = 20
_SHORTEST_WORD = 3


def twins(rows: Sequence[RadarRow]) -> Iterator[Clash]:
    """Yield the pairs of rows of different owners that look like one event.

    Their titles must be alike, their times must be able to meet, and where both name cities, one
    must be common. The score is told, so that a person can judge.

    Args:
        rows: in the order of `in_order`.
    """
    if len({row.owner for row in rows}) < 2:
        return
    told: set[frozenset[Hashable]] = set()
    for bucket in _buckets(rows):
        for index, one in enumerate(bucket):
            for other in bucket[index + 1 :]:
                pair = frozenset((one.key, other.key))
                if pair in told:
                    continue
                likeness = twin_likeness(one, other)
                if likeness:
                    told.add(pair)
                    yield _clash(one, other, likeness)


def twin_likeness(one: RadarRow, other: RadarRow) -> float:
    """Return how alike the titles of two rows are that may be one event; 0 where they are not.

    Rows of one owner are never twins.
    """
    if one.owner == other.owner or not _may_be_one(one, other):
        return 0.0
    likeness = title_likeness(_identity(one), _identity(other))
    return likeness if likeness >= _LEAST_LIKENESS else 0.0


def is_twin_candidate(one: RadarRow, other: RadarRow) -> bool:
    """Tell whether two rows are worth reading as one event: an own name, or a city and a kind."""
    if not one.is_event or not other.is_event:
        return False
    if len(one.own_name) >= _SHORTEST_NAME and folded(one.own_name) == folded(other.own_name):
        return True
    return one.kind == other.kind and not set(one.cities).isdisjoint(other.cities)


def _buckets(rows: Sequence[RadarRow]) -> Iterator[list[RadarRow]]:
    """Yield small groups of rows that may be one event: one own name, or one city and month."""
    groups: dict[Hashable, list[RadarRow]] = defaultdict(list)
    for row in rows:
        if not row.is_event:
            continue
        if len(row.own_name) >= _SHORTEST_NAME:
            groups[folded(row.own_name)].append(row)
        days = row.days
        if days is not None:
            for city in row.cities:
                groups[folded(city), days.first // 31, row.kind].append(row)
                groups[folded(city), days.first // 31 + 1, row.kind].append(row)
    for group in groups.values():
        if len({row.owner for row in group}) > 1:
            yield group[:_LARGEST_BUCKET]


def _may_be_one(one: RadarRow, other: RadarRow) -> bool:
    mine, theirs = one.days, other.days
    if mine is not None and theirs is not None:
        if overlap_between(mine, theirs)[0] is Overlap.NONE:
            return False
    elif one.since != other.since:
        return False
    return not one.cities or not other.cities or bool(set(one.cities) & set(other.cities))


@lru_cache(maxsize=20_000)
def _lemmas(title: str) -> frozenset[str]:
    words = search_text(title).split()
    return frozenset(word for word in words if len(word) >= _SHORTEST_WORD and not word.isdigit())


def _identity(row: RadarRow) -> RowIdentity:
    title = folded(row.title).strip(" .,;:·-")
    return RowIdentity(
        (), "", "", title, folded(row.own_name), row.kind, "", row.cities, (), _lemmas(row.title)
    )


def _clash(one: RadarRow, other: RadarRow, likeness: float) -> Clash:
    def tell(_rows: Sequence[RadarRow]) -> str:
        return (
            f"Похоже, одно мероприятие стоит в двух планах: {named(one)} и {named(other)}. "
            f"Названия совпадают на {round(likeness * 100)} %."
        )

    return Clash(
        ClashKind.TWIN,
        Certainty.POSSIBLE,
        (one, other),
        ", ".join(sorted(set(one.cities) & set(other.cities))),
        tell,
        min(likeness, 0.99),
    )
