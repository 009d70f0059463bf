"""People named in the directory: the same person again, or a new record, as bare as possible."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from mezhgorod.registry.actions.directory import clean_words
from mezhgorod.registry.models import Organization, Person

MAX_NAME = 200
_BASIS = "исполнение полномочий, сведения о должностном лице"


@dataclass(frozen=True, slots=True)
class Named:
    """A person as typed: the name, and whether everybody may read it; or one chosen already."""

    full_name: str = ""
    is_public: bool = False
    chosen: Person | None = None


def person_named(
    *, named: Named, organization: Organization, purpose: str, known: Person | None = None
) -> Person | None:
    """Return the person of a name near an organization, made when there is none; None for no name.

    People of other organizations are not searched: namesakes are not the same human being, and one
    association does not see the people of another.

    Args:
        known: who stood in the record so far; the same name is the same person.
    """
    if named.chosen is not None:
        return named.chosen
    name = clean_words(named.full_name, limit=MAX_NAME, field="person", label="Фамилия, имя")
    if not name:
        return None
    found = known if known and known.full_name == name else _near(name, organization)
    if found is None:
        return Person.objects.create(
            full_name=name, is_public=named.is_public, purpose=purpose, consent_basis=_BASIS
        )
    if found.is_public != named.is_public:
        found.is_public = named.is_public
        found.save(update_fields=["is_public"])
    return found


def _near(name: str, organization: Organization) -> Person | None:
    return (
        Person.objects.filter(full_name=name, erased_at__isnull=True)
        .filter(
            Q(tenures__post__organization=organization)
            | Q(tenures__party=organization)
            | Q(represents__member=organization)
        )
        .distinct()
        .order_by("pk")
        .first()
    )
