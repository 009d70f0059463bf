"""«Сбор предложений»: campaigns somebody runs or reads, and the way to a new one."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from mezhgorod.campaigns.queries import campaigns_visible_to, submissions_of
from mezhgorod.campaigns.rules import READ_CAMPAIGN, RUN_CAMPAIGN
from mezhgorod.registry.rules import Actor, Right
from mezhgorod.website.actors import actor_of_request


@require_GET
@never_cache
def campaign_list(request: HttpRequest) -> HttpResponse:
    """Campaigns, the latest period first; who only proposes is led to their own page."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    actor = actor_of_request(request)
    if not has_anywhere(actor, READ_CAMPAIGN):
        if submissions_of(actor=actor).exists():
            return redirect("my_proposals")
        raise PermissionDenied
    context = {
        "campaigns": campaigns_visible_to(actor=actor),
        "can_run": has_anywhere(actor, RUN_CAMPAIGN),
        "today": timezone.localdate(),
    }
    return render(request, "website/campaigns/index.html", context)


def has_anywhere(actor: Actor, right: Right) -> bool:
    """Return whether a role of somebody carries a right in any association."""
    return actor.is_administrator or any(grant.role in right.roles for grant in actor.grants)
