"""How somebody comes to the answer of a city: by account or by a personal link.

Both see the same pages; only the addresses differ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache

from mezhgorod.exchanges.models import Response
from mezhgorod.exchanges.queries import response_subject
from mezhgorod.exchanges.rules import (
    CONFIRM_RESPONSE,
    EDITABLE_RESPONSES,
    FILL_RESPONSE,
    SEE_RESPONSE,
    ResponseState,
)
from mezhgorod.registry.rules import Actor, Right, may
from mezhgorod.website.actors import actor_of_request, actor_of_task, link_page


@dataclass(frozen=True, slots=True)
class Door:
    """Whose answer is open, for whom, and how the addresses of its pages begin.

    `token` is empty for people who came by an account.
    """

    response: Response
    actor: Actor
    token: str = ""

    def url(self, page: str = "response", *args: object) -> str:
        """Return the address of a page of this answer."""
        if self.token:
            return reverse(f"{page}_by_link", args=(self.token, *args))
        return reverse(page, args=(self.response.pk, *args))

    def may(self, right: Right) -> bool:
        """Return whether the visitor may do something with this answer now."""
        return may(self.actor, right, response_subject(self.response))

    @property
    def is_writing(self) -> bool:
        """Whether the visitor may fill the form now."""
        state = ResponseState(self.response.state)
        return state in EDITABLE_RESPONSES and self.may(FILL_RESPONSE)


Page = Callable[..., HttpResponseBase]


def by_account(page: Page) -> Page:
    """Open a page of an answer to people whose role reaches the city; others learn nothing."""

    @wraps(page)
    def wrapped(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        response = _response(pk)
        actor = actor_of_request(request)
        if response is None or not may(actor, SEE_RESPONSE, response_subject(response)):
            raise Http404
        return page(request, Door(response, actor), **kwargs)

    return never_cache(wrapped)


def by_link(page: Page, right: Right = FILL_RESPONSE) -> Page:
    """Open a page of an answer to whoever has the personal link for this task."""

    @wraps(page)
    def wrapped(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        actor, object_id = actor_of_task(request, token, right)
        response = _response(object_id)
        if response is None:
            raise Http404
        if not may(actor, right.at_any_time(), response_subject(response)):
            raise PermissionDenied
        return page(request, Door(response, actor, token), **kwargs)

    return link_page(never_cache(wrapped))


def _response(pk: int) -> Response | None:
    found = (
        Response.objects.select_related("round__exchange__owner", "round__form", "party__territory")
        .filter(pk=pk)
        .first()
    )
    if found is not None:
        found.round.form.exchange = found.round.exchange
    return found


__all__ = ["CONFIRM_RESPONSE", "FILL_RESPONSE", "Door", "by_account", "by_link"]
