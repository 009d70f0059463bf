"""Who comes to the pages of a campaign: whoever may read it; others learn nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from mezhgorod.campaigns.models import Campaign
from mezhgorod.campaigns.queries import campaign_subject
from mezhgorod.campaigns.rules import READ_CAMPAIGN, RUN_CAMPAIGN
from mezhgorod.registry.rules import Actor, RuleViolation, may
from mezhgorod.website.actors import actor_of_request

Page = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Opened:
    """A campaign with whoever looks at it, at which moment."""

    campaign: Campaign
    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        """The day at the place of the installation."""
        return timezone.localdate(self.now)

    @property
    def can_run(self) -> bool:
        """Whether the visitor decides here, or only reads."""
        return may(self.actor, RUN_CAMPAIGN, campaign_subject(self.campaign))


def for_readers(page: Page) -> Page:
    """Open a page of a campaign to who may read it."""

    @wraps(page)
    def wrapped(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            is_page = request.method in {"GET", "HEAD"}
            return redirect_to_login(request.get_full_path() if is_page else reverse("campaigns"))
        found = Campaign.objects.select_related("owner", "plan", "source_plan").filter(pk=pk)
        campaign = found.first()
        actor = actor_of_request(request)
        if campaign is None or not may(actor, READ_CAMPAIGN, campaign_subject(campaign)):
            raise Http404
        return page(request, Opened(campaign, actor, timezone.now()), **kwargs)

    return never_cache(wrapped)


def tell_refusal(request: HttpRequest, refusal: RuleViolation) -> None:
    """Say why nothing was done."""
    messages.error(request, refusal.message)
