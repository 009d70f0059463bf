"""Who is told about a changed row: those who follow something it belongs to, those who do it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from mezhgorod.notices.models import Follow, RowNews
from mezhgorod.notices.rules import FollowKind, Frequency, address_key
from mezhgorod.notices.rules.news import city_names
from mezhgorod.planning.models import Event, EventParticipant, EventPlace
from mezhgorod.planning.rules import EventRole, PlaceRole
from mezhgorod.registry.models import Body, Municipality, Organization
from mezhgorod.registry.queries.associations import contacts_of_many
from mezhgorod.registry.rules import OrganizationKind, name_key

Topic = tuple[str, str]  # what kind of thing, which one
# Those who do the event; who is only mentioned in a row is not written to.
_DOERS = (EventRole.ORGANIZER, EventRole.RESPONSIBLE, EventRole.OPERATOR)


@dataclass
class Surroundings:
    """What the events of some news stand for, read together for all of them."""

    events: dict[UUID, Event] = field(default_factory=dict)
    cities: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    hosts: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    doers: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    bodies: dict[tuple[int, str], int] = field(default_factory=dict)
    city_ids: dict[str, int] = field(default_factory=dict)

    def topics(self, news: RowNews, rows: Sequence[Mapping[str, object] | None]) -> set[Topic]:
        """Return everything that is followed and that a piece of news belongs to."""
        plan = news.plan
        found = {
            (FollowKind.PLAN.value, str(plan.pk)),
            (FollowKind.OWNER.value, str(plan.owner_id)),
        }
        for row in rows:
            names = city_names(row)
            found |= {
                (FollowKind.CITY.value, str(self.city_ids[name]))
                for name in names
                if name in self.city_ids
            }
        event = self.events.get(news.event_uid) if news.event_uid else None
        if news.event_uid:
            found.add((FollowKind.EVENT.value, str(news.event_uid)))
        if event is None:
            return found
        found |= {(FollowKind.CITY.value, str(pk)) for pk in self.cities[event.pk]}
        if event.series_id:
            found.add((FollowKind.SERIES.value, str(event.series_id)))
        body = self.bodies.get((plan.owner_id, name_key(event.body))) if event.body else None
        if body:
            found.add((FollowKind.BODY.value, str(body)))
        return found


def surroundings_of(
    news: Sequence[RowNews], rows: Iterable[Mapping[str, object] | None]
) -> Surroundings:
    """Return what the events of some news belong to, in a fixed number of queries."""
    found = Surroundings()
    uids = [one.event_uid for one in news if one.event_uid]
    found.events = {one.uid: one for one in Event.objects.filter(uid__in=uids)}
    event_ids = [one.pk for one in found.events.values()]
    places = EventPlace.objects.filter(event__in=event_ids, municipality__isnull=False)
    for event_id, city, role in places.values_list("event", "municipality", "role"):
        found.cities[event_id].add(city)
        if role == PlaceRole.VENUE:
            found.hosts[event_id].add(city)
    people = EventParticipant.objects.filter(event__in=event_ids)
    for one in people.values_list("event", "role", "municipality", "organization"):
        event_id, role, city, organization = one
        if city:
            found.cities[event_id].add(city)
        if role in _DOERS:
            found.hosts[event_id] |= {city} if city else set()
            found.doers[event_id] |= {organization} if organization else set()
    owners = {one.plan.owner_id for one in news}
    found.bodies = {
        (owner, name_key(name)): pk
        for pk, owner, name in Body.objects.filter(owner__in=owners).values_list(
            "pk", "owner", "name"
        )
    }
    names: set[str] = set().union(*(city_names(row) for row in rows))
    found.city_ids = _cities_by_name(names)
    return found


def _cities_by_name(names: set[str]) -> dict[str, int]:
    """Return cities by name where only one bears it: a namesake must not be told."""
    pairs = Municipality.objects.filter(name__in=names).values_list("name", "pk")
    by_name: dict[str, list[int]] = defaultdict(list)
    for name, pk in pairs:
        by_name[name].append(pk)
    return {name: ids[0] for name, ids in by_name.items() if len(ids) == 1}


def followers_of(topics: Iterable[Topic]) -> dict[Topic, list[Follow]]:
    """Return who wants to know at once, by what they follow, in one query per kind of thing."""
    by_kind: dict[str, set[str]] = defaultdict(set)
    for kind, key in topics:
        by_kind[kind].add(key)
    wanted = Q(pk__in=())
    for kind, keys in by_kind.items():
        wanted |= Q(kind=kind, object_key__in=keys)
    follows = Follow.objects.filter(
        wanted, confirmed_at__isnull=False, frequency=Frequency.AT_ONCE
    ).order_by("pk")
    found: dict[Topic, list[Follow]] = defaultdict(list)
    for one in follows:
        found[one.kind, one.object_key].append(one)
    return found


@dataclass(frozen=True, slots=True)
class Addressee:
    """An organization that does an event, and its address."""

    address: str
    name: str


def doers_of(news: Sequence[RowNews], found: Surroundings) -> dict[int, list[Addressee]]:
    """Return the addresses of organizers and hosts of every event, by the id of the news."""
    cities = set().union(*found.hosts.values()) if found.hosts else set()
    towns = Organization.objects.filter(
        kind=OrganizationKind.MUNICIPALITY, territory__in=cities
    ).values_list("territory", "pk")
    town_of: dict[int, set[int]] = defaultdict(set)
    for city, organization in towns:
        town_of[city or 0].add(organization)
    parties: dict[int, set[int]] = {}
    for one in news:
        event = found.events.get(one.event_uid) if one.event_uid else None
        if event is not None:
            of_cities = set().union(*(town_of[city] for city in found.hosts[event.pk]))
            parties[one.pk] = found.doers[event.pk] | of_cities
    all_parties = set().union(*parties.values()) if parties else set()
    owners = {one.plan.owner_id for one in news}
    contacts = contacts_of_many(parties=all_parties, owners=owners)
    return {
        one.pk: [
            Addressee(address_key(contact.email), contact.organization.spoken_name)
            for party in sorted(parties.get(one.pk, ()))
            for contact in contacts.get((one.plan.owner_id, party), ())
        ]
        for one in news
    }
