"""The page of one event."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from mezhgorod.planning.queries import events_visible_to


def event(request: HttpRequest, uid: UUID) -> HttpResponse:
    """All that is known of one event."""
    found = get_object_or_404(events_visible_to(user=request.user), uid=uid)
    return render(request, "website/pages/event.html", {"event": found})
