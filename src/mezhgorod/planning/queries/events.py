"""One event with everything that is known of it and where each word was taken from."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from mezhgorod.evidence.models import Finding
from mezhgorod.planning.models import (
    Event,
    EventParticipant,
    EventPlace,
    EventSeries,
    ItemCell,
    PlanItem,
)
from mezhgorod.planning.queries.items import with_places
from mezhgorod.planning.queries.visibility import events_visible_to, plans_visible_to
from mezhgorod.planning.rules import OFFER_HOST, RECORD_EDITION, EventRole
from mezhgorod.planning.rules.hosting import OPEN_HOST_STATES
from mezhgorod.registry.rules import Actor, owners_of


@dataclass(frozen=True, slots=True)
class EventDossier:
    """An event, the rows of plans it stands in (with cells), its places and participants."""

    event: Event
    items: tuple[PlanItem, ...]
    places: tuple[EventPlace, ...]
    participants: dict[EventRole, tuple[EventParticipant, ...]]


def event_dossier(*, uid: UUID, actor: Actor) -> EventDossier:
    """Return everything of one event that this visitor may read; seven queries at most.

    Rows of plans that the visitor may not read are left out even when the event itself may be read.

    Raises:
        Event.DoesNotExist: no such event, or it stands in unpublished plans only.
    """
    event = events_visible_to(actor=actor).select_related("series").get(uid=uid)
    items = (
        PlanItem.objects.filter(event=event, section__plan__in=plans_visible_to(actor=actor))
        .select_related("section__plan__owner")
        .prefetch_related(
            Prefetch("cells", queryset=ItemCell.objects.select_related("document")),
            Prefetch("findings", queryset=Finding.objects.order_by("severity", "id")),
            "section__plan__columns",
        )
        .order_by("-section__plan__period_start", "position")
    )
    places = event.places.select_related("municipality", "region").order_by("position")
    people = event.participants.select_related("organization", "municipality", "region")
    return EventDossier(
        event=event,
        items=tuple(items),
        places=tuple(places),
        participants=_by_role(tuple(people.order_by("role", "position"))),
    )


def _by_role(
    participants: tuple[EventParticipant, ...],
) -> dict[EventRole, tuple[EventParticipant, ...]]:
    return {
        role: found
        for role in EventRole
        if (found := tuple(one for one in participants if one.role == role))
    }


def items_of_series(*, series: EventSeries, actor: Actor) -> QuerySet[PlanItem]:
    """Return the readable rows of all editions of a series, latest plan first."""
    items = PlanItem.objects.filter(
        event__series=series, section__plan__in=plans_visible_to(actor=actor)
    )
    return (
        with_places(items)
        .select_related("event", "section__plan__owner")
        .order_by("-section__plan__period_start", "-event__edition", "position")
    )


def series_visible_to(*, actor: Actor) -> QuerySet[EventSeries]:
    """Return the series that the visitor may read.

    Of which an event may be read; all of an owner whose series the visitor keeps; for a city that
    may offer itself also those of its associations with an edition that needs a host.
    """
    if actor.is_administrator:
        return EventSeries.objects.all()
    seen = Q(events__in=events_visible_to(actor=actor))
    if kept := owners_of(actor, RECORD_EDITION):
        seen |= Q(owner__in=kept)
    offering = {one.owner_id for one in actor.grants if one.role in OFFER_HOST.roles}
    if offering:
        seen |= Q(owner__in=offering, editions__state__in=OPEN_HOST_STATES)
    return EventSeries.objects.filter(seen).distinct()
