"""Phrases of campaigns in which names stand in a case, and nouns that fit who is invited."""

from __future__ import annotations

from planbook.language.grammar import Case
from planbook.language.inflection import inflect_name


def with_proposal_of(name: str, *, is_city: bool) -> str:
    """Return with whose proposal a row is merged.

    >>> with_proposal_of("Вологда", is_city=True)
    'с предложением Вологды'
    >>> with_proposal_of("Департамент культуры", is_city=False)
    'с предложением организации «Департамент культуры»'
    """
    if is_city:
        return f"с предложением {inflect_name(name, Case.GENITIVE)}"
    return f"с предложением организации «{name}»"
