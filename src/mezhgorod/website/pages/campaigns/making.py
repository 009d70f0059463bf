"""A new campaign in two steps: which plan it continues and for when, then days and parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.models import Campaign
from mezhgorod.campaigns.rules import ELIGIBILITY_WORDS, RUN_CAMPAIGN, EligibilityKind
from mezhgorod.campaigns.rules.phrases import invited_noun
from mezhgorod.planning.models import Plan
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor, RuleViolation, Subject, may, numbers_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.campaigns import (
    CampaignForm,
    chosen_parties,
    next_period,
    party_choices,
    period_choices,
)
from mezhgorod.website.pages.campaigns.listing import has_anywhere
from planbook.dates import Period
from planbook.dates.period import PeriodError

_YEARS_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Start:
    """What the first step has chosen: whose campaign, which plan it continues, for when."""

    owner: Organization
    source: Plan | None
    period: Period


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """`?from=plan:5&period=2026` lead to the second step, without them the first is shown."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    actor = actor_of_request(request)
    if not has_anywhere(actor, RUN_CAMPAIGN):
        raise PermissionDenied
    start = _start(request, actor)
    if start is None:
        return _first_step(request, actor)
    if request.method == "POST":
        return _sent(request, actor, start)
    return _page(request, start, CampaignForm.fresh(start.owner, start.source, start.period))


def _first_step(request: HttpRequest, actor: Actor) -> HttpResponse:
    owners = _owners(actor)
    plans = Plan.objects.filter(owner__in=owners).select_related("owner")
    plans = plans.defer("source_layout").order_by("owner__name", "-period_start")
    today = timezone.localdate()
    chosen = request.GET.get("from", "")
    source = next((one for one in plans if f"plan:{one.pk}" == chosen), None)
    context = {
        "owners": owners,
        "origins": [*_origins(plans, owners)],
        "chosen": chosen,
        "periods": period_choices(_years(today, source)),
        "is_unread": bool(request.GET.get("period")),
    }
    return render(request, "website/campaigns/start.html", context)


def _origins(plans: Iterable[Plan], owners: Iterable[Organization]) -> Iterator[tuple[str, str]]:
    for plan in plans:
        owner = plan.owner.short_name or plan.owner.name
        yield f"plan:{plan.pk}", f"{owner[:50]}: {plan.title[:90]}"
    for one in owners:
        yield f"owner:{one.pk}", f"Без прошлого плана: {one.name[:90]}"


def _years(today: date, source: Plan | None) -> list[int]:
    years = set(range(today.year, today.year + _YEARS_AHEAD))
    if source is not None:
        years |= {source.period_end.year, source.period_end.year + 1}
    return sorted(years)


def _sent(request: HttpRequest, actor: Actor, start: Start) -> HttpResponse:
    form = CampaignForm.sent(start.owner, start.source, start.period, request.POST)
    try:
        with transaction.atomic():
            campaign = _made(form, start, actor, is_open=request.POST.get("do") == "open")
    except RuleViolation as refusal:
        form.errors[refusal.field or "form"] = refusal.message
        return _page(request, start, form, status=422)
    words = "Сбор открыт." if campaign.state == "open" else "Сбор подготовлен, но ещё не открыт."
    messages.success(request, f"{words} Разошлите приглашения, когда будете готовы.")
    return redirect("campaign", pk=campaign.pk)


def _made(form: CampaignForm, start: Start, actor: Actor, *, is_open: bool) -> Campaign:
    now = timezone.now()
    campaign = actions.create_campaign(owner=start.owner, draft=form.draft(), actor=actor, now=now)
    parties = chosen_parties(form.parties or (), owner=start.owner)
    actions.invite_parties(campaign=campaign, parties=parties, actor=actor, now=now)
    if is_open:
        campaign = actions.open_campaign(campaign=campaign, actor=actor, now=now)
    return campaign


def _page(
    request: HttpRequest, start: Start, form: CampaignForm, *, status: int = 200
) -> HttpResponse:
    choices = party_choices(owner=start.owner, source=start.source, day=timezone.localdate())
    ticked = {one.key for one in choices} if form.parties is None else set(form.parties)
    context = {
        "form": form,
        "choices": [(one, one.key in ticked) for one in choices],
        "conditions": [
            (kind.value, _words(kind), kind.value in form.conditions, kind.value in form.strict)
            for kind in EligibilityKind
        ],
        "start": start,
        "invited": invited_noun(start.owner.kind, ()),
    }
    return render(request, "website/campaigns/new.html", context, status=status)


def _words(kind: EligibilityKind) -> str:
    return ELIGIBILITY_WORDS[kind].format(number="N")


def _start(request: HttpRequest, actor: Actor) -> Start | None:
    kind, _, number = request.GET.get("from", "").partition(":")
    numbers = numbers_of([number])
    if not numbers:
        return None
    source = None
    if kind == "plan":
        source = Plan.objects.select_related("owner").filter(pk=numbers[0]).first()
        owner = source.owner if source else None
    else:
        owner = Organization.objects.filter(pk=numbers[0]).first()
    if owner is None or not may(actor, RUN_CAMPAIGN, Subject(owner_id=owner.pk)):
        return None
    try:
        period = Period.from_edtf(_wanted_period(request, source))
    except PeriodError:
        return None
    return Start(owner, source, period)


def _wanted_period(request: HttpRequest, source: Plan | None) -> str:
    """Return the period asked for; «next» is the one after the source plan, else next year."""
    wanted = request.GET.get("period", "")
    if wanted != "next":
        return wanted
    after = next_period(source.period_edtf) if source else ""
    return after or str(timezone.localdate().year + 1)


def _owners(actor: Actor) -> list[Organization]:
    if actor.is_administrator:
        return list(Organization.objects.filter(plans__isnull=False).distinct().order_by("name"))
    owners = {grant.owner_id for grant in actor.grants}
    allowed = [pk for pk in owners if may(actor, RUN_CAMPAIGN, Subject(owner_id=pk))]
    return list(Organization.objects.filter(pk__in=allowed).order_by("name"))
