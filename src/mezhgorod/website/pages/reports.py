"""Reports: the list, and one report as text with its cities linked."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from mezhgorod.reporting.models import AnnualReport
from mezhgorod.reporting.queries.reports import linked_report, reports_with_counts
from mezhgorod.website.conditional import answer_conditionally


def report_list(request: HttpRequest) -> HttpResponseBase:
    """All reports, newest period first."""
    return render(request, "website/reports/index.html", {"reports": reports_with_counts()})


def report(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One report word for word; every city in it leads to its page."""
    try:
        found = linked_report(slug=slug)
    except AnnualReport.DoesNotExist as error:
        raise Http404 from error
    return answer_conditionally(
        request,
        parts=("report", found.report.pk, found.report.updated_at),
        updated_at=found.report.updated_at,
        build=lambda: render(request, "website/reports/report.html", {"found": found}),
    )
