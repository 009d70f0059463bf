"""Plans: the list, the year board and the plan on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mezhgorod.planning.queries import (
    apply_filter,
    drawn_items,
    items_of_plan,
    plans_with_counts,
    shown_ids,
)
from mezhgorod.planning.rules import COMPOSE_PLAN
from mezhgorod.registry.rules import may_anywhere
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.board.year import YearBoard, year_board
from mezhgorod.website.forms.event_filter import read_start
from mezhgorod.website.pages.plan_frame import (
    PlanFrame,
    ShownPlan,
    plan_frame,
    plan_view,
    render_plan,
)

DRAWN_ROWS = 500
PRINTED_ROWS = 2000


def plan_list(request: HttpRequest) -> HttpResponse:
    """All plans this visitor may read, newest period first."""
    actor = actor_of_request(request)
    plans = plans_with_counts(actor=actor)
    can_compose = may_anywhere(actor, COMPOSE_PLAN)
    return render(request, "website/plans/index.html", {"plans": plans, "can_compose": can_compose})


@plan_view
def year(request: HttpRequest, shown: ShownPlan) -> HttpResponse:
    """The year board of a plan; `start` rows of every section were shown before."""
    frame = plan_frame(request, shown, "plan")
    board = _board(frame, limit=DRAWN_ROWS, start=read_start(request.GET))
    return render_plan(request, "year.html", frame, board=board, count=board.count)


@plan_view
def print_year(request: HttpRequest, shown: ShownPlan) -> HttpResponse:
    """The year board with full titles, for paper."""
    frame = plan_frame(request, shown, "plan_print")
    board = _board(frame, limit=PRINTED_ROWS, start=0)
    return render_plan(request, "print.html", frame, board=board, count=board.count)


def _board(frame: PlanFrame, *, limit: int, start: int) -> YearBoard:
    items = apply_filter(items_of_plan(plan=frame.plan), frame.wanted)
    ids, counts = shown_ids(items=items, limit=limit, start=start)
    rows = drawn_items(ids=ids)
    today = timezone.localdate()
    return year_board(frame.plan, frame.choices.sections, rows, counts, today=today, start=start)
