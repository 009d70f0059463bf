"""Pages on which an answer is only read: its history and the sheet for printing."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mezhgorod.exchanges.queries.steps import told_steps
from mezhgorod.website.pages.exchange_answers.doors import Door
from mezhgorod.website.pages.exchange_answers.sheet import sheet_of
from mezhgorod.website.pages.exchange_answers.showing import frame

_STEPS = 50


@require_safe
def history(request: HttpRequest, door: Door) -> HttpResponse:
    """Show who did what with the answer and when, the latest first."""
    steps = door.response.steps.select_related("by", "link").order_by("-id")
    pages = Paginator(steps, _STEPS).get_page(request.GET.get("page"))
    sheet = sheet_of(door.response, today=timezone.localdate())
    context = {
        **frame(door, sheet),
        "steps": told_steps(door.response, pages.object_list),
        "list": pages,
    }
    return render(request, "website/exchanges/answering/history.html", context)


@require_safe
def print_page(request: HttpRequest, door: Door) -> HttpResponse:
    """Show the answer on paper, with lines for a signature."""
    today = timezone.localdate()
    context = {**frame(door, sheet_of(door.response, today=today)), "today": today}
    return render(request, "website/exchanges/answering/print.html", context)
