"""Rows of different parties that look like one event, with the reasons in Russian."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

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


def duplicate_suggestions(*, campaign: Campaign) -> list[DuplicateSuggestion]:
    """Return pairs of rows that look alike, the likest first; at least one is under review.

    The time grows with rows that share a telling word, not with the square of all rows.
    """
    states = (RowState.SUBMITTED, RowState.ACCEPTED, RowState.INCLUDED)
    rows = list(rows_of(campaign=campaign, states=states))
    return suggestions_among(rows)


def suggestions_among(rows: Sequence[ProposedRow]) -> list[DuplicateSuggestion]:
    """Compare loaded rows; see `duplicate_suggestions`."""
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
            found.append(DuplicateSuggestion(first, second, score.points, score.reasons))
    found.sort(key=lambda pair: (-pair.points, pair.row.pk, pair.other.pk))
    return found[:_MAX_SUGGESTIONS]


def _identity(row: ProposedRow) -> RowIdentity:
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
