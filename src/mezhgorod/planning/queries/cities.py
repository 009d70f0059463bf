"""Everything in plans that concerns a city: it hosts, takes part, is spoken of."""

from __future__ import annotations

from collections import Counter, defaultdict

from django.db.models import Exists, OuterRef, Q, QuerySet

from mezhgorod.planning.models import EventParticipant, EventPlace, PlanItem
from mezhgorod.planning.queries.items import with_places
from mezhgorod.planning.queries.visibility import events_visible_to, plans_visible_to
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import Actor


def items_of_city(*, municipality: Municipality, actor: Actor) -> QuerySet[PlanItem]:
    """Return the readable rows that concern a city, newest plan first, in printed order."""
    items = PlanItem.objects.filter(
        Q(Exists(EventPlace.objects.filter(event=OuterRef("event"), municipality=municipality)))
        | Q(
            Exists(
                EventParticipant.objects.filter(event=OuterRef("event"), municipality=municipality)
            )
        ),
        section__plan__in=plans_visible_to(actor=actor),
    )
    return (
        with_places(items)
        .select_related("event", "section__plan__owner")
        .order_by("-section__plan__period_start", "section__plan", "section__position", "position")
    )


def roles_of_city(*, municipality: Municipality) -> dict[int, list[str]]:
    """Return, for every event that concerns a city, the Russian names of its roles there."""
    roles: defaultdict[int, list[str]] = defaultdict(list)
    for place in EventPlace.objects.filter(municipality=municipality).order_by("event", "position"):
        roles[place.event_id].append(place.get_role_display())
    participants = EventParticipant.objects.filter(municipality=municipality)
    for participant in participants.order_by("event", "role", "position"):
        roles[participant.event_id].append(participant.get_role_display())
    return {event: list(dict.fromkeys(names)) for event, names in roles.items()}


def event_counts_of_cities(*, actor: Actor) -> Counter[int]:
    """Return how many readable events concern each city, by the key of the municipality."""
    events = events_visible_to(actor=actor)
    places = EventPlace.objects.filter(municipality__isnull=False, event__in=events)
    people = EventParticipant.objects.filter(municipality__isnull=False, event__in=events)
    pairs = set(places.order_by().values_list("municipality_id", "event_id"))
    pairs |= set(people.order_by().values_list("municipality_id", "event_id"))
    return Counter(municipality for municipality, _ in pairs if municipality)
