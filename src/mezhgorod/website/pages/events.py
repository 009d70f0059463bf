"""One event: all that is known of it, and the cells of the document it was read from."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mezhgorod.planning.models import Event
from mezhgorod.planning.queries.events import event_dossier
from mezhgorod.website.board.dossier import event_view


def event(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The event with its time drawn, its facts, its series and where every word stands."""
    try:
        dossier = event_dossier(uid=uid, user=request.user)
    except Event.DoesNotExist as error:
        raise Http404 from error
    return render(request, "website/events/event.html", {"view": event_view(dossier)})
