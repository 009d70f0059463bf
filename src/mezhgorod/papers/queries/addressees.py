"""Whom papers of an event may be for: invited, participants, hosts, winners, speakers, members."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from mezhgorod.outcomes.models import HeldEvent, Standing
from mezhgorod.outcomes.rules import PartyRole
from mezhgorod.papers.queries.occasions import Occasion
from mezhgorod.papers.rules.addressees import Addressee
from mezhgorod.planning.models import Event
from mezhgorod.registry.models import Organization, Post
from mezhgorod.registry.queries.associations import contacts_of_many
from mezhgorod.registry.queries.memberships import members_on
from mezhgorod.registry.queries.offices import holders_on
from mezhgorod.registry.rules import OrganizationKind

MAX_CHOICES = 1_000


@dataclass(frozen=True, slots=True)
class AddresseeGroup:
    """A named list of people and organizations to choose from."""

    key: str
    label: str
    addressees: tuple[Addressee, ...]


def addressee_groups(*, occasion: Occasion, day: date) -> list[AddresseeGroup]:
    """Return whom papers of an event may be for; groups without anybody are left out.

    Heads of cities are those of the day; a city whose head is not known is addressed as a city.
    """
    found: list[tuple[str, str, list[Addressee]]] = []
    if occasion.event is not None:
        found.append(("invited", "Приглашённые", list(_invited(occasion.event))))
    if occasion.held is not None:
        held = occasion.held
        found += [
            ("hosts", "Принимающие города", list(_parties(held, PartyRole.HOST))),
            ("participants", "Участники", list(_parties(held, PartyRole.PARTICIPANT))),
            ("speakers", "Докладчики и модераторы", list(_speakers(held))),
            ("winners", "Занявшие места", list(_winners(held))),
            ("awarded", "Награждённые", list(_awarded(held))),
        ]
    found.append(("members", "Члены объединения", list(_members(occasion.owner, day))))
    everybody = [one for _, _, group in found for one in group[:MAX_CHOICES]]
    addressed = iter(_addressed(everybody, occasion.owner, day))
    return [
        AddresseeGroup(key, label, tuple(next(addressed) for _ in group[:MAX_CHOICES]))
        for key, label, group in found
        if group
    ]


def _invited(event: Event) -> Iterable[Addressee]:
    for one in event.invitations.select_related("party").order_by("is_guest", "name", "pk"):
        yield Addressee(organization=one.name, email=one.email, party_id=one.party_id)


def _parties(held: HeldEvent, role: PartyRole) -> Iterable[Addressee]:
    rows = held.participations.filter(role=role, is_current=True).select_related("municipality")
    rows = rows.order_by("position")
    acting = _acting_for({one.municipality_id for one in rows if one.municipality_id})
    for one in rows:
        party = one.organization_id or acting.get(one.municipality_id or 0)
        yield Addressee(organization=one.text, party_id=party)


def _speakers(held: HeldEvent) -> Iterable[Addressee]:
    for one in held.talks.select_related("person").order_by("position", "pk"):
        if one.name:
            yield Addressee(
                name=one.name,
                post=one.post,
                organization=one.affiliation,
                merit=one.title,
                email=one.person.email if one.person else "",
                person_id=one.person_id,
            )


def _winners(held: HeldEvent) -> Iterable[Addressee]:
    lines = Standing.objects.filter(
        table__held_event=held, place__isnull=False, place__lte=3
    ).select_related("table")
    acting = _acting_for({one.municipality_id for one in lines if one.municipality_id})
    for one in lines.order_by("table__position", "place", "position"):
        where = f" ({one.table.discipline})" if one.table.discipline else ""
        yield Addressee(
            organization=one.team,
            merit=f"{one.place} место{where}",
            party_id=acting.get(one.municipality_id or 0),
        )


def _awarded(held: HeldEvent) -> Iterable[Addressee]:
    for one in held.awards.select_related("person").order_by("position", "pk"):
        if one.winner or one.affiliation:
            yield Addressee(
                name=one.winner,
                post=one.post,
                organization=one.affiliation,
                merit=one.name or one.get_kind_display(),
                email=one.person.email if one.person else "",
                person_id=one.person_id,
            )


def _members(owner: Organization, day: date) -> Iterable[Addressee]:
    for one in members_on(association=owner, day=day):
        yield Addressee(organization=one.name, party_id=one.party.pk)


def _acting_for(cities: Iterable[int]) -> dict[int, int]:
    """Return the organizations that act for cities, by city."""
    rows = Organization.objects.filter(
        kind=OrganizationKind.MUNICIPALITY, territory__in=list(cities)
    )
    return {city: pk for pk, city in rows.values_list("pk", "territory") if city is not None}


def _addressed(found: list[Addressee], owner: Organization, day: date) -> Iterable[Addressee]:
    """Add the head and the address of letters to those who act for a city; three queries."""
    parties = {one.party_id for one in found if one.party_id is not None}
    contacts = contacts_of_many(parties=parties, owners=[owner.pk])
    posts = list(Post.objects.filter(organization__in=parties, is_head=True, body__isnull=True))
    holders = holders_on(posts=posts, day=day)
    heads = {post.organization_id: post for post in posts if post.pk in holders}
    for one in found:
        party = one.party_id
        known = contacts.get((owner.pk, party), []) if party is not None else []
        email = one.email or (known[0].email if known else "")
        post = heads.get(party) if party is not None and not one.name else None
        person = holders[post.pk].person if post is not None else None
        if post is None or person is None:
            yield replace(one, email=email)
            continue
        yield replace(one, name=person.full_name, post=post.title, person_id=person.pk, email=email)
