"""A report goes on: frozen, approved, published, opened for a new version; remarks on its draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mezhgorod.registry.rules import RuleViolation, number_of
from mezhgorod.reporting.actions.writing import (
    add_report_remark,
    approve_report,
    begin_draft,
    correct_report,
    freeze_report,
    publish_report,
    settle_report_remark,
    unfreeze_report,
)
from mezhgorod.reporting.models import Report
from mezhgorod.reporting.queries.versions import approved_version
from mezhgorod.reporting.rules.content import content_from_dict
from mezhgorod.reporting.rules.rights import (
    APPROVE_REPORT,
    CHANGE_REPORT,
    CORRECT_REPORT,
    FREEZE_REPORT,
    PUBLISH_REPORT,
    REMARK_ON_REPORT,
)
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.written_reports import ReportApprovalForm
from mezhgorod.website.pages.written_reports.frame import for_those_who, show, shown_lines

_STEPS = {
    "draft": (begin_draft, "Отчёт стал черновиком."),
    "unfreeze": (unfreeze_report, "Отчёт снова черновик: числа следуют за сведениями."),
    "correct": (correct_report, "Отчёт открыт для новой редакции. Утверждённая остаётся."),
}


@require_POST
@for_those_who(CHANGE_REPORT, FREEZE_REPORT, PUBLISH_REPORT, CORRECT_REPORT)
def state(request: HttpRequest, report: Report) -> HttpResponse:
    """Take the next step of a report, or go back to the draft."""
    verb = request.POST.get("do", "")
    try:
        if verb == "freeze":
            version = freeze_report(
                report=report,
                seen=number_of(request.POST.get("seen", "")),
                reason=request.POST.get("reason", ""),
                actor=actor_of_request(request),
                now=timezone.now(),
            )
            messages.info(request, f"Числа заморожены: редакция {version.number}.")
        elif verb == "publish":
            return _published(request, report)
        elif verb in _STEPS:
            action, words = _STEPS[verb]
            action(report=report, actor=actor_of_request(request), now=timezone.now())
            messages.info(request, words)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
        if verb == "freeze":
            return redirect("written_report_findings", report.slug)
    return redirect("written_report", report.slug)


def _published(request: HttpRequest, report: Report) -> HttpResponse:
    """Publish, asking first where the text says «…»."""
    try:
        publish_report(
            report=report,
            has_gaps="has_gaps" in request.POST,
            actor=actor_of_request(request),
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        version = approved_version(report=report)
        if refusal.code != "report.gaps" or version is None:
            raise
        lines = content_from_dict(version.content).gaps()
        shown = shown_lines(request, report, (line for _, line in lines))
        numbered = list(zip((number for number, _ in lines), shown, strict=True))
        return show(request, report, "publish.html", status=422, gaps=numbered, here="text")
    messages.info(request, "Отчёт опубликован: его видят все.")
    return redirect("written_report", report.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(APPROVE_REPORT)
def approve(request: HttpRequest, report: Report) -> HttpResponse:
    """Approve the frozen text with the decision of a body."""
    form = ReportApprovalForm(request.POST or None, report=report)
    if request.method == "POST" and form.is_valid():
        try:
            version = approve_report(
                report=report,
                approval=form.approval,
                seen=number_of(request.POST.get("seen", "")),
                actor=actor_of_request(request),
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.refuse(refusal)
        else:
            messages.info(request, f"Отчёт утверждён: редакция {version.number}.")
            return redirect("written_report", report.slug)
    status = 422 if form.is_bound else 200
    return show(request, report, "approve.html", status=status, form=form, here="text")


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(REMARK_ON_REPORT, CHANGE_REPORT)
def remarks(request: HttpRequest, report: Report) -> HttpResponse:
    """Remarks of readers; the directorate marks them as taken into account."""
    if request.method == "POST":
        return _remark_sent(request, report)
    kept = report.remarks.select_related("by", "block")
    return show(request, report, "remarks.html", remarks=kept, here="remarks")


def _remark_sent(request: HttpRequest, report: Report) -> HttpResponse:
    actor, now = actor_of_request(request), timezone.now()
    try:
        if number := number_of(request.POST.get("remark", "")):
            remark = get_object_or_404(report.remarks.select_related("report"), pk=number)
            is_settled = request.POST.get("do") == "settle"
            settle_report_remark(remark=remark, is_settled=is_settled, actor=actor, now=now)
        else:
            block = report.blocks.filter(pk=number_of(request.POST.get("block", ""))).first()
            text = request.POST.get("text", "")
            add_report_remark(report=report, block=block, text=text, actor=actor, now=now)
            messages.info(request, "Замечание оставлено.")
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    return redirect("written_report_remarks", report.slug)
