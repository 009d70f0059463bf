"""Parties: the organization of a city that acts, made when the registry lacks it."""

from __future__ import annotations

from django.db import transaction

from mezhgorod.registry.models import Municipality, Organization
from mezhgorod.registry.rules import (
    OrganizationKind,
    digest,
    free_slug,
)

_CITY_NAME = "Муниципальное образование «{name}»"


@transaction.atomic
def ensure_party(*, municipality: Municipality) -> Organization:
    """Return the organization of a city, made when the registry lacks it.

    It is named «Муниципальное образование «Вологда»»; namesakes get their region added. Anybody's
    action may call it: the directory of places is shared.
    """
    found = (
        Organization.objects.filter(territory=municipality, kind=OrganizationKind.MUNICIPALITY)
        .order_by("pk")
        .first()
    )
    if found is not None:
        return found
    name = _free_name(municipality)
    base = f"mo-{municipality.slug}"
    candidates = (base, f"{base}-{digest(name)}")
    taken = set(Organization.objects.filter(slug__in=candidates).values_list("slug", flat=True))
    made, _ = Organization.objects.get_or_create(
        name=name,
        defaults={
            "slug": free_slug(candidates, taken),
            "kind": OrganizationKind.MUNICIPALITY,
            "territory": municipality,
        },
    )
    return made


def _free_name(municipality: Municipality) -> str:
    name = _CITY_NAME.format(name=municipality.name)
    where = municipality.region.name if municipality.region else municipality.country
    tried = (name, f"{name} ({where})", f"{name} ({where}, {digest(municipality.slug)})")
    taken = set(Organization.objects.filter(name__in=tried).values_list("name", flat=True))
    return next(one for one in (*tried, f"{name} №{municipality.pk}") if one not in taken)
