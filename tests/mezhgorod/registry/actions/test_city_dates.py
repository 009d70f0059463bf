"""Founding facts and days of cities: loaded once, corrected by people, never by the program."""

import pytest
from tests.factories.people import acting
from tests.factories.runs import LATER, NOW

from mezhgorod.registry.actions import load_city_dates, save_city_dates
from mezhgorod.registry.models import CityDates, User
from mezhgorod.registry.queries.city_dates import dated_cities
from mezhgorod.registry.rules import SYSTEM, RuleViolation
from planbook.anniversaries import shipped_cities

pytestmark = pytest.mark.django_db


def dates_of(name: str) -> CityDates:
    return CityDates.objects.get(municipality__name=name)


def test_every_city_of_the_table_gets_its_dates() -> None:
    load_city_dates(now=NOW)

    stored = {one.city.name: one.city for one in dated_cities()}
    assert stored == {city.name: city for city in shipped_cities()}


def test_loading_again_keeps_what_people_corrected() -> None:
    load_city_dates(now=NOW)
    dates = dates_of("Батуми")
    dates.year, dates.certainty = 1878, "disputed"
    save_city_dates(dates=dates, actor=SYSTEM, now=NOW)

    load_city_dates(now=LATER)

    kept = dates_of("Батуми")
    assert (kept.year, kept.certainty, kept.updated_at) == (1878, "disputed", NOW)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("day", "когда-нибудь", "Не понятно, когда день города"), ("era", "xx", "xx")],
)
def test_impossible_dates_are_refused(field: str, value: str, words: str) -> None:
    load_city_dates(now=NOW)
    dates = dates_of("Пенза")
    setattr(dates, field, value)

    with pytest.raises(RuleViolation, match=words) as refused:
        save_city_dates(dates=dates, actor=SYSTEM, now=LATER)

    assert (refused.value.field, dates_of("Пенза").updated_at) == (field, NOW)


def test_an_outsider_corrects_nothing() -> None:
    load_city_dates(now=NOW)
    dates = dates_of("Пенза")
    dates.year = 1700

    with pytest.raises(RuleViolation, match="может дирекция"):
        save_city_dates(dates=dates, actor=acting(User.objects.create_user("visitor")), now=LATER)

    assert dates_of("Пенза").year == 1663
