"""«Следующий период»: the rows of the next plan beside those of the last one, to tick."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mezhgorod.planning.actions.years.next_plan import make_next_plan
from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.queries.next_rows import next_plan_of
from mezhgorod.planning.rules import COMPOSE_PLAN
from mezhgorod.registry.rules import RuleViolation, may, numbers_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.pages.next_year.periods import period_choices
from mezhgorod.website.pages.next_year.rows import shown_sections
from mezhgorod.website.pages.plan_frame import find_plan, plan_frame
from planbook.language import plural

_MAX_ROWS = 10_000


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
    chosen, wanted = _chosen(request), request.POST.get("period", "")
    choice = next(one for one in period_choices(plan, wanted) if one.is_chosen)
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
    refusal: str = "",
) -> HttpResponse:
    choices = period_choices(plan, wanted)
    choice = next(one for one in choices if one.is_chosen)
    proposal = next_plan_of(plan=plan, period=choice.period, today=timezone.localdate())
    sections = shown_sections(proposal, chosen)
    rows = [row for section in sections for row in section.rows]
    context = {
        "frame": plan_frame(request, find_plan(request, plan.slug), "plan_next"),
        "plan": plan,
        "choices": choices,
        "choice": choice,
        "title": proposal.frame.title,
        "sections": sections,
        "count": len(rows),
        "stale_count": sum(row.is_stale for row in rows),
        "waiting": proposal.waiting,
        "left_out": [one for one in proposal.rows if not one.is_due],
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "website/next_year/proposal.html", context, status=status)


def _chosen(request: HttpRequest) -> frozenset[int]:
    """Return the ticked rows; anything that is no number of a row is left out."""
    return frozenset(numbers_of(request.POST.getlist("row")[:_MAX_ROWS]))
