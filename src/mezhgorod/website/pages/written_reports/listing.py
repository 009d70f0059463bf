"""«Составленные отчёты»: the list, and how a new one begins."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries import held_visible_to
from mezhgorod.registry.rules import RuleViolation, may_anywhere
from mezhgorod.reporting.actions.writing import start_report
from mezhgorod.reporting.queries.uses import uses_of
from mezhgorod.reporting.queries.versions import reports_visible_to
from mezhgorod.reporting.rules.rights import COMPOSE_REPORT
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.written_reports import NewReportForm
from mezhgorod.website.pages.written_reports.frame import shown_lines


@require_GET
@never_cache
def written_reports(request: HttpRequest) -> HttpResponse:
    """Reports that the visitor may read, newest period first."""
    actor = actor_of_request(request)
    reports = reports_visible_to(actor=actor).order_by("-period_edtf", "title")
    context = {"reports": reports, "can_compose": may_anywhere(actor, COMPOSE_REPORT)}
    return render(request, "website/written_reports/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Begin a report: for whom, for what period, from what."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    actor = actor_of_request(request)
    if not may_anywhere(actor, COMPOSE_REPORT):
        raise PermissionDenied
    form = NewReportForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            report = start_report(new=form.new_report, actor=actor, now=timezone.now())
        except RuleViolation as refusal:
            form.refuse(refusal)
        else:
            messages.info(request, f"Отчёт «{report.title}» начат. Проверьте его части.")
            return redirect("written_report_edit", report.slug)
    status = 422 if form.is_bound else 200
    return render(request, "website/written_reports/new.html", {"form": form}, status=status)


@require_GET
@never_cache
def uses(request: HttpRequest, held: int) -> HttpResponse:
    """From the facts of an event to the paragraphs of reports that use them."""
    actor = actor_of_request(request)
    found: HeldEvent = get_object_or_404(held_visible_to(actor=actor), pk=held)
    used = [
        (one.report, shown_lines(request, one.report, one.lines))
        for one in uses_of(held=found, actor=actor)
    ]
    context = {"held": found, "uses": used}
    return render(request, "website/written_reports/uses.html", context)
