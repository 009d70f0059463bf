"""The plan as a list: by month, by section or by city."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from mezhgorod.exchanges.queries.carried import exchanges_of_items
from mezhgorod.planning.queries import apply_filter, items_by_time, items_of_plan, with_places
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.board.groups import by_city, by_month, by_section
from mezhgorod.website.board.history import tell_former
from mezhgorod.website.board.rows import row_of
from mezhgorod.website.forms.event_filter import filter_query, read_start
from mezhgorod.website.pages.plan_frame import (
    ShownPlan,
    plan_frame,
    plan_view,
    render_plan,
)

LISTED_ROWS = 500
_GROUPINGS = {"month": by_month, "section": by_section, "city": by_city}
_LABELS = [("month", "По месяцам"), ("section", "По разделам"), ("city", "По городам")]


@plan_view
def plan_rows(request: HttpRequest, shown: ShownPlan) -> HttpResponse:
    """The rows of a plan under headings; `?by=month|section|city` chooses them."""
    frame = plan_frame(request, shown, "plan_list")
    by = request.GET.get("by", "")
    by = by if by in _GROUPINGS else "month"
    start = read_start(request.GET)
    items = apply_filter(items_of_plan(plan=frame.plan), frame.wanted)
    ordered = items if by == "section" else items_by_time(items)
    shown_items = list(with_places(ordered)[start : start + LISTED_ROWS])
    tell_former(shown_items)
    carried = exchanges_of_items(items=shown_items, actor=actor_of_request(request))
    for item in shown_items:
        item.carried = carried.get(item.pk, ())  # type: ignore[attr-defined]
    rows = [row_of(item) for item in shown_items]
    count, until = items.count(), start + len(rows)
    return render_plan(
        request,
        "list.html",
        frame,
        groups=_GROUPINGS[by](rows, frame.choices.sections),
        groupings=_LABELS,
        by=by,
        count=count,
        next_query=filter_query(frame.wanted, by=by, start=until) if until < count else "",
    )
