"""Case forms of settlement names for sentences: stored forms first, morphology for the rest."""

from __future__ import annotations

from planbook.language import Case, full_preposition, inflect_name
from planbook.places.gazetteer import name_key, stored_forms

_GOVERNED = {
    "в": Case.PREPOSITIONAL,
    "о": Case.PREPOSITIONAL,
    "из": Case.GENITIVE,
    "от": Case.GENITIVE,
    "для": Case.GENITIVE,
    "до": Case.GENITIVE,
    "к": Case.DATIVE,
    "по": Case.DATIVE,
    "с": Case.INSTRUMENTAL,
    "под": Case.INSTRUMENTAL,
}
_CASES = tuple(Case)


def locality_form(name: str, case: Case) -> str:
    """Return a settlement in the given case.

    >>> locality_form("Великие Луки", Case.PREPOSITIONAL)
    'Великих Луках'
    """
    stored = stored_forms().get(name_key(name))
    if stored is None or stored[0] != name:
        return inflect_name(name, case)
    return stored[_CASES.index(case)]


def locality_with_preposition(preposition: str, name: str) -> str:
    """Return preposition and settlement as a sentence has them.

    «в» asks where, not whither. An unknown preposition takes the genitive.

    >>> locality_with_preposition("в", "Владимир"), locality_with_preposition("из", "Боровичи")
    ('во Владимире', 'из Боровичей')
    """
    form = locality_form(name, _GOVERNED.get(preposition, Case.GENITIVE))
    return f"{full_preposition(preposition, form)} {form}"
