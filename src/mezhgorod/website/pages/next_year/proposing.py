"""«Следующий период»: the rows of the next plan beside those of the last one, to tick."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mezhgorod.planning.actions.years.next_plan import make_next_plan
from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.queries.next_rows import next_plan_of
from mezhgorod.planning.rules import COMPOSE_PLAN
from mezhgorod.registry.rules import RuleViolation, may, number_of, numbers_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.pages.next_year.periods import period_choices
from mezhgorod.website.pages.next_year.rows import (
    due_places,
    shown_part,
    spans_read,
    usual_choice,
)
from mezhgorod.website.pages.plan_frame import find_plan, plan_frame
from planbook.language import plural
from planbook.succession import NextPlan

_MAX_LEFT_OUT = 200
_CHANGED = (
    "Пока страница была открыта, прежний план изменился, и предложение стало другим. "
    "Отметки поставлены заново: проверьте их ещё раз."
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_next(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the next plan would hold; compose it from the ticked rows."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    plan = find_plan(request, slug).plan
    if not may(actor_of_request(request), COMPOSE_PLAN, plan_subject(plan)):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, plan, request.GET.get("period", ""))
    wanted, do = request.POST.get("period", ""), request.POST.get("do", "")
    choice = next(one for one in period_choices(plan, wanted) if one.is_chosen)
    if request.POST.get("revision", str(plan.revision)) != str(plan.revision):
        return _page(request, plan, wanted, refusal=_CHANGED)
    chosen = sent_places(request.POST)
    if do:
        return _page(request, plan, wanted, chosen=chosen, do=do)
    try:
        made = make_next_plan(
            plan=plan,
            period=choice.period,
            chosen=chosen,
            actor=actor_of_request(request),
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        return _page(request, plan, wanted, chosen=chosen, refusal=refusal.message)
    count = f"{len(chosen)} {plural(len(chosen), 'строка', 'строки', 'строк')}"
    messages.info(request, f"Проект составлен: {count}. Осталось уточнить сроки и места.")
    return redirect("plan", made.slug)


def _page(
    request: HttpRequest,
    plan: Plan,
    wanted: str,
    *,
    chosen: frozenset[int] | None = None,
    do: str = "",
    refusal: str = "",
) -> HttpResponse:
    choices = period_choices(plan, wanted)
    choice = next(one for one in choices if one.is_chosen)
    proposal = next_plan_of(plan=plan, period=choice.period, today=timezone.localdate())
    chosen = usual_choice(proposal) if chosen is None else chosen
    left_out = [one for one in proposal.rows if not one.is_due]
    context = {
        "frame": plan_frame(request, find_plan(request, plan.slug), "plan_next"),
        "plan": plan,
        "choices": choices,
        "choice": choice,
        "title": proposal.frame.title,
        "part": shown_part(proposal, _stepped(proposal, chosen, do), _asked_page(request, do)),
        "waiting": proposal.waiting,
        "left_out": left_out[:_MAX_LEFT_OUT],
        "left_out_count": len(left_out),
        "left_out_more": max(len(left_out) - _MAX_LEFT_OUT, 0),
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "website/next_year/proposal.html", context, status=status)


def sent_places(sent: QueryDict) -> frozenset[int]:
    """Return the ticked rows: those of the page that was sent and those of all other pages."""
    here = spans_read(sent.get("here", ""))
    return spans_read(sent.get("elsewhere", "")) - here | frozenset(numbers_of(sent.getlist("row")))


def _stepped(proposal: NextPlan, chosen: frozenset[int], do: str) -> frozenset[int]:
    """Tick or untick every row, or those of one section: `all`, `none`, `all-3`, `none-3`."""
    kind, _, section = do.partition("-")
    if kind not in {"all", "none"}:
        return chosen
    meant = frozenset(
        place
        for place in due_places(proposal)
        if not section or str(proposal.rows[place].section) == section
    )
    return chosen | meant if kind == "all" else chosen - meant


def _asked_page(request: HttpRequest, do: str) -> int:
    """Return the page to show: the one a button leads to, else the one that was sent."""
    if do.startswith("page-"):
        return number_of(do.removeprefix("page-"))
    return number_of(request.POST.get("to" if do == "go" else "page", ""))
