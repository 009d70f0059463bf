"""«Порядок согласования»: which bodies look at the plans of an association, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mezhgorod.planning.actions.approval.routes import restore_route, save_route
from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries.routes import (
    answering_bodies,
    route_digest,
    route_of,
    undoable_entry,
)
from mezhgorod.planning.rules import KEEP_ROUTE, SEE_DRAFT, PlanState
from mezhgorod.planning.rules.routes import RouteStep
from mezhgorod.registry.models import Body, Organization
from mezhgorod.registry.rules import RuleViolation, Subject, may, number_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.approval_route import RouteForm
from mezhgorod.website.pages.who_is_who.frame import frame_of, refused_visitor


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step as people read it; `is_manned`: somebody beside the directorate may answer."""

    step: RouteStep
    body: str
    is_manned: bool
    is_together: bool


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def route(request: HttpRequest, slug: str) -> HttpResponse:
    """The steps as they go, a form for those who keep them, the last change taken back."""
    owner = get_object_or_404(Organization, slug=slug)
    actor, subject = actor_of_request(request), Subject(owner_id=owner.pk)
    can_keep = may(actor, KEEP_ROUTE, subject)
    is_reading = request.method != "POST"
    is_allowed = can_keep or (is_reading and may(actor, SEE_DRAFT, subject))
    if (refused := refused_visitor(request, is_allowed=is_allowed)) is not None:
        return refused
    if is_reading:
        return _page(request, owner, can_keep=can_keep)
    if request.POST.get("do") == "undo":
        return _restored(request, owner)
    return _saved(request, owner)


def _saved(request: HttpRequest, owner: Organization) -> HttpResponse:
    form = RouteForm(route_of(owner=owner), bodies=_bodies(owner), data=request.POST)
    if not form.is_valid():
        return _page(request, owner, form=form, status=422)
    try:
        save_route(
            owner=owner,
            steps=form.steps,
            seen=request.POST.get("seen", ""),
            actor=actor_of_request(request),
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        form.refuse(refusal)
        return _page(
            request, owner, form=form, status=409 if refusal.code == "route.changed" else 422
        )
    messages.info(request, "Порядок согласования сохранён.")
    return redirect("approval_route", owner.slug)


def _restored(request: HttpRequest, owner: Organization) -> HttpResponse:
    try:
        restore_route(
            owner=owner,
            entry_id=number_of(request.POST.get("entry", "")),
            actor=actor_of_request(request),
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, "Возвращён прежний порядок согласования.")
    return redirect("approval_route", owner.slug)


def _page(
    request: HttpRequest,
    owner: Organization,
    *,
    form: RouteForm | None = None,
    can_keep: bool = True,
    status: int = 200,
) -> HttpResponse:
    steps, bodies = route_of(owner=owner), _bodies(owner)
    context: dict[str, Any] = {
        "frame": frame_of(request, owner),
        "steps": _shown(owner, steps, bodies),
        "has_final": any(one.is_final for one in steps),
        "seen": route_digest(steps),
        "form": form or (RouteForm(steps, bodies=bodies) if can_keep else None),
        "entry": undoable_entry(owner=owner) if can_keep else None,
        "has_bodies": bool(bodies),
        "under_way": Plan.objects.filter(owner=owner, state=PlanState.IN_REVIEW),
        "can_keep": can_keep,
    }
    template = "website/plan_approval/route.html"
    return render(request, template, context, status=status)


def _bodies(owner: Organization) -> list[Body]:
    """Return the bodies to choose from: those that work, and those the order names already."""
    is_working = Q(until_on__isnull=True) | Q(until_on__gte=timezone.localdate())
    found = Body.objects.filter(is_working | Q(approval_routes__owner=owner), owner=owner)
    return list(found.distinct().order_by("kind", "name"))


def _shown(
    owner: Organization, steps: Sequence[RouteStep], bodies: Sequence[Body]
) -> list[ShownStep]:
    names = {one.pk: one.name for one in bodies}
    answering = answering_bodies(owner=owner, today=timezone.localdate())
    shown = []
    for place, one in enumerate(steps):
        before = steps[place - 1] if place else None
        shown.append(
            ShownStep(
                one,
                names.get(one.body_id or 0, ""),
                is_manned=one.body_id is None or bool(answering & {one.body_id, None}),
                is_together=before is not None and before.position == one.position,
            )
        )
    return shown
