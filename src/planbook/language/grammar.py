"""Names of the grammatical categories that the other modules speak of."""

from __future__ import annotations

from enum import StrEnum


class Case(StrEnum):
    """The six cases; values are the OpenCorpora grammemes that pymorphy3 uses."""

    NOMINATIVE = "nomn"
    GENITIVE = "gent"
    DATIVE = "datv"
    ACCUSATIVE = "accs"
    INSTRUMENTAL = "ablt"
    PREPOSITIONAL = "loct"


class Gender(StrEnum):
    """Genders and the plural, which knows no gender; values as in `Case`."""

    MASCULINE = "masc"
    FEMININE = "femn"
    NEUTER = "neut"
    PLURAL = "plur"
