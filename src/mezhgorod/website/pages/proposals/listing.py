"""«Мои предложения»: campaigns that wait for the organizations a person speaks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from mezhgorod.campaigns.models import Submission
from mezhgorod.campaigns.queries import due_day
from mezhgorod.campaigns.rules import SEE_SUBMISSION, WAITED_STATES, CampaignState, RowState
from mezhgorod.campaigns.rules.phrases import late_words
from mezhgorod.registry.rules import Actor, Reach
from mezhgorod.website.actors import actor_of_request

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """The proposals of one party in one campaign, in a list."""

    submission: Submission
    due: date
    days_left: int
    is_waiting: bool
    row_count: int

    @property
    def late_words(self) -> str:
        """By how much the day has passed."""
        return late_words(-self.days_left)


@require_GET
@login_required
@never_cache
def my_proposals(request: HttpRequest) -> HttpResponse:
    """Campaigns of my organizations, those that wait first; an only one opens at once."""
    rows = waiting_for(actor=actor_of_request(request), today=timezone.localdate())
    waiting = [one for one in rows if one.is_waiting]
    if len(rows) == 1 and waiting:
        return redirect("proposals", pk=rows[0].submission.pk)
    context = {"waiting": waiting, "rest": [one for one in rows if not one.is_waiting]}
    return render(request, "website/proposals/mine.html", context)


def waiting_for(*, actor: Actor, today: date) -> list[Waiting]:
    """Return the proposals of the parties somebody speaks for, those to answer first."""
    mine = Q(pk__in=[])
    for grant in actor.grants:
        if SEE_SUBMISSION.roles.get(grant.role) is Reach.PARTY and grant.party_id:
            mine |= Q(party=grant.party_id, campaign__owner=grant.owner_id)
    found = (
        Submission.objects.filter(mine)
        .exclude(campaign__state=CampaignState.PREPARING)
        .select_related("campaign__owner", "party__territory")
        .annotate(row_count=Count("rows", filter=~Q(rows__state=RowState.REMOVED)))
        .order_by("-campaign__due_on", "party__name")[:_SHOWN]
    )
    rows = []
    for one in found:
        due = due_day(one)
        is_waiting = one.campaign.state == CampaignState.OPEN and one.state in WAITED_STATES
        rows.append(Waiting(one, due, (due - today).days, is_waiting, one.row_count))
    return sorted(rows, key=lambda one: (not one.is_waiting, one.due if one.is_waiting else today))
