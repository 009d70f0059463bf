"""Calendar feeds: a plan, a section of it, everything that concerns a city."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from mezhgorod.planning.models import Plan, PlanSection
from mezhgorod.publication.calendars import city_calendar, plan_calendar, section_calendar
from mezhgorod.publication.links import Links
from mezhgorod.registry.models import Municipality
from mezhgorod.website.handing_out import show_calendar
from mezhgorod.website.open_data import EVERYBODY, answer_openly, links_of, published_plans
from planbook.writers import CalendarExport
from planbook.writers.ics import Fuzzy, write_ics

_reading = require_http_methods(["GET", "HEAD", "OPTIONS"])


@_reading
def plan(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All rows of a published plan."""
    found = get_object_or_404(published_plans().select_related("owner"), slug=slug)
    return _answer(request, found, slug, lambda links: plan_calendar(plan=found, links=links))


@_reading
def section(request: HttpRequest, slug: str, position: int) -> HttpResponseBase:
    """The rows of one section of a published plan."""
    sections = PlanSection.objects.filter(plan__in=published_plans())
    found = get_object_or_404(
        sections.select_related("plan__owner"), plan__slug=slug, position=position
    )
    name = f"{slug}-{position}"
    return _answer(
        request, found.plan, name, lambda links: section_calendar(section=found, links=links)
    )


@_reading
def city(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Every row of published plans that concerns a city."""
    found = get_object_or_404(Municipality, slug=slug)
    return _answer(
        request,
        None,
        slug,
        lambda links: city_calendar(municipality=found, actor=EVERYBODY, links=links),
    )


def _answer(
    request: HttpRequest, plan: Plan | None, name: str, export_of: Callable[[Links], CalendarExport]
) -> HttpResponseBase:
    return answer_openly(
        request, plan=plan, build=lambda: _feed(request, name, export_of(links_of(request)))
    )


def _feed(request: HttpRequest, name: str, export: CalendarExport) -> HttpResponse:
    """Write a feed; `?fuzzy=omit` leaves out everything without exact days."""
    is_strict = request.GET.get("fuzzy") == Fuzzy.OMIT
    content = write_ics(
        replace(export, source_url=request.build_absolute_uri()),
        fuzzy=Fuzzy.OMIT if is_strict else Fuzzy.SHOW,
    )
    return show_calendar(content, key=name, name=export.name)
