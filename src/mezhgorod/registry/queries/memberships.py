"""Reads of membership: who belongs to an association on a day, who speaks for a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from mezhgorod.registry.models import (
    Membership,
    MembershipPlace,
    Municipality,
    Organization,
)
from mezhgorod.registry.rules import Holding, OrganizationKind


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an association on a day.

    Attributes:
        membership: with its organization, territory, places and representative loaded.
        holding: «perhaps» where the papers leave open whether it was a member on that very day.
        name: what it was called on that day.
    """

    membership: Membership
    holding: Holding
    name: str

    @property
    def party(self) -> Organization:
        """The organization that acts."""
        return self.membership.member


def members_on(*, association: Organization, day: date) -> list[Member]:
    """Return who was a member of an association on a day, by name; four queries for any number.

    Who only may have been one («вступил в 1999 году», asked about May 1999) is among them.
    """
    rows = _holding_on(memberships_of(association=association), day)
    found = [
        Member(row, row.holding_on(day), name_on(organization=row.member, day=day)) for row in rows
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.membership.pk))


def memberships_of(*, association: Organization) -> QuerySet[Membership]:
    """Return all memberships of an association, past ones too, ready to be shown."""
    return with_member(Membership.objects.filter(association=association))


def with_member(rows: QuerySet[Membership]) -> QuerySet[Membership]:
    """Load with memberships all that a list shows of them."""
    return rows.select_related(
        "member__territory__region", "representative", "successor__member__territory"
    ).prefetch_related(
        Prefetch("places", MembershipPlace.objects.select_related("municipality")),
        "member__names",
        "member__territory__names",
    )


def member_of_place(
    *, association: Organization, municipality: Municipality, day: date
) -> Member | None:
    """Return the member through which a place speaks on a day, None when there is none.

    A town and its district of one member are the same member.
    """
    rows = memberships_of(association=association).filter(
        Q(member__territory=municipality) | Q(places__municipality=municipality)
    )
    found = _holding_on(rows.distinct(), day)
    if not found:
        return None
    row = max(found, key=lambda one: (one.holding_on(day) is Holding.YES, one.pk))
    return Member(row, row.holding_on(day), name_on(organization=row.member, day=day))


def members_of_place(*, municipality: Municipality, day: date) -> list[Member]:
    """Return the members through which a place speaks on a day, one of every association.

    They come by the name of the association, which is loaded with them; four queries at most.
    """
    kind = OrganizationKind.MUNICIPALITY
    rows = with_member(
        Membership.objects.filter(
            Q(member__territory=municipality, member__kind=kind)
            | Q(places__municipality=municipality)
        )
    )
    best: dict[int, Membership] = {}
    for row in _holding_on(rows.select_related("association").distinct().order_by("pk"), day):
        known = best.get(row.association_id)
        if known is None or row.holding_on(day) is Holding.YES:
            best[row.association_id] = row
    found = sorted(best.values(), key=lambda one: (one.association.name.casefold(), one.pk))
    return [
        Member(row, row.holding_on(day), name_on(organization=row.member, day=day)) for row in found
    ]


def parties_of_city(*, municipality: Municipality) -> list[Organization]:
    """Return who speaks for a city: its own organization, members it speaks through; one query."""
    through = Membership.objects.filter(places__municipality=municipality, end_kind="")
    kind = OrganizationKind.MUNICIPALITY
    return list(
        Organization.objects.filter(
            Q(territory=municipality, kind=kind) | Q(pk__in=through.values("member"))
        )
        .select_related("territory")
        .order_by("name", "pk")
    )


def places_of_members(
    *, association: Organization, members: Iterable[int], day: date
) -> dict[int, list[Municipality]]:
    """Return the further places that speak through members on a day, by member; one query."""
    started = Q(membership__since_earliest__isnull=True) | Q(membership__since_earliest__lte=day)
    lasting = Q(membership__until_latest__isnull=True) | Q(membership__until_latest__gte=day)
    rows = MembershipPlace.objects.filter(
        started, lasting, membership__association=association, membership__member__in=list(members)
    ).select_related("membership", "municipality")
    found: dict[int, list[Municipality]] = {}
    for row in rows.order_by("pk"):
        found.setdefault(row.membership.member_id, []).append(row.municipality)
    return found


def name_on(*, organization: Organization, day: date) -> str:
    """Return what an organization was called on a day: a city by its name of that day.

    Names without days are spellings, not former names. Costs nothing when `names` and
    `territory__names` are loaded.
    """
    territory = organization.territory
    is_city = organization.spoken_name == (territory.name if territory else None)
    names = territory.names.all() if is_city and territory else organization.names.all()
    valid = [
        one
        for one in names
        if (one.valid_from or one.valid_until)
        and (one.valid_from is None or one.valid_from <= day)
        and (one.valid_until is None or day <= one.valid_until)
    ]
    if not valid:
        return organization.spoken_name
    return max(valid, key=lambda one: one.valid_from or date.min).name


def _holding_on(rows: QuerySet[Membership], day: date) -> list[Membership]:
    started = Q(since_earliest__isnull=True) | Q(since_earliest__lte=day)
    lasting = Q(until_latest__isnull=True) | Q(until_latest__gte=day)
    return list(rows.filter(started, lasting))
