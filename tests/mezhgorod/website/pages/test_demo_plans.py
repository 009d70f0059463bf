"""The plan pages on the real documents: counts that people made by hand."""

import re

import pytest
from django.test import Client

from mezhgorod.planning.models import Plan

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.http,
    pytest.mark.slow,
    pytest.mark.usefixtures("demo"),
]

UNION = "Союз городов Центра и Северо-Запада России"


@pytest.fixture
def union_plan() -> str:
    return f"/plans/{Plan.objects.get(owner__name=UNION).slug}/"


def facts(client: Client, address: str) -> list[str]:
    page = client.get(address).content.decode()
    found = re.findall(r'<a href="[^"]+"[^>]*><b>(\d+)</b> ([^<]+)</a>', page)
    return [f"{number} {words}" for number, words in found]


def found(client: Client, address: str) -> int:
    page = client.get(address).content.decode()
    said = re.search(r'<p role="status">Найдено: <b>(\d+)', page)
    assert said
    return int(said[1])


def test_counts_of_the_union_plan(client: Client, union_plan: str) -> None:
    assert facts(client, union_plan) == [
        "42 строки",
        "17 с точной датой",
        "22 с месяцем",
        "2 каждый квартал",
        "1 без даты",
        "18 городов",
    ]


def test_months_of_the_union_plan(client: Client, union_plan: str) -> None:
    counts = [found(client, f"{union_plan}?month=2023-{month:02}") for month in range(1, 13)]

    assert counts == [1, 2, 8, 6, 6, 6, 2, 3, 7, 7, 3, 1]


@pytest.mark.parametrize(
    ("city", "rows"), [("vologda", 5), ("cherepovets", 5), ("yaroslavl", 5), ("vladimir", 3)]
)
def test_cities_of_the_union_plan(client: Client, union_plan: str, city: str, rows: int) -> None:
    assert found(client, f"{union_plan}?city={city}") == rows


@pytest.mark.parametrize(
    ("words", "rows"),
    [("вологде", 5), ("секция физической культуры", 4), ("рахманинова", 1), ("перенос", 1)],
)
def test_words_in_any_form_are_found(
    client: Client, union_plan: str, words: str, rows: int
) -> None:
    assert found(client, f"{union_plan}?q={words}") == rows


def test_document_keeps_every_word_of_a_cell(client: Client, union_plan: str) -> None:
    page = client.get(f"{union_plan}document/").content.decode()

    assert "30 марта\n\n(перенос)" in page
    assert page.count("(ВКС)") == 5


def test_every_view_of_every_plan_is_there(client: Client) -> None:
    views = ["", "list/", "list/?by=city", "month/2023-09/", "document/", "findings/", "print/"]

    statuses = {
        f"/plans/{slug}/{view}": client.get(f"/plans/{slug}/{view}").status_code
        for slug in Plan.objects.values_list("slug", flat=True)
        for view in views
    }

    assert len(statuses) == 28
    assert set(statuses.values()) == {200}
