"""One event: all that is known of it, and the cells of the document it was read from."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mezhgorod.planning.models import Event
from mezhgorod.planning.queries.events import event_dossier
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.board.dossier import event_view
from mezhgorod.website.pages.plan_approval.event_part import event_history
from mezhgorod.website.pages.preparation.summary import preparation_summary


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
        "history": event_history(event=dossier.event, items=dossier.items, actor=actor),
    }
    return render(request, "website/events/event.html", context)
