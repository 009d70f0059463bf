"""The plan as the document."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from mezhgorod.planning.queries import apply_filter, items_of_plan, with_cells
from mezhgorod.website.document_table import document_tables
from mezhgorod.website.forms.event_filter import filter_query, read_start
from mezhgorod.website.pages.plan_frame import (
    ShownPlan,
    plan_frame,
    plan_view,
    render_plan,
)

SHOWN_ROWS = 500


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
