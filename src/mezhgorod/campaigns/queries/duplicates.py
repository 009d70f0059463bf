"""Rows of different parties that look like one event, with the reasons in Russian."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

from mezhgorod.campaigns.models import Campaign, ProposedRow
from mezhgorod.campaigns.queries.rows import rows_of
from mezhgorod.campaigns.rules import RowState
from planbook.matching import RowIdentity
from planbook.matching.scores import score_pair
from planbook.plans import SectionDraft, event_from_dict

# Points of 100 from which two rows are worth a look.
_ALIKE = 70
# A word that so many rows have says nothing about a pair.
_COMMON_WORD = 30
_MAX_SUGGESTIONS = 100


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


class _Light(NamedTuple):
    """What of a row is compared: the whole rows are read of those alone that look alike."""

    pk: int
    state: str
    section_heading: str
    row: dict[str, Any]


def duplicate_suggestions(*, campaign: Campaign) -> list[DuplicateSuggestion]:
    """Return pairs of rows that look alike, the likest first; at least one is under review.

    The time grows with rows that share a telling word, not with the square of all rows. Two queries
    for any number.
    """
    states = (RowState.SUBMITTED, RowState.ACCEPTED, RowState.INCLUDED)
    found = rows_of(campaign=campaign, states=states)
    light = [_Light(*values) for values in found.values_list(*_Light._fields)]
    alike = _alike(light)
    rows = found.in_bulk([pk for first, second, *_ in alike for pk in (first, second)])
    return [
        DuplicateSuggestion(rows[first], rows[second], points, reasons)
        for first, second, points, reasons in alike
        if first in rows and second in rows
    ]


def _alike(rows: Sequence[_Light]) -> list[tuple[int, int, int, tuple[str, ...]]]:
    """Return pairs of ids with points and reasons, the likest first."""
    identities = [_identity(row) for row in rows]
    found = []
    for one, other in _candidates(identities):
        first, second = rows[one], rows[other]
        if RowState.SUBMITTED not in (first.state, second.state):
            continue
        score = score_pair(identities[one], identities[other])
        if score.points >= _ALIKE:
            if second.state == RowState.SUBMITTED:
                first, second = second, first
            found.append((first.pk, second.pk, score.points, score.reasons))
    found.sort(key=lambda pair: (-pair[2], pair[0], pair[1]))
    return found[:_MAX_SUGGESTIONS]


def _identity(row: _Light) -> RowIdentity:
    return RowIdentity.of(event_from_dict(row.row), SectionDraft(row.section_heading, ()))


def _candidates(identities: Sequence[RowIdentity]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places that share a telling word or a whole title, each once."""
    by_sign: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, one in enumerate(identities):
        for sign in _signs(one):
            by_sign[sign].append(place)
    seen: set[tuple[int, int]] = set()
    for sign, places in by_sign.items():
        if sign[0] == "word" and len(places) > _COMMON_WORD:
            continue
        for pair in combinations(places[:_COMMON_WORD], 2):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _signs(one: RowIdentity) -> Iterable[tuple[str, str]]:
    if one.title:
        yield "title", one.title
    if one.own_name:
        yield "name", one.own_name
    for lemma in one.lemmas:
        yield "word", lemma
