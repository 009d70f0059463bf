"""Cities: the list, and everything that concerns one city."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from mezhgorod.planning.queries.cities import (
    event_counts_of_cities,
    items_of_city,
    roles_of_city,
)
from mezhgorod.registry.models import CityDates, Municipality
from mezhgorod.registry.queries.memberships import members_of_place, parties_of_city
from mezhgorod.registry.queries.municipalities import municipalities_by_name
from mezhgorod.registry.rules import KEEP_CITIES, may_anywhere
from mezhgorod.reporting.queries.city_record import city_record
from mezhgorod.reporting.queries.reports import paragraphs_about_city
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.board.stack import stack_by_plan
from mezhgorod.website.forms.event_filter import read_words
from mezhgorod.website.pages.downloads import CITY_FILE_KINDS
from mezhgorod.website.pages.who_is_who.frame import asked_day
from mezhgorod.website.pages.who_is_who.holders import heads_on
from planbook.anniversaries import CityDay, city_day


def city_list(request: HttpRequest) -> HttpResponse:
    """Cities that plans or reports name, with the number of rows that concern each."""
    text = read_words(request.GET, "q")
    counts = event_counts_of_cities(actor=actor_of_request(request))
    cities = [(city, counts[city.pk]) for city in municipalities_by_name(text=text)]
    return render(request, "website/cities/index.html", {"cities": cities, "text": text})


def city(request: HttpRequest, slug: str) -> HttpResponse:
    """Rows of all plans where the city hosts, takes part or is spoken of, and its mentions."""
    found = get_object_or_404(
        Municipality.objects.select_related("region").prefetch_related("names"), slug=slug
    )
    actor, day = actor_of_request(request), asked_day(request)
    items = items_of_city(municipality=found, actor=actor)
    context = {
        "city": found,
        "stacks": stack_by_plan(items, roles_of_city(municipality=found)),
        "paragraphs": paragraphs_about_city(municipality=found),
        "file_kinds": CITY_FILE_KINDS,
        "day": _this_year(found),
        "parties": parties_of_city(municipality=found),
        "record": city_record(city=found, actor=actor, today=timezone.localdate()),
        "members": members_of_place(municipality=found, day=day),
        "heads": heads_on(cities=[found.pk], day=day, actor=actor),
        "asked": day,
        "is_today": day == timezone.localdate(),
        "can_change": may_anywhere(actor, KEEP_CITIES),
    }
    return render(request, "website/cities/city.html", context)


def _this_year(found: Municipality) -> CityDay | None:
    """Return how old the city is this year and when it keeps its day, None when nobody knows."""
    dates = CityDates.objects.filter(municipality=found).select_related("municipality").first()
    return city_day(dates.as_city, timezone.localdate().year) if dates else None
