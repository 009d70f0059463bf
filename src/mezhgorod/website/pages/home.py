"""«Сейчас»: what is on, what comes next, what has no date yet."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mezhgorod.planning.queries import agenda, planned_days, plans_with_counts
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.board.rows import row_of
from mezhgorod.website.forms.event_filter import read_day
from mezhgorod.website.own_work import work_of

SHORT_LIST = 12
LONG_LIST = 300


def home(request: HttpRequest) -> HttpResponse:
    """The day is today, or the one asked for: `?on=2023-09-15`; `&all=1` makes the lists long."""
    asked = read_day(request.GET.get("on", ""))
    today = timezone.localdate()
    day = asked or today
    limit = LONG_LIST if request.GET.get("all") else SHORT_LIST
    actor = actor_of_request(request)
    found = agenda(actor=actor, on=day, limit=limit)
    first, last = planned_days(actor=actor)
    is_today = day == today
    context = {
        "day": day,
        "is_today": is_today,
        "work": work_of(actor=actor, now=timezone.now(), today=today) if is_today else (),
        "has_role": bool(actor.grants),
        "agenda": found,
        "now": [row_of(item) for item in found.now],
        "soon": [row_of(item) for item in found.soon],
        "undated": [row_of(item) for item in found.undated],
        "nearest": _nearest(day, first, last),
        "plans": list(plans_with_counts(actor=actor)),
    }
    return render(request, "website/pages/home.html", context)


def _nearest(day: date, first: date | None, last: date | None) -> date | None:
    """Return a day to offer when plans do not cover the one asked for: the same day of a year."""
    if first is None or last is None or first <= day <= last:
        return None
    years = range(last.year, first.year - 1, -1)
    same_days = (day.replace(year=year, day=min(day.day, 28)) for year in years)
    return next((one for one in same_days if first <= one <= last), first)
