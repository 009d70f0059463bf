"""«Юбилеи»: round ages and days of cities in a year, as a page, files and a calendar."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import plans_visible_to
from mezhgorod.publication.anniversaries import (
    YearOfCities,
    days_calendar,
    year_draft,
    year_of_cities,
)
from mezhgorod.publication.files import WrittenFile
from mezhgorod.registry.actions import save_city_dates
from mezhgorod.registry.models import CityDates, Municipality
from mezhgorod.registry.rules import KEEP_CITIES, RuleViolation, may_anywhere
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.board.days import day_board
from mezhgorod.website.forms.anniversaries import (
    LEADS,
    STEPS,
    AskedDays,
    CityDatesForm,
    read_asked_days,
)
from mezhgorod.website.handing_out import hand_out, show_calendar
from mezhgorod.website.open_data import answer_openly, links_of
from planbook.layouts import arrange, flatten, layout_named
from planbook.writers import WRITERS, Takes
from planbook.writers.ics import write_ics

LAYOUT = "mag-plan"
FORMATS = ("docx", "pdf", "xlsx")
# The calendar reaches that many years ahead; programs that subscribe come again.
_YEARS_AHEAD = 3


def anniversaries(request: HttpRequest) -> HttpResponse:
    """Both lists of a year, drawn on its axis."""
    asked = _asked(request)
    shown = _shown(asked, request)
    context = {
        "asked": asked,
        "shown": shown,
        "years": range(asked.year - 1, asked.year + 4),
        "steps": STEPS,
        "leads": LEADS,
        "plans": _plans_with_lists(request),
        "lists": [
            ("Юбилеи городов", "jubilees", day_board(shown.anniversaries, asked.year)),
            ("Дни городов-столиц", "capitals", day_board(shown.capitals, asked.year)),
        ],
        "formats": FORMATS,
        "feed": request.build_absolute_uri("/anniversaries/calendar.ics"),
    }
    return render(request, "website/anniversaries/year.html", context)


def download(request: HttpRequest, extension: str) -> HttpResponse:
    """Both lists as a file, in the layout of a plan with lists."""
    if extension not in FORMATS:
        raise Http404
    asked = _asked(request)
    draft = year_draft(_shown(asked, request))
    layout, writer = layout_named(LAYOUT), WRITERS[extension]
    made: object = (
        arrange(draft, layout) if writer.takes is Takes.PRINTED else flatten(draft, layout)
    )
    name = f"{draft.title}.{extension}"
    return hand_out(WrittenFile(writer.write(made), writer.media_type, name))


@require_http_methods(["GET", "HEAD", "OPTIONS"])
def calendar(request: HttpRequest) -> HttpResponseBase:
    """Days of all cities this year and in the years after it, with a reminder when asked for."""
    return answer_openly(
        request, plan=None, parts=(timezone.localdate().year,), build=lambda: _feed(request)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """The dates of a city in a form, for those who may change them."""
    actor = actor_of_request(request)
    if not may_anywhere(actor, KEEP_CITIES):
        raise PermissionDenied
    city = get_object_or_404(Municipality, slug=slug)
    stored = CityDates.objects.filter(municipality=city).first()
    dates = stored or CityDates(municipality=city)
    form = CityDatesForm(request.POST or None, instance=dates)
    if request.method == "POST" and form.is_valid():
        try:
            save_city_dates(dates=form.instance, actor=actor, now=timezone.now())
        except RuleViolation as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.info(request, "Даты города сохранены.")
            return redirect("city", slug)
    status = 422 if form.errors else 200
    context = {"city": city, "form": form}
    return render(request, "website/anniversaries/dates.html", context, status=status)


def _asked(request: HttpRequest) -> AskedDays:
    return read_asked_days(request.GET, this_year=timezone.localdate().year)


def _shown(asked: AskedDays, request: HttpRequest) -> YearOfCities:
    plan: Plan | None = None
    if asked.plan:
        plan = get_object_or_404(plans_visible_to(actor=actor_of_request(request)), slug=asked.plan)
    return year_of_cities(year=asked.year, step=asked.step, plan=plan)


def _plans_with_lists(request: HttpRequest) -> list[Plan]:
    """Return the plans that have lists of cities, one per owner and period."""
    plans = plans_visible_to(actor=actor_of_request(request)).filter(sections__grouping="list")
    return list(plans.select_related("owner").distinct().order_by("-period_start")[:20])


def _feed(request: HttpRequest) -> HttpResponse:
    year = timezone.localdate().year
    asked = _asked(request)
    export = days_calendar(
        years=range(year, year + _YEARS_AHEAD),
        links=links_of(request),
        reminder_days=asked.lead if asked.lead and "lead" in request.GET else None,
    )
    content = write_ics(replace(export, source_url=request.build_absolute_uri()))
    return show_calendar(content, key="city-days", name=export.name)
