"""Regions: every subject in every case, elliptic lists, slips of separators."""

import pytest

from planbook.places.regions import find_regions
from planbook.places.subjects import countries, subjects

pytestmark = pytest.mark.core


@pytest.mark.parametrize("subject", [one for one in subjects() if one.kind != "город"])
def test_official_name_is_found_whole(subject) -> None:
    found = find_regions(f"в план: {subject.name}, 2023")

    assert [(one.name, one.start) for one in found.regions] == [(subject.name, 8)]
    assert found.regions[0].end == 8 + len(subject.name)


LISTS = [
    ("Калужская, Брянская  области", ["Калужская область", "Брянская область"], 0),
    (
        "Московская, Нижегородская и Пензенская области",
        ["Московская область", "Нижегородская область", "Пензенская область"],
        0,
    ),
    ("Белгородская. Курская области", ["Белгородская область", "Курская область"], 1),
    ("Ярославская Ленинградская области", ["Ярославская область", "Ленинградская область"], 1),
    ("в Калужской и Брянской областях", ["Калужская область", "Брянская область"], 0),
    ("Краснодарский и Ставропольский края", ["Краснодарский край", "Ставропольский край"], 0),
    (
        "Республики Татарстан, Башкортостан и Крым",
        ["Республика Татарстан", "Республика Башкортостан", "Республика Крым"],
        0,
    ),
    ("Карачаево-Черкесская республика", ["Карачаево-Черкесская Республика"], 0),
    (
        "Республика Северная Осетия – Алания".replace("–", "-"),
        ["Республика Северная Осетия - Алания"],
        0,
    ),
    (
        "РСО-Алания, КБР, КЧР",
        [
            "Республика Северная Осетия - Алания",
            "Кабардино-Балкарская Республика",
            "Карачаево-Черкесская Республика",
        ],
        0,
    ),
    ("Новосибирская обл., Алтайский край", ["Новосибирская область", "Алтайский край"], 0),
    (
        "ХМАО-Югра и ЯНАО",
        ["Ханты-Мансийский автономный округ - Югра", "Ямало-Ненецкий автономный округ"],
        0,
    ),
    ("Ханты-Мансийский АО - Югра", ["Ханты-Мансийский автономный округ - Югра"], 0),
    ("жители Татарстана и Карелии", ["Республика Татарстан", "Республика Карелия"], 0),
    ("Кемеровская область - Кузбасс", ["Кемеровская область"], 0),
    ("Подмосковье", ["Московская область"], 0),
    ("Лен. область", ["Ленинградская область"], 0),
    ("Московская улица, Смоленский областной центр", [], 0),
    ("РК", [], 0),
]


@pytest.mark.parametrize(("text", "names", "slips"), LISTS, ids=[row[0] for row in LISTS])
def test_lists_of_regions(text: str, names: list[str], slips: int) -> None:
    found = find_regions(text)

    assert [one.name for one in found.regions] == names
    assert len(found.slips) == slips


@pytest.mark.parametrize("country", countries(), ids=lambda country: country.name)
def test_country_is_found_by_each_name(country) -> None:
    assert [one.name for one in find_regions(country.name).countries] == [country.name]


def test_republic_of_belarus_is_a_country() -> None:
    found = find_regions("в Республике Беларусь и в Беларуси")

    assert [one.name for one in found.countries] == ["Беларусь", "Беларусь"]
    assert found.regions == ()


def test_there_are_89_subjects_with_codes_and_capitals() -> None:
    assert len(subjects()) == 89
    assert len({subject.iso for subject in subjects()}) == 89
    assert all(subject.capital and subject.name for subject in subjects())
