"""How somebody comes to the proposals of a city or department: by account or by a personal link.

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

from mezhgorod.campaigns.models import Submission
from mezhgorod.campaigns.queries import may_see_submission, submission_subject
from mezhgorod.campaigns.rules import CONFIRM, PROPOSE
from mezhgorod.registry.rules import Actor, Right, may
from mezhgorod.website.actors import actor_of_request, actor_of_task, link_page


@dataclass(frozen=True, slots=True)
class Door:
    """Whose proposals are open, for whom, and how the addresses of their pages begin.

    `token` is empty for people who came by an account.
    """

    submission: Submission
    actor: Actor
    token: str = ""

    def url(self, page: str = "proposals", *args: object) -> str:
        """Return the address of a page of these proposals."""
        if self.token:
            return reverse(f"{page}_by_link", args=(self.token, *args))
        return reverse(page, args=(self.submission.pk, *args))

    def may(self, right: Right) -> bool:
        """Return whether the visitor may do something with these proposals now."""
        return may(self.actor, right, submission_subject(self.submission))


Page = Callable[..., HttpResponseBase]


def by_account(page: Page) -> Page:
    """Open a page of proposals to people whose role reaches the party; others learn nothing."""

    @wraps(page)
    def wrapped(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        submission = _submission(pk)
        actor = actor_of_request(request)
        if submission is None or not may_see_submission(actor=actor, submission=submission):
            raise Http404
        return page(request, Door(submission, actor), **kwargs)

    return never_cache(wrapped)


def by_link(page: Page, right: Right = PROPOSE) -> Page:
    """Open a page of proposals to whoever has the personal link for this task."""

    @wraps(page)
    def wrapped(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        actor, object_id = actor_of_task(request, token, right)
        submission = _submission(object_id)
        if submission is None:
            raise Http404
        if not may(actor, right.at_any_time(), submission_subject(submission)):
            raise PermissionDenied
        return page(request, Door(submission, actor, token), **kwargs)

    return link_page(never_cache(wrapped))


def _submission(pk: int) -> Submission | None:
    return (
        Submission.objects.select_related(
            "campaign__owner", "campaign__plan", "campaign__source_plan", "party__territory"
        )
        .filter(pk=pk)
        .first()
    )


__all__ = ["CONFIRM", "PROPOSE", "Door", "by_account", "by_link"]
