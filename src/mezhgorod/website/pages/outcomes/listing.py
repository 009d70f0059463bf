"""What was held: the list of an owner and a year, what nobody has told of, new records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mezhgorod.outcomes.actions import begin_held, record_held, set_parties
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries import (
    HeldFilter,
    doubts_of_many,
    held_list,
    held_visible_to,
    recognise_parties,
    silent_events,
    without_exchanges,
)
from mezhgorod.outcomes.queries.held import hosts_of
from mezhgorod.outcomes.rules import (
    KEEP_FACTS,
    FactState,
    HeldValues,
    Outcome,
    PartyList,
    PartyRole,
)
from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.planning.rules import FROZEN_STATES
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor, Reach, RuleViolation, Subject, count_in, may
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.outcomes import NewHeldForm
from mezhgorod.website.pages.outcomes.frame import posted

_ON_PAGE = 50
_SHOWN_SILENT = 20
_OFFERED = 200
_MAX_WORDS = 200
_YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class Frame:
    """Whose results are shown, for which year, and what else there is to choose."""

    owner: Organization | None
    year: int | None
    owners: list[Organization]
    years: list[int]
    keeps: bool


@never_cache
@require_http_methods(["GET", "HEAD"])
def overview(request: HttpRequest) -> HttpResponse:
    """What was held in a year, what is silent, what is doubtful."""
    actor = actor_of_request(request)
    frame = _frame(request, actor)
    wanted = _wanted(request, frame)
    found = without_exchanges(held_list(actor=actor, found=wanted)).filter(_within(frame.year))
    page = Paginator(found, _ON_PAGE).get_page(request.GET.get("page"))
    keeps = frame.keeps and frame.owner is not None
    silent = _silent(frame) if keeps else []
    doubts = doubts_of_many(page.object_list) if keeps else {}
    rows = [(one, hosts_of(one), _open_doubts(doubts.get(one.pk, []))) for one in page.object_list]
    most = _OFFERED if request.GET.get("silent") == "all" else _SHOWN_SILENT
    context = {
        "frame": frame,
        "rows": rows,
        "page": page,
        "silent": silent[:most],
        "silent_more": max(len(silent) - most, 0),
        "today": timezone.localdate(),
        "wanted": wanted,
        "is_narrowed": bool(wanted.words or wanted.outcome or wanted.state),
        "outcomes": Outcome.choices,
        "states": FactState.choices,
        "plans": _plans(frame),
    }
    return render(request, "website/outcomes/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a record: from a row of a plan that has passed, or beside plans."""
    actor = actor_of_request(request)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    frame = _frame(request, actor)
    if frame.owner is None or not frame.keeps:
        raise PermissionDenied
    if request.method == "POST" and request.POST.get("item"):
        return _from_row(request, frame.owner, actor)
    form = NewHeldForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            held = _beside_plans(request, frame.owner, form, actor)
        except RuleViolation as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal.message)
        else:
            messages.info(request, "Запись начата. Дополните её по частям.")
            return redirect("held_event", held.pk)
    context = {
        "frame": frame,
        "form": form,
        "silent": silent_events(owner=frame.owner, today=timezone.localdate(), most=_OFFERED),
    }
    status = 422 if form.errors else 200
    return render(request, "website/outcomes/new.html", context, status=status)


