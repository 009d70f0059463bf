"""Reports: the list, and one report as text with its cities linked."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from mezhgorod.reporting.models import AnnualReport
from mezhgorod.reporting.queries.reading import ReadingProgress, reading_progress
from mezhgorod.reporting.queries.reports import linked_report, reports_with_counts
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.conditional import answer_conditionally
from mezhgorod.website.pages.report_reading import may_read


def report_list(request: HttpRequest) -> HttpResponseBase:
    """All reports, newest period first."""
    return render(request, "website/reports/index.html", {"reports": reports_with_counts()})


def report(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One report word for word; every city in it leads to its page.

    Whoever loads documents of its owner is told how far its facts are confirmed.
    """
    try:
        found = linked_report(slug=slug)
    except AnnualReport.DoesNotExist as error:
        raise Http404 from error
    progress: ReadingProgress | None = None
    if may_read(actor_of_request(request), found.report):
        progress = reading_progress(report=found.report)
    context = {"found": found, "progress": progress}
    return answer_conditionally(
        request,
        parts=("report", found.report.pk, found.report.updated_at, progress),
        updated_at=found.report.updated_at,
        build=lambda: render(request, "website/reports/report.html", context),
    )
