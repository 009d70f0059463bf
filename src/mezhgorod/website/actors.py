"""Who is asking on a page: found once per request, by account or by a personal link."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control

from mezhgorod.registry.actions.links import note_opened
from mezhgorod.registry.queries.actors import actor_of
from mezhgorod.registry.queries.links import LinkRefused, bearer
from mezhgorod.registry.rules import Actor, Right

_Response = TypeVar("_Response", bound=HttpResponseBase)
_KEPT = "_mezhgorod_actor"


def actor_of_request(request: HttpRequest) -> Actor:
    """Return who is asking, with the roles valid today; one query per request at most."""
    known: Actor | None = getattr(request, _KEPT, None)
    if known is None:
        known = actor_of(user=request.user, today=timezone.localdate())
        setattr(request, _KEPT, known)
    return known


def actor_of_link(request: HttpRequest, token: str) -> Actor:
    """Return who comes by a personal link; its object is `actor.link.object_id`.

    The account of the visitor, if there is one, adds nothing: the link is the whole authority.

    Raises:
        LinkRefused: unknown, expired or withdrawn; `link_page` answers it.
    """
    now = timezone.now()
    actor = bearer(token=token, now=now)
    if actor.link_id is not None and request.method in {"GET", "POST"}:
        note_opened(link_id=actor.link_id, now=now)
    return actor


def actor_of_task(request: HttpRequest, token: str, *rights: Right) -> tuple[Actor, int]:
    """Return who comes by the personal link of one of these tasks, and the id of its object.

    A link for another task opens nothing here, whatever it may elsewhere.

    Raises:
        LinkRefused: as `actor_of_link`.
        Http404: the link was given for another task.
    """
    actor = actor_of_link(request, token)
    if actor.link is None or actor.link.right not in {right.code for right in rights}:
        raise Http404
    return actor, actor.link.object_id


def link_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Wrap a page of a personal link: its address is a secret.

    No copy is kept, search engines are told off, other sites never learn the address. A link that
    is over gets a page that says what to do, an unknown one the same 404 as any other address.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except LinkRefused as refusal:
            if refusal.code == "link.unknown":
                raise Http404 from refusal
            context = {"refusal": refusal}
            response = render(request, "website/people/link_over.html", context, status=410)
        return keep_secret(response)

    return wrapped


def keep_secret(response: _Response) -> _Response:
    """Mark an answer whose address must not become known.

    `no-referrer` would make browsers send `Origin: null` with forms, which the protection against
    foreign forms refuses; `same-origin` tells other sites just as little.
    """
    patch_cache_control(response, no_store=True, private=True)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
