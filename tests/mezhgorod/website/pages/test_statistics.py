"""«Статистика», and the records on pages of cities and series: shown facts only, files alike."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from tests.factories.html import tree_of
from tests.factories.outcomes import NOW, Stage, make_held, make_stage, put
from tests.factories.plans import make_city, make_item, make_plan, make_section

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.rules import PartyRole
from mezhgorod.planning.models import EventSeries
from mezhgorod.registry.models import Municipality

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]


@pytest.fixture
def stage() -> Stage:
    found = make_stage()
    put(found.held, "Вологда, Тверь")
    hidden = make_held(found.owner, title="Закрытая встреча", timing_text="май 2024")
    put(hidden, "Тверь")
    HeldEvent.objects.filter(pk=found.held.pk).update(published_at=NOW)
    return found


def page(client: Client, url: str) -> str:
    return client.get(url).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_an_empty_site_says_what_to_do(client: Client) -> None:
    assert "Опубликуйте план" in page(client, "/statistics/")
    assert client.get("/statistics/activity.csv").status_code == 404


def test_figures_of_shown_events_with_files(client: Client, stage: Stage) -> None:
    told = page(client, "/statistics/?year=2024")

    assert '<h2 id="activity-head">Активность городов, 2024 год</h2>' in told
    assert "Закрытая встреча" not in told
    found = client.get("/statistics/activity.csv?year=2024")
    rows = list(csv.reader(io.StringIO(found.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1:] == [["Вологда", "1", "1", "0", "0", "1"], ["Тверь", "0", "1", "0", "0", "1"]]
    assert client.get("/statistics/activity.xlsx?year=2024").content.startswith(b"PK")


def test_cities_by_events_show_only_what_the_visitor_may_see(client: Client, stage: Stage) -> None:
    found = tree_of(client.get("/statistics/?year=2024"))

    (table,) = found.xpath("//table[contains(@class, 'matrix')]")
    assert [one.get("href") for one in table.xpath(".//thead//a")] == [f"/held/{stage.held.pk}/"]
    cells = [[" ".join(one.itertext()) for one in row] for row in table.xpath("./tbody/tr")]
    assert cells == [["Вологда", "■ принимал", "1"], ["Тверь", "● участвовал", "1"]]
    sent = client.get("/statistics/matrix.csv?year=2024").content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(sent), delimiter=";")) == [
        ["Город", "Заседание секции «Туризм», 12 апреля 2024", "всего мероприятий"],
        ["Вологда", "принимал", "1"],
        ["Тверь", "участвовал", "1"],
    ]


@pytest.mark.parametrize(
    "url",
    [
        "/statistics/?owner=nobody",
        "/statistics/nothing.csv",
        "/statistics/activity.exe",
        "/statistics/moves.csv",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, stage: Stage, url: str) -> None:
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    "year", ["", "0", "0000", "0001", "9999", "99999", "\x00", "٢٠٢٤", "2024'--"]
)
def test_any_year_is_answered(client: Client, stage: Stage, year: str) -> None:
    assert client.get("/statistics/", {"year": year}).status_code == 200


def test_pictures_stand_beside_one_another_and_cities_off_the_map_are_named(
    client: Client, stage: Stage
) -> None:
    Municipality.objects.filter(name="Вологда").update(latitude=59.22, longitude=39.88)
    put(stage.held, "Вологда, Тверь", role=PartyRole.HOST)

    found = tree_of(client.get("/statistics/?year=2024"))

    (board,) = found.xpath("//div[@class='figures-board']")
    parts = {one.get("id"): one.get("class") for one in board.xpath("./section")}
    assert parts == {"seasons": None, "activity": None, "matrix": "wide"}
    (words,) = board.xpath("./figure//figcaption")
    assert words.text.endswith("Координаты не известны, на карте нет: Тверь.")


def test_a_plan_is_compared_with_what_was_held(client: Client, stage: Stage) -> None:
    plan = make_plan(owner=stage.owner)
    make_item(make_section(plan), "Форум", city=make_city("Псков", "pskov"))

    told = page(client, f"/statistics/?year={plan.period_edtf[:4]}")

    assert "Исполнение планов" in told
    assert "Исполнение по разделам" in told


def test_a_city_shows_what_it_did(client: Client, stage: Stage) -> None:
    vologda = stage.vologda.territory
    assert vologda is not None
    told = page(client, f"/cities/{vologda.slug}/")

    assert 'Принимал <span class="soft">1</span>' in told
    assert "Закрытая встреча" not in told
    assert "Закрытая встреча" not in page(client, f"/cities/{stage.tver.territory.slug}/")  # type: ignore[union-attr]


def test_a_series_known_by_its_events_only_has_a_page(client: Client, stage: Stage) -> None:
    series = EventSeries.objects.create(owner=stage.owner, name="Игры", slug="games", key="games")
    assert client.get("/series/games/").status_code == 404

    HeldEvent.objects.filter(pk=stage.held.pk).update(series=series, edition=3)
    told = page(client, "/series/games/")

    assert "Следующий выпуск: № 4" in told
    assert "Вологда" in told


def test_a_page_of_a_planned_event_tells_what_became_of_it(client: Client, stage: Stage) -> None:
    item = make_item(make_section(make_plan(owner=stage.owner)), "Форум в Вологде")
    url = f"/events/{item.event.uid}/"
    HeldEvent.objects.filter(pk=stage.held.pk).update(event=item.event, state="accepted")
    assert "Проведено: 12 апреля 2024" in page(client, url)
    assert "В списке 2 участника." in page(client, url)

    HeldEvent.objects.filter(pk=stage.held.pk).update(published_at=None)
    assert "12 апреля 2024" not in page(client, url)
