"""What the collected plan lacks, before it becomes a draft."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mezhgorod.campaigns.queries import campaign_gaps
from mezhgorod.campaigns.rules import CampaignState
from mezhgorod.planning.rules.gaps import GapKind
from mezhgorod.website.pages.campaigns.doors import Opened, for_readers


@require_GET
@for_readers
def gaps(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Gaps by kind, rows alike, silent parties; the next step of the campaign below."""
    found = campaign_gaps(campaign=opened.campaign, today=opened.today)
    by_kind = [
        (kind.label, members)
        for kind in GapKind
        if (members := [gap for gap in found.plan_gaps if gap.kind == kind])
    ]
    context = {
        "opened": opened,
        "campaign": opened.campaign,
        "gaps": found,
        "by_kind": by_kind,
        "is_closed": opened.campaign.state == CampaignState.CLOSED,
        "is_open": opened.campaign.state == CampaignState.OPEN,
    }
    return render(request, "website/campaigns/gaps.html", context)