def _from_row(request: HttpRequest, owner: Organization, actor: Actor) -> HttpResponse:
    number = count_in(request.POST["item"]) or 0
    rows = PlanItem.objects.filter(section__plan__owner=owner, pk=number)
    item = get_object_or_404(rows.select_related("event"))
    try:
        held = begin_held(event=item.event, owner=owner, actor=actor, now=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
        return redirect("held_new")
    return redirect("held_event", held.pk)


def _beside_plans(
    request: HttpRequest, owner: Organization, form: NewHeldForm, actor: Actor
) -> HeldEvent:
    data, now = form.cleaned_data, timezone.now()
    values: HeldValues = {
        "title": data["title"],
        "timing_text": data["timing_text"],
        "union_role": data["union_role"],
        "outcome": Outcome.HELD,
    }
    held = record_held(owner=owner, values=values, actor=actor, now=now)
    if data["hosts"]:
        found = recognise_parties(data["hosts"], owner=owner, day=held.earliest)
        for note in found.notes:
            messages.warning(request, note)
        listed = PartyList(PartyRole.HOST, found.drafts)
        set_parties(held=held, parties=listed, actor=actor, now=now)
    return held


def _frame(request: HttpRequest, actor: Actor) -> Frame:
    owners = list(_owners(actor))
    slug = request.GET.get("owner", "")
    if slug and all(one.slug != slug for one in owners):
        # Somebody whose results nobody has shown yet: an empty page rather than another's results.
        owners += Organization.objects.filter(slug=slug[:100])
    owner = next((one for one in owners if one.slug == slug), owners[0] if owners else None)
    years = _years(owner, actor) if owner else []
    asked = count_in(request.GET.get("year", ""))
    year = asked if asked in _YEARS else None
    if year is None and request.GET.get("year") != "all":
        year = years[0] if years else timezone.localdate().year
    return Frame(owner, year, owners, years, owner is not None and _keeps(actor, owner))


def _owners(actor: Actor) -> QuerySet[Organization]:
    """Return whose results there are to see, those of the visitor first by name."""
    seen = held_visible_to(actor=actor).order_by().values("owner")
    found = Organization.objects.filter(pk__in=seen)
    if actor.is_administrator:
        planning = Plan.objects.filter(state__in=FROZEN_STATES).values("owner")
        found |= Organization.objects.filter(pk__in=planning)
    else:
        mine = {grant.owner_id for grant in actor.grants if KEEP_FACTS.roles.get(grant.role)}
        found |= Organization.objects.filter(pk__in=mine)
    return found.order_by("name")


def _years(owner: Organization, actor: Actor) -> list[int]:
    seen = held_visible_to(actor=actor).filter(owner=owner, earliest__isnull=False)
    known = {one.year for one in seen.order_by().dates("earliest", "year")}
    if _keeps(actor, owner):
        today = timezone.localdate()
        passed = owner.plans.filter(state__in=FROZEN_STATES, period_start__lte=today)
        known |= {one.year for one in passed.values_list("period_start", flat=True)}
    return sorted(known, reverse=True)


def _keeps(actor: Actor, owner: Organization) -> bool:
    """Whether somebody may begin records here: coordinators of a committee may for theirs."""
    bodies: set[int | None] = {
        grant.body_id
        for grant in actor.grants
        if KEEP_FACTS.roles.get(grant.role) is Reach.BODY and grant.owner_id == owner.pk
    }
    subjects = (Subject(owner_id=owner.pk, body_id=body) for body in bodies | {None})
    return any(may(actor, KEEP_FACTS, one) for one in subjects)


def _wanted(request: HttpRequest, frame: Frame) -> HeldFilter:
    query = request.GET
    words = " ".join(query.get("q", "").replace("\0", "").split())[:_MAX_WORDS]
    outcome, state = query.get("outcome", ""), query.get("state", "")
    return HeldFilter(
        owner=frame.owner,
        outcome=outcome if outcome in Outcome.values else "",
        state=state if frame.keeps and state in FactState.values else "",
        words=words,
    )


def _within(year: int | None) -> Q:
    """Return the condition of a year: when it was held, else when the plan wanted it."""
    if year is None:
        return Q()
    first, last = date(year, 1, 1), date(year, 12, 31)
    told = Q(earliest__lte=last, latest__gte=first)
    planned = Q(earliest__isnull=True, event__earliest__lte=last, event__latest__gte=first)
    return told | planned


def _silent(frame: Frame) -> list[PlanItem]:
    if frame.owner is None:
        return []
    return silent_events(owner=frame.owner, today=timezone.localdate(), year=frame.year)


def _plans(frame: Frame) -> list[Plan]:
    """Return the plans of the year, to be compared with facts."""
    if frame.owner is None or frame.year is None or not frame.keeps:
        return []
    found = frame.owner.plans.filter(state__in=FROZEN_STATES)
    first, last = date(frame.year, 1, 1), date(frame.year, 12, 31)
    within = found.filter(period_start__lte=last, period_end__gte=first)
    return list(within.order_by("period_start", "pk"))


def _open_doubts(doubts: list[Any]) -> int:
    return sum(one.decision is None for one in doubts)
