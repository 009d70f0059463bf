"""Who may open the pages of letters, and how their refusals are told."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from mezhgorod.notices.rules import SEE_LETTERS
from mezhgorod.registry.rules import Actor, Right, RuleViolation, Subject, may
from mezhgorod.website.actors import actor_of_request


def may_somewhere(actor: Actor, right: Right) -> bool:
    """Return whether somebody has a right for at least one owner."""
    owners = {one.owner_id for one in actor.grants}
    return actor.is_administrator or any(may(actor, right, Subject(owner_id=one)) for one in owners)


def for_letter_readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only people in who may read letters of some owner; others log in or read why not."""

    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            is_page = request.method in {"GET", "HEAD"}
            return redirect_to_login(request.get_full_path() if is_page else reverse("letters"))
        if not may_somewhere(actor_of_request(request), SEE_LETTERS):
            raise PermissionDenied
        return view(request, **kwargs)

    return never_cache(wrapped)


def done_or_told(request: HttpRequest, act: Callable[[], object], words: str) -> bool:
    """Do an action and say so; say instead why a rule forbids it. Returns whether it was done."""
    try:
        act()
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
        return False
    messages.info(request, words)
    return True
