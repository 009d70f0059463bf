"""Founding facts and days of cities: the shipped table loaded, a person's corrections kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from mezhgorod.registry.actions.municipalities import ensure_municipalities
from mezhgorod.registry.models import CityDates, Municipality
from mezhgorod.registry.rules import KEEP_CITIES, Actor, RuleViolation, ensure_may_anywhere
from planbook.anniversaries import City, format_day_rule, shipped_cities
from planbook.places import Place, parse_places


@transaction.atomic
def load_city_dates(*, now: datetime) -> int:
    """Give the cities of the shipped table their dates; return how many cities have dates now.

    Dates that are stored already, perhaps corrected by a person, are left as they are.
    """
    cities = {city.name: city for city in shipped_cities()}
    places = {name: place for name in cities if (place := _place(name)) is not None}
    index = ensure_municipalities(places=places.values())
    found = {name: index.of_place(place) for name, place in places.items()}
    _create(cities, found.items(), now)
    return CityDates.objects.count()


def save_city_dates(*, dates: CityDates, actor: Actor, now: datetime) -> CityDates:
    """Keep the dates of a city as a person corrected them.

    Raises:
        RuleViolation: the person may not, or a value is impossible; its `field` says which.
    """
    ensure_may_anywhere(actor, KEEP_CITIES)
    dates.updated_at = now
    try:
        dates.full_clean(validate_unique=False, validate_constraints=True)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise RuleViolation("city_dates.invalid", messages[0], field) from error
    dates.save()
    return dates


def _create(
    cities: dict[str, City], found: Iterable[tuple[str, Municipality | None]], now: datetime
) -> None:
    CityDates.objects.bulk_create(
        [
            _dates(cities[name], municipality, now)
            for name, municipality in found
            if municipality is not None
        ],
        ignore_conflicts=True,
    )


def _place(name: str) -> Place | None:
    places = [place for place in parse_places(name).places if place.locality]
    return places[0] if len(places) == 1 else None


def _dates(city: City, municipality: Municipality, now: datetime) -> CityDates:
    fact = city.founding
    dates = CityDates(
        municipality=municipality,
        is_capital=city.is_capital,
        day=format_day_rule(city.day_rule),
        is_day_approximate=city.is_day_approximate,
        day_source=city.day_source,
        updated_at=now,
    )
    if fact is not None:
        dates.year, dates.era = fact.year, fact.era.value
        dates.basis, dates.certainty = fact.basis.value, fact.certainty.value
        dates.year_source = fact.source
    return dates
