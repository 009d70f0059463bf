"""Tables and awards typed by hand: cities behind the words, names of tables, plain numbers."""

from __future__ import annotations

import pytest
from tests.factories.held_pages import HeldPages, make_held_pages
from tests.factories.html import words

from mezhgorod.outcomes.models import Talk

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]


@pytest.fixture
def pages() -> HeldPages:
    return make_held_pages()


def test_teams_and_the_awarded_are_known_as_their_cities(pages: HeldPages) -> None:
    client, tver = pages.client(), pages.tver.territory
    grid = {"do": "save", "rows": "3", "place-0": "1", "team-0": "г. Тверь", "place-1": "2",
            "team-1": "Сборная гостей", "place-2": "3", "team-2": "Ким И. И., Тверь"}  # fmt: skip
    client.post(pages.url("held_standings"), grid)
    awards = pages.url("held_records", "awards")
    client.post(awards, {"kind": "diploma", "winner": "Тверь", "name": "Лучший доклад"})
    client.post(pages.url("held_records", "talks"), {"role": "speaker", "affiliation": "Твери"})
    (table,), (award,) = pages.held.standings.all(), pages.held.awards.all()

    assert [one.municipality for one in table.lines.all()] == [tver, None, None]
    assert (award.municipality, Talk.objects.get().municipality) == (tver, tver)
    client.post(awards, {"row": str(award.pk), "kind": "diploma", "winner": "Сборная гостей"})
    assert pages.held.awards.get().municipality is None


def test_a_table_called_otherwise_is_no_second_one(pages: HeldPages) -> None:
    client, url = pages.client(), pages.url("held_standings")
    grid = {"do": "save", "rows": "2", "place-0": "1", "team-0": "Вологда", "place-1": "3",
            "team-1": "Вологда"}  # fmt: skip
    first = words(client.post(url, grid | {"discipline": "лыжи"}, follow=True))
    row = str(pages.held.standings.get().pk)
    client.post(url, grid | {"row": row, "discipline": "бег"})

    assert "Вологда: команда указана дважды." in first
    assert "Никто не занял место 2." in first
    assert [one.discipline for one in pages.held.standings.all()] == ["бег"]


@pytest.mark.parametrize("points", ["1e999999999", "1e5", "0,1234", "1_0", "٣", "NaN", "9" * 400])
def test_points_are_plain_numbers(pages: HeldPages, points: str) -> None:
    grid = {"do": "save", "rows": "1", "place-0": "1", "team-0": "Тверь", "points-0": points}
    wrong = pages.client().post(pages.url("held_standings"), grid)

    assert (wrong.status_code, "не похоже на очки" in words(wrong)) == (422, True)
