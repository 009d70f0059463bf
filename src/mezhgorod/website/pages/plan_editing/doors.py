"""Who may work on the rows of a plan, and how a step is answered: a page, or words for a script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from mezhgorod.planning.actions.rows.guards import own_bodies
from mezhgorod.planning.actions.rows.undoing import last_words
from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.rules import (
    AMEND_PLAN,
    CHANGE_DRAFT,
    CHANGE_OWN_ROWS,
    OPEN_STATES,
)
from mezhgorod.registry.models import Body
from mezhgorod.registry.rules import Actor, RuleViolation, may
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.pages.plan_approval.frame import for_those_who
from mezhgorod.website.pages.plan_editing.paging import is_long, kept_query

Step = Callable[..., HttpResponse]
editors = for_those_who(CHANGE_DRAFT, CHANGE_OWN_ROWS, AMEND_PLAN)


@dataclass(frozen=True, slots=True)
class Desk:
    """What somebody may do with the rows of a plan.

    Attributes:
        is_open: rows change freely; an approved plan changes by typed changes.
        may_all: every row and every heading; else only rows of the committees in `bodies`.
    """

    plan: Plan
    actor: Actor
    is_open: bool
    may_all: bool
    may_amend: bool
    bodies: tuple[Body, ...]

    @property
    def may_some(self) -> bool:
        return self.may_all or bool(self.bodies)


def desk_of(request: HttpRequest, plan: Plan) -> Desk:
    """Return what the visitor may do with the rows of a plan."""
    actor, subject = actor_of_request(request), plan_subject(plan)
    may_all = may(actor, CHANGE_DRAFT, subject)
    return Desk(
        plan=plan,
        actor=actor,
        is_open=plan.state in OPEN_STATES,
        may_all=may_all,
        may_amend=may(actor, AMEND_PLAN, subject),
        bodies=() if may_all else tuple(own_bodies(plan=plan, actor=actor)),
    )


def wants_words(request: HttpRequest) -> bool:
    """Tell whether a script asks and shows the answer itself."""
    return request.headers.get("Accept", "").startswith("application/json")


def step_of(view: Step) -> Step:
    """Let a step refuse with a message: nothing is written, the page says why."""

    @wraps(view)
    def wrapped(request: HttpRequest, plan: Plan, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, plan, **kwargs)
        except RuleViolation as refusal:
            if wants_words(request):
                return JsonResponse({"message": refusal.message}, status=422)
            messages.error(request, refusal.message)
            return redirect(back_to(request, plan))

    return wrapped


def done(
    request: HttpRequest, plan: Plan, words: str, *, anchor: str = "", **told: object
) -> HttpResponse:
    """Answer a step that was taken: words for a script, else the page with a message."""
    if wants_words(request):
        return JsonResponse({"message": words, **told, **undo_words(plan)})
    if words:
        messages.info(request, words)
    return redirect(back_to(request, plan, anchor))


def undo_words(plan: Plan) -> dict[str, str]:
    """Return the step that would be taken back next, for the button on the page."""
    step = last_words(plan=plan)
    return {"batch": str(step.batch), "undo": step.words} if step else {"batch": "", "undo": ""}


def back_to(request: HttpRequest, plan: Plan, anchor: str = "") -> str:
    """Return the page of the rows with the filter it was shown with.

    Of a long plan it is the page on which the `anchor` stands: «row-7», «section-3».
    """
    kind, _, number = anchor.partition("-")
    more = {kind: number} if anchor and is_long(plan) else {}
    url = reverse("plan_editing", args=(plan.slug,)) + kept_query(request.GET, **more)
    return f"{url}#{anchor}" if anchor else url
