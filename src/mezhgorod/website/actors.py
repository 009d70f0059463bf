"""Who is asking on a page: found once per request."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from mezhgorod.registry.queries.actors import actor_of
from mezhgorod.registry.rules import Actor

_KEPT = "_mezhgorod_actor"


def actor_of_request(request: HttpRequest) -> Actor:
    """Return who is asking, with the roles valid today; one query per request at most."""
    known: Actor | None = getattr(request, _KEPT, None)
    if known is None:
        known = actor_of(user=request.user, today=timezone.localdate())
        setattr(request, _KEPT, known)
    return known
