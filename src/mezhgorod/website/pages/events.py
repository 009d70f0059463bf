"""One event: all that is known of it, and the cells of the document it was read from."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mezhgorod.exchanges.queries.carried import CarriedOut, exchanges_of_items
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries import held_list
from mezhgorod.outcomes.rules import FactState
from mezhgorod.planning.models import Event
from mezhgorod.planning.queries.events import EventDossier, event_dossier
from mezhgorod.planning.rules import PlaceRole, TimingKind
from mezhgorod.registry.rules import Actor
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.board.dossier import event_view
from mezhgorod.website.pages.plan_approval.event_part import event_history
from mezhgorod.website.pages.preparation.summary import preparation_summary
from mezhgorod.website.pages.who_is_who.holders import HeldPost, heads_on
from mezhgorod.website.pages.who_is_who.row_feeds import fed_rows

_TOLD = (FactState.SUBMITTED, FactState.RETURNED, FactState.ACCEPTED)
_DATED = frozenset({TimingKind.DAY, TimingKind.DAY_RANGE, TimingKind.DAYS})


def event(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The event with its time drawn, its facts, its series and where every word stands."""
    actor = actor_of_request(request)
    try:
        dossier = event_dossier(uid=uid, actor=actor)
    except Event.DoesNotExist as error:
        raise Http404 from error
    preparation = preparation_summary(event=dossier.event, items=dossier.items, actor=actor)
    context = {
        "view": event_view(dossier),
        "preparation": preparation,
        "heads": _heads(dossier, actor),
        "fed": fed_rows(items=dossier.items, actor=actor),
        "carried": _carried(dossier, actor),
        "held": _held(dossier, actor),
        "history": event_history(event=dossier.event, items=dossier.items, actor=actor),
    }
    return render(request, "website/events/event.html", context)


def _carried(dossier: EventDossier, actor: Actor) -> list[CarriedOut]:
    """Return the exchanges that the rows of an event are carried out by, each once."""
    found = exchanges_of_items(items=dossier.items, actor=actor)
    return list({one.exchange.pk: one for told in found.values() for one in told}.values())


def _held(dossier: EventDossier, actor: Actor) -> HeldEvent | None:
    """Return what became of the event, None where nobody has told or it is not shown yet."""
    found = held_list(actor=actor).filter(event=dossier.event, state__in=_TOLD)
    return found.first()


def _heads(dossier: EventDossier, actor: Actor) -> list[HeldPost]:
    """Return who headed the cities of an event on its day, where the day and a name are known."""
    event = dossier.event
    cities = {
        place.municipality_id
        for place in dossier.places
        if place.role == PlaceRole.VENUE and place.municipality_id
    }
    if not cities or event.earliest is None or event.timing_kind not in _DATED:
        return []
    found = heads_on(cities=cities, day=event.earliest, actor=actor)
    return [one for one in found if one.holder is not None and not one.holder.is_hidden]
