"""The plan as the document, and the remarks made while reading it."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse

from mezhgorod.evidence.models import Finding
from mezhgorod.evidence.rules import FindingSeverity
from mezhgorod.planning.queries import apply_filter, findings_of_plan, items_of_plan, with_cells
from mezhgorod.website.document_table import document_tables
from mezhgorod.website.forms.event_filter import filter_query, read_start
from mezhgorod.website.pages.plan_frame import (
    ShownPlan,
    plan_frame,
    plan_view,
    render_plan,
)

SHOWN_ROWS = 500
_SEVERITY_HEADINGS = {
    FindingSeverity.ERROR: "Ошибки",
    FindingSeverity.WARNING: "Проверьте",
    FindingSeverity.INFO: "К сведению",
}


@plan_view
def document(request: HttpRequest, shown: ShownPlan) -> HttpResponse:
    """All columns of the document in its own words."""
    frame = plan_frame(request, shown, "plan_document")
    items = apply_filter(items_of_plan(plan=frame.plan), frame.wanted)
    start, count = read_start(request.GET), items.count()
    rows = list(with_cells(items)[start : start + SHOWN_ROWS])
    until = start + len(rows)
    return render_plan(
        request,
        "document.html",
        frame,
        tables=document_tables(list(frame.plan.columns.all()), frame.choices.sections, rows),
        count=count,
        next_query=filter_query(frame.wanted, start=until) if until < count else "",
    )


@plan_view
def findings(request: HttpRequest, shown: ShownPlan) -> HttpResponse:
    """What was noticed in the document, the gravest first, each with its place."""
    frame = plan_frame(request, shown, "plan_findings")
    ordered = sorted(findings_of_plan(plan=frame.plan), key=_gravity)
    groups = [
        (_SEVERITY_HEADINGS[FindingSeverity(severity)], _by_message(list(members)))
        for severity, members in groupby(ordered, key=lambda finding: finding.severity)
    ]
    return render_plan(request, "findings.html", frame, groups=groups, count=len(ordered))


def _by_message(findings: list[Finding]) -> list[tuple[str, list[Finding]]]:
    """Say what is the same once, with all its places, in the order of the document."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.message, []).append(finding)
    return list(found.items())


def _gravity(finding: Finding) -> int:
    return list(_SEVERITY_HEADINGS).index(FindingSeverity(finding.severity))
