"""What pages that keep exchanges share: which exchange, who may, the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from mezhgorod.exchanges.models import Exchange
from mezhgorod.exchanges.queries.exchanges import exchanges_visible_to
from mezhgorod.exchanges.queries.subjects import exchange_subject
from mezhgorod.exchanges.rules import KEEP_EXCHANGES
from mezhgorod.registry.rules import may
from mezhgorod.website.actors import actor_of_request


def exchange_page(
    view: Callable[..., HttpResponse], *, is_keeping: bool = False
) -> Callable[..., HttpResponse]:
    """Give a view the exchange of its address instead of a number.

    Strangers log in first. Whoever may not know of the exchange gets the 404 of any unknown
    address; whoever knows of it and may not keep it reads why.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        actor = actor_of_request(request)
        exchange = (
            exchanges_visible_to(actor=actor)
            .select_related("owner__territory", "operator__territory", "body")
            .filter(pk=pk)
            .first()
        )
        is_allowed = exchange is not None and (
            not is_keeping or may(actor, KEEP_EXCHANGES, exchange_subject(exchange))
        )
        if is_allowed:
            return view(request, exchange, **kwargs)
        if not request.user.is_authenticated:
            return to_login(request)
        if exchange is None:
            raise Http404
        raise PermissionDenied

    return never_cache(wrapped)


def keeping_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the exchange of its address, for those who may keep it."""
    return exchange_page(view, is_keeping=True)


def to_login(request: HttpRequest) -> HttpResponse:
    """Return the way to the login and back to this page."""
    is_page = request.method in {"GET", "HEAD"}
    return redirect_to_login(request.get_full_path() if is_page else reverse("exchanges"))


def can_keep(request: HttpRequest, exchange: Exchange) -> bool:
    """Return whether who asks may keep an exchange."""
    return may(actor_of_request(request), KEEP_EXCHANGES, exchange_subject(exchange))
