"""Organizations: owners of plans are made, everybody else is recognised among the known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from mezhgorod.registry.models import Organization, OrganizationName
from mezhgorod.registry.rules import (
    RuleViolation,
    digest,
    free_slug,
    name_key,
    organization_kind,
    slug_text,
    split_short_name,
)

MAX_NAME = 300
MAX_SHORT_NAME = 100


@dataclass(frozen=True, slots=True)
class OrganizationIndex:
    """Known organizations by every name they have."""

    by_key: Mapping[str, Organization]

    def find(self, name: str) -> Organization | None:
        """Return the organization of a name as printed, None when nobody bears it."""
        bare, _ = split_short_name(name.strip('«»"“”„ '))
        return self.by_key.get(name_key(bare))


def organization_index() -> OrganizationIndex:
    """Return all known organizations, in two queries."""
    organizations = {one.pk: one for one in Organization.objects.all()}
    by_key: dict[str, Organization] = {}
    for pk, name in OrganizationName.objects.values_list("organization_id", "name"):
        by_key[name_key(name)] = organizations[pk]
    for one in organizations.values():
        if one.short_name:
            by_key[name_key(one.short_name)] = one
    by_key |= {name_key(one.name): one for one in organizations.values()}
    return OrganizationIndex(by_key)


@transaction.atomic
def ensure_organization(*, name: str, short_names: Iterable[str] = ()) -> Organization:
    """Return the organization of a name, made when nobody bears it; learn its short names.

    Raises:
        RuleViolation: the name is empty.
    """
    full, short_name = split_short_name(" ".join(name.split())[:MAX_NAME])
    short_names = [*filter(None, [short_name]), *short_names]
    if not full:
        raise RuleViolation("organization.no_name", "Укажите, чей это план.", "owner_name")
    index = organization_index()
    found = index.find(full) or _create(full)
    _learn(found, [short for short in short_names if index.find(short) is None])
    return found


def _create(name: str) -> Organization:
    base = slug_text(name)
    candidates = (base, f"{base}-{digest(name)}")
    taken = set(Organization.objects.filter(slug__in=candidates).values_list("slug", flat=True))
    made, _ = Organization.objects.get_or_create(
        name=name,
        defaults={"slug": free_slug(candidates, taken), "kind": organization_kind(name)},
    )
    return made


def _learn(organization: Organization, short_names: list[str]) -> None:
    if not short_names:
        return
    if not organization.short_name:
        organization.short_name = short_names[0][:MAX_SHORT_NAME]
        organization.save(update_fields=["short_name"])
    OrganizationName.objects.bulk_create(
        [OrganizationName(organization=organization, name=short) for short in short_names],
        ignore_conflicts=True,
    )
