from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from mezhgorod.registry.actions import ensure_municipalities, load_regions
from mezhgorod.registry.models import Municipality, MunicipalityName
from planbook.places import Place

pytestmark = pytest.mark.django_db

KIROV = Place("г. Киров", "Киров", region="Кировская область", country="Россия")
KIROV_OF_KALUGA = Place("г. Киров", "Киров", region="Калужская область", country="Россия")


def names() -> list[tuple[str, str, str | None]]:
    rows = Municipality.objects.order_by("slug").values_list("name", "slug", "region__name")
    return list(rows)


def test_ensure_municipalities_keeps_namesakes_apart_by_region() -> None:
    load_regions()

    index = ensure_municipalities(places=[KIROV, KIROV_OF_KALUGA, KIROV])

    assert names() == [
        ("Киров", "kirov", "Кировская область"),
        ("Киров", "kirov-kaluzhskaya-oblast", "Калужская область"),
    ]
    assert index.of_place(KIROV) == Municipality.objects.get(slug="kirov")
    assert index.of_place(KIROV_OF_KALUGA) == Municipality.objects.get(
        slug="kirov-kaluzhskaya-oblast"
    )


@pytest.mark.parametrize("country", ["", "Россия"])
def test_ensure_municipalities_does_not_guess_between_namesakes(country: str) -> None:
    load_regions()
    ensure_municipalities(places=[KIROV, KIROV_OF_KALUGA])
    bare = Place("Киров", "Киров", country=country)

    index = ensure_municipalities(places=[bare])

    assert index.of_place(bare) is None
    assert Municipality.objects.count() == 2


def test_ensure_municipalities_keeps_namesakes_apart_by_country() -> None:
    load_regions()
    abroad = Place("Москва", "Москва", country="Туркмения")
    home = Place("Москва", "Москва", region="Москва", country="Россия")

    index = ensure_municipalities(places=[abroad, home])

    assert Municipality.objects.count() == 2
    assert index.of_place(abroad) != index.of_place(home)


def test_ensure_municipalities_takes_a_bare_name_for_its_only_bearer() -> None:
    load_regions()
    index = ensure_municipalities(places=[KIROV])

    assert index.of_place(Place("Киров", "Киров")) == Municipality.objects.get()


def test_ensure_municipalities_knows_names_of_other_times_as_one_city() -> None:
    astana = Place("Астана", "Астана", country="Казахстан")
    nur_sultan = Place("Нур-Султан", "Нур-Султан", country="Казахстан")

    index = ensure_municipalities(places=[nur_sultan, astana])

    assert index.of_place(nur_sultan) == index.of_place(astana) == Municipality.objects.get()
    assert Municipality.objects.get().name == "Астана"
    former = MunicipalityName.objects.get(name="Нур-Султан")
    assert (former.valid_from, former.valid_until) == (date(2019, 3, 23), date(2022, 9, 16))


def test_ensure_municipalities_learns_aliases() -> None:
    load_regions()
    city = Place(
        "Вел. Новгород", "Великий Новгород", region="Новгородская область", country="Россия"
    )

    index = ensure_municipalities(places=[city])

    assert index.of_place(Place("Вел. Новгород", "Вел. Новгород")) == Municipality.objects.get()
    assert Municipality.objects.get().slug == "velikiy-novgorod"


def test_ensure_municipalities_knows_where_cities_are() -> None:
    load_regions()
    saratov = Place("Саратове", "Саратов", region="Саратовская область", country="Россия")
    nowhere = Place("Хрюпинск", "Хрюпинск", region="Тверская область", country="Россия")

    ensure_municipalities(places=[saratov, nowhere])

    points = Municipality.objects.order_by("name").values_list("name", "latitude", "longitude")
    told = [("Саратов", 51.5405, 45.9901), ("Хрюпинск", None, None)]
    assert list(points) == told
    Municipality.objects.update(latitude=None, longitude=None)
    ensure_municipalities(places=[saratov, nowhere])
    assert list(points.all()) == told


def test_ensure_municipalities_twice_changes_nothing() -> None:
    load_regions()
    ensure_municipalities(places=[KIROV, KIROV_OF_KALUGA])
    before = list(Municipality.objects.order_by("pk").values())

    ensure_municipalities(places=[KIROV_OF_KALUGA, KIROV])

    assert list(Municipality.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("count", [1, 20])
def test_ensure_municipalities_needs_the_same_queries_for_any_number_of_places(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load_regions()
    places = [Place(f"Город-{n}", f"Город-{n}", region="Тверская область") for n in range(count)]

    with django_assert_num_queries(14):
        ensure_municipalities(places=places)
    assert Municipality.objects.count() == count


def test_load_regions_makes_all_subjects_once() -> None:
    assert load_regions() == 89
    assert load_regions() == 89
