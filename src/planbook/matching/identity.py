"""By what a row is known again in another edition of its plan."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from planbook.language import search_text
from planbook.plans import Action, EventDraft, SectionDraft
from planbook.plans.wording import fold

_EDGES = " .,;:·-"
_ACTIONS = frozenset(action.value for action in Action)


@dataclass(frozen=True, slots=True)
class RowIdentity:
    """The words by which a row is known again, folded; empty where the row says nothing.

    `words` are all cells beside the number: rows of equal words are the same row. `lemmas` are
    the telling words of the title.
    """

    words: tuple[str, ...]
    section: str
    number: str
    title: str
    own_name: str
    kind: str
    timing: str
    places: tuple[str, ...]
    partners: tuple[str, ...] = ()
    lemmas: frozenset[str] = frozenset()

    @classmethod
    def of(cls, row: EventDraft, section: SectionDraft) -> RowIdentity:
        """Return the identity of a row under its heading."""
        return cls(
            words=tuple(_plain(cell.text) for cell in row.cells if cell.role != "number"),
            section=_plain(section.heading),
            number=row.number or "",
            title=_plain(row.title),
            own_name=_plain(row.own_name or ""),
            kind=row.kind or "",
            timing=_plain(row.timing.text),
            places=tuple(_plain(place.locality or place.text) for place in row.places),
            partners=tuple(_plain(place.text) for place in row.partners),
            lemmas=_telling_lemmas(row),
        )


def _telling_lemmas(row: EventDraft) -> frozenset[str]:
    """Return the words of a title in their first form, without rank, year and noun of action.

    «Проведение всероссийских соревнований» continues «Открытые областные соревнования».
    """
    said = search_text(row.title).split()
    rank = search_text(row.scope or "").split()
    return frozenset(lemma for lemma in said if len(lemma) > 2 and not lemma.isdigit()).difference(
        rank, _ACTIONS
    )


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return fold(text).strip(_EDGES)
