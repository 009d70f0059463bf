"""A series of events: its editions over the years."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from mezhgorod.planning.queries.events import items_of_series, series_visible_to
from mezhgorod.registry.rules import NOBODY
from mezhgorod.reporting.queries.series_record import series_record, series_told_to
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.board.stack import stack_by_plan
from mezhgorod.website.pages.next_year import editions_of


def series(request: HttpRequest, slug: str) -> HttpResponse:
    """All readable editions of one series, latest first."""
    found = get_object_or_404(
        series_told_to(actor=actor_of_request(request)).select_related("owner"), slug=slug
    )
    items = items_of_series(series=found, actor=actor_of_request(request))
    return render(
        request,
        "website/series/series.html",
        {
            "series": found,
            "stacks": stack_by_plan(items),
            "shown": editions_of(request, found),
            "record": series_record(series=found, actor=actor_of_request(request)),
            "is_public": series_visible_to(actor=NOBODY).filter(pk=found.pk).exists(),
        },
    )
