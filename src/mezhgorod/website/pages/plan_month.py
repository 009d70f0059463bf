"""One month of a plan as a calendar sheet; what has no day stands apart and is never given one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from mezhgorod.planning.queries import apply_filter, items_of_month, items_of_plan, with_places
from mezhgorod.website.board.month import WEEKDAY_NAMES, WEEKDAYS, month_sheet
from mezhgorod.website.board.rows import Row, row_of
from mezhgorod.website.board.scale import (
    month_name,
    months_of,
    next_month,
    previous_month,
    year_scale,
)
from mezhgorod.website.board.year import colour_of
from mezhgorod.website.forms.event_filter import filter_query, read_filter, read_month
from mezhgorod.website.pages.plan_frame import (
    PlanFrame,
    ShownPlan,
    plan_frame,
    plan_view,
    render_plan,
)

SHOWN_ROWS = 500


@plan_view
def month_redirect(request: HttpRequest, shown: ShownPlan) -> HttpResponse:
    """Lead to the month of the filter, else to the present one, else to the first of the plan."""
    wanted = read_filter(request.GET)
    months = months_of(year_scale(shown.plan.period_start, shown.plan.period_end))
    present = timezone.localdate().replace(day=1)
    month = wanted.month or (present if present in months else months[0])
    query = filter_query(replace(wanted, month=None))
    response = redirect("plan_month_of", slug=shown.plan.slug, month=f"{month:%Y-%m}")
    response["Location"] += query
    return response


@plan_view
def month(request: HttpRequest, shown: ShownPlan, month: str) -> HttpResponse:
    """The sheet of one month; months outside the period of the plan have a sheet too."""
    first = read_month(month)
    if first is None:
        raise Http404(month)
    frame = plan_frame(request, shown, "plan_month")
    rows = _coloured_rows(frame, first)
    sheet = month_sheet(first, rows[:SHOWN_ROWS], today=timezone.localdate())
    context = {
        "sheet": sheet,
        "count": len(rows),
        "is_cut": len(rows) > SHOWN_ROWS,
        "weekdays": list(zip(WEEKDAYS, WEEKDAY_NAMES, strict=True)),
        "title": month_name(first),
        "months": months_of(year_scale(shown.plan.period_start, shown.plan.period_end)),
        "previous": _step(previous_month(first)),
        "next": _step(next_month(first)),
        "hide_month": True,
    }
    return render_plan(request, "month.html", frame, **context)


def _coloured_rows(frame: PlanFrame, first: date) -> list[tuple[str, Row]]:
    """Return the rows of a month with their colours, one more than can be shown."""
    wanted = replace(frame.wanted, month=None)
    items = items_of_month(items=apply_filter(items_of_plan(plan=frame.plan), wanted), month=first)
    colours = {part.pk: colour_of(part.position - 1) for part in frame.choices.sections}
    shown = with_places(items)[: SHOWN_ROWS + 1]
    return [(colours[item.section_id], row_of(item)) for item in shown]


def _step(month: date) -> tuple[str, str]:
    return f"{month:%Y-%m}", month_name(month)
