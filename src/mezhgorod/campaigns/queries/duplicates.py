"""Rows of different parties that look like one event, with the reasons in Russian."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from mezhgorod.campaigns.models import Campaign, ProposedRow
from mezhgorod.campaigns.queries.rows import rows_of
from mezhgorod.campaigns.rules import RowState
from planbook.dates import Unscheduled
from planbook.findings import SourceRef
from planbook.matching import RowIdentity
from planbook.matching.scores import Score, score_pair, title_likeness
from planbook.plans import EventDraft, SectionDraft, event_from_dict

# Points of 100 from which two rows are worth a look.
_ALIKE = 70
# With titles less alike than this no other likeness brings so many points: 60 × share + 40 of 100.
_ALIKE_TITLES = 0.74
# A word that so many rows have says nothing about a pair.
_COMMON_WORD = 30
_MAX_SUGGESTIONS = 100
# Pairs that are compared cell by cell, those of the likest titles.
_MAX_COMPARED = 200


@dataclass(frozen=True, slots=True)
class DuplicateSuggestion:
    """Two rows that may be one event: the one under review, the other, and why."""

    row: ProposedRow
    other: ProposedRow
    points: int
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        """The reasons as one phrase."""
        return ", ".join(self.reasons)


class _Sign(NamedTuple):
    """What is read of every row: enough to find the pairs that are worth reading whole."""

    pk: int
    state: str
    title: str | None
    own_name: str | None
    kind: str | None
    scope: str | None

    @property
    def identity(self) -> RowIdentity:
        row = EventDraft(
            _said(self.title), Unscheduled(text=""), (), SourceRef(),
            own_name=_said(self.own_name) or None,
            kind=_said(self.kind) or None,
            scope=_said(self.scope) or None,
        )  # fmt: skip
        return RowIdentity.of(row, SectionDraft("", ()))


class _Pair(NamedTuple):
    """Two rows by their ids with what their titles, then all of them have in common."""

    row: int
    other: int
    likeness: float
    score: Score = Score(0, ())


def duplicate_suggestions(
    *, campaign: Campaign, of: Iterable[int] | None = None
) -> list[DuplicateSuggestion]:
    """Return pairs of rows that look alike, the likest first; at least one is under review.

    The time grows with rows that share a telling word, not with the square of all rows. Three
    queries for any number, of which one reads all rows, and only their titles.

    Args:
        of: ids of the rows to look at, each with whatever is like it; all of the campaign if None.
    """
    states = (RowState.SUBMITTED, RowState.ACCEPTED, RowState.INCLUDED)
    found = rows_of(campaign=campaign, states=states)
    likely = _likely(found, None if of is None else frozenset(of))
    alike = _compared(found, likely)[:_MAX_SUGGESTIONS]
    # A row without a title has no likeness, so that its cells are never asked for one.
    named = found.defer("cells", "carried_cells", "hints")
    rows = named.in_bulk({pk for pair in alike for pk in (pair.row, pair.other)})
    return [
        DuplicateSuggestion(rows[row], rows[other], score.points, score.reasons)
        for row, other, _, score in alike
        if row in rows and other in rows
    ]


def _likely(found: QuerySet[ProposedRow], of: frozenset[int] | None) -> list[_Pair]:
    """Return pairs of like titles, the likest first: the row under review and the other."""
    signs = [
        _Sign(*values)
        for values in found.values_list(
            "pk", "state", *(KT(f"row__{name}") for name in _Sign._fields[2:])
        )
    ]
    identities = [one.identity for one in signs]
    chosen = None if of is None else {n for n, one in enumerate(signs) if one.pk in of}
    pairs = []
    for first, second in _candidates(identities, chosen):
        one, other = signs[first], signs[second]
        if RowState.SUBMITTED not in (one.state, other.state):
            continue
        likeness = title_likeness(identities[first], identities[second])
        if likeness >= _ALIKE_TITLES:
            if other.state == RowState.SUBMITTED:
                one, other = other, one
            pairs.append(_Pair(one.pk, other.pk, likeness))
    pairs.sort(key=lambda pair: (-pair.likeness, pair.row, pair.other))
    return pairs[:_MAX_COMPARED]


def _compared(found: QuerySet[ProposedRow], pairs: Sequence[_Pair]) -> list[_Pair]:
    """Return those of the pairs that are alike as a whole, the likest first."""
    ids = {pk for pair in pairs for pk in (pair.row, pair.other)}
    whole = found.filter(pk__in=ids).values_list("pk", "section_heading", "row")
    identities: Mapping[int, RowIdentity] = {
        pk: RowIdentity.of(event_from_dict(row), SectionDraft(heading, ()))
        for pk, heading, row in whole
    }
    alike = []
    for pair in pairs:
        if pair.row in identities and pair.other in identities:
            score = score_pair(identities[pair.row], identities[pair.other])
            if score.points >= _ALIKE:
                alike.append(pair._replace(score=score))
    return sorted(alike, key=lambda pair: (-pair.score.points, pair.row, pair.other))


def _said(value: str | None) -> str:
    """Return a text out of JSON; one database gives the word «null» for an empty value."""
    return "" if value is None or value == "null" else value


def _candidates(
    identities: Sequence[RowIdentity], chosen: set[int] | None
) -> Iterator[tuple[int, int]]:
    """Yield pairs of places that share a telling word or a whole title, each once."""
    by_sign: dict[tuple[str, str], list[int]] = defaultdict(list)
    counts = Counter(lemma for one in identities for lemma in one.lemmas)
    for place, one in enumerate(identities):
        for sign in _signs(one, counts):
            by_sign[sign].append(place)
    seen: set[tuple[int, int]] = set()
    for sign, places in by_sign.items():
        if sign[0] == "word" and len(places) > _COMMON_WORD:
            continue
        for pair in _pairs(places, chosen):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _pairs(places: Sequence[int], chosen: set[int] | None) -> Iterator[tuple[int, int]]:
    if chosen is None:
        yield from combinations(places[:_COMMON_WORD], 2)
        return
    for one in chosen.intersection(places):
        for other in places[:_COMMON_WORD]:
            if one != other:
                yield min(one, other), max(one, other)


def _signs(one: RowIdentity, counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    if one.title:
        yield "title", one.title
    if one.own_name:
        yield "name", one.own_name
    # Titles that have most of their words in common share one of the rarer half.
    rarest = sorted(one.lemmas, key=lambda lemma: (counts[lemma], lemma))
    for lemma in rarest[: len(rarest) // 2 + 1]:
        yield "word", lemma
