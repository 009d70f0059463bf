"""Reports: the list, and one report as text with its cities linked."""

from html import escape

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from mezhgorod.registry.models import Municipality
from mezhgorod.reporting.models import AnnualReport
from mezhgorod.reporting.queries.reading import ReadingProgress, reading_progress
from mezhgorod.reporting.queries.reports import (
    LinkedReport,
    linked_report,
    reports_with_counts,
)
from mezhgorod.reporting.rules import TextSegment
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

    def shown() -> HttpResponse:
        return render(
            request, "website/reports/report.html", {**context, "paragraphs": _shown(found)}
        )

    return answer_conditionally(
        request,
        parts=("report", found.report.pk, found.report.updated_at, progress),
        updated_at=found.report.updated_at,
        build=shown,
    )


def _shown(found: LinkedReport) -> list[tuple[int, SafeString]]:
    """Return paragraphs as HTML: a report has thousands of names, too many for a template."""
    links = {
        one.municipality.pk: (
            f'<a href="{escape(reverse("city", args=(one.municipality.slug,)))}" '
            f'title="{escape(one.municipality.name)}">'
        )
        for one in found.cities
    }

    def words(segment: TextSegment[Municipality]) -> str:
        text = escape(segment.text)
        return f"{links[segment.target.pk]}{text}</a>" if segment.target else text

    # All that is not ours is escaped above.
    return [
        (one.position, mark_safe("".join(map(words, one.segments))))  # noqa: S308
        for one in found.paragraphs
    ]
