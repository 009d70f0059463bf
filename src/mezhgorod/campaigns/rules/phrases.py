"""Phrases of campaigns in which names stand in a case, and nouns that fit who is invited."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from mezhgorod.registry.rules import OrganizationKind
from planbook.language import plural
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


@dataclass(frozen=True, slots=True)
class InvitedNoun:
    """What those who are invited are called: «член, члена, членов», together «члены»."""

    one: str
    few: str
    many: str
    all: str

    def counted(self, count: int) -> str:
        """Return a number with the noun.

        >>> UNITS.counted(3)
        '3 подразделения'
        """
        return f"{count} {plural(count, self.one, self.few, self.many)}"


MEMBERS = InvitedNoun("член", "члена", "членов", "члены")
UNITS = InvitedNoun("подразделение", "подразделения", "подразделений", "подразделения")
PARTIES = InvitedNoun("участник", "участника", "участников", "участники")


def invited_noun(owner_kind: str, invited_kinds: Collection[str]) -> InvitedNoun:
    """Return what those whom an owner invites are called: cities of a union are its members.

    Departments of an authority are its units; a mixed company are participants.
    """
    has_city = OrganizationKind.MUNICIPALITY in invited_kinds
    others = set(invited_kinds) - {OrganizationKind.MUNICIPALITY}
    if owner_kind == OrganizationKind.UNION and not others:
        return MEMBERS
    is_authority = owner_kind in {
        OrganizationKind.EXECUTIVE,
        OrganizationKind.MUNICIPALITY,
        OrganizationKind.INSTITUTION,
    }
    return UNITS if is_authority and not has_city else PARTIES


def late_words(days: int) -> str:
    """Return by how much a party is late.

    >>> late_words(3)
    'опоздание 3 дня'
    """
    return f"опоздание {days} {plural(days, 'день', 'дня', 'дней')}"
