"""Held events as subjects of rights, and which of them somebody may see."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.rules import SEE_HELD, PartyRole
from mezhgorod.planning.rules import EXCHANGE_KIND
from mezhgorod.registry.models import Municipality, Organization
from mezhgorod.registry.rules import Actor, OrganizationKind, Reach, Subject, owners_of


def held_subject(held: HeldEvent, actor: Actor | None = None) -> Subject:
    """Return a held event as far as rights depend on it.

    An event may have several hosts: for somebody who speaks for one of them that one is meant.
    Without `actor` no host is.
    """
    return Subject(
        owner_id=held.owner_id,
        body_id=held.body_id,
        party_id=_host_of(held, actor) if actor else None,
        object_id=held.pk,
        state=held.state,
    )


def host_parties(held: HeldEvent) -> QuerySet[Organization]:
    """Return who speaks for the host cities of an event: cities, and members of their places."""
    hosts = held.participations.filter(role=PartyRole.HOST, is_current=True)
    cities = hosts.filter(municipality__isnull=False).values("municipality")
    return Organization.objects.filter(
        Q(pk__in=hosts.filter(organization__isnull=False).values("organization"))
        | Q(kind=OrganizationKind.MUNICIPALITY, territory__in=cities)
        | Q(memberships__end_kind="", memberships__places__municipality__in=cities)
    ).distinct()


def held_visible_to(*, actor: Actor) -> QuerySet[HeldEvent]:
    """Return the held events somebody may see: published ones, and those of their own roles."""
    if actor.is_administrator:
        return HeldEvent.objects.all()
    seen = Q(published_at__isnull=False) | Q(owner__in=owners_of(actor, SEE_HELD))
    for grant in actor.grants:
        reach = SEE_HELD.roles.get(grant.role)
        if reach is Reach.BODY and grant.body_id is not None:
            seen |= Q(owner=grant.owner_id, body=grant.body_id)
        if reach is Reach.PARTY and grant.party_id is not None:
            hosted = _hosted_by(grant.party_id)
            seen |= Q(owner=grant.owner_id, pk__in=hosted)
    if actor.link is not None and actor.link.right in {SEE_HELD.code, SEE_HELD.linked_with}:
        seen |= Q(pk=actor.link.object_id)
    return HeldEvent.objects.filter(seen)


def without_exchanges(events: QuerySet[HeldEvent]) -> QuerySet[HeldEvent]:
    """Leave out information exchanges that are known from a report: nobody meets at them."""
    return events.exclude(kind=EXCHANGE_KIND)


def is_public(held: HeldEvent) -> bool:
    """Return whether everybody sees the facts of an event."""
    return held.published_at is not None


def _host_of(held: HeldEvent, actor: Actor) -> int | None:
    spoken = {grant.party_id for grant in actor.grants if grant.party_id is not None}
    if not spoken or actor.is_administrator:
        return None
    return host_parties(held).filter(pk__in=spoken).values_list("pk", flat=True).first()


def _hosted_by(party_id: int) -> QuerySet[HeldEvent, int]:
    cities = Q(organizations=party_id, organizations__kind=OrganizationKind.MUNICIPALITY) | Q(
        memberships__membership__member=party_id, memberships__membership__end_kind=""
    )
    places = Municipality.objects.filter(cities).values("pk")
    hosts = Q(participations__organization=party_id) | Q(participations__municipality__in=places)
    role = Q(participations__role=PartyRole.HOST, participations__is_current=True)
    return HeldEvent.objects.filter(hosts & role).values_list("pk", flat=True)
