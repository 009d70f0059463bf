"""Plans told in a row, offers that are withdrawn in brackets, meetings that were only meant."""

from __future__ import annotations

import pytest

from planbook.facts import read_events


def told(*text: str) -> list[tuple[str, str, str, int | None]]:
    return [
        (event.title, fact.type.value, fact.value, fact.number)
        for event in read_events(text, year=2024)
        for fact in event.facts
        if fact.type.value != "ordinal"
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "План-2025: съезд – май, г. Тула; игры горняков – июнь, г. Онега (г. Кемь отказалась).",
            [
                ("Съезд", "planned-date", "2025-05", None),
                ("Съезд", "planned-host", "Тула", 2025),
                ("Игры горняков", "planned-date", "2025-06", None),
                ("Игры горняков", "planned-host", "Онега", 2025),
                ("Игры горняков", "withdrawn-host", "Кемь", None),
            ],
        ),
        (
            "В будущем году съезд соберётся в Туле. Турнир «Лёд» пройдёт в Онеге, слёт – в Кеми.",
            [
                ("Съезд", "planned-host", "Тула", 2025),
                ("Турнир «Лёд»", "planned-host", "Онега", 2025),
                ("Слёт", "planned-host", "Кемь", 2025),
            ],
        ),
        (
            "Слёт ткачей Союз проведёт в Туле в мае, совещание главных врачей – в Онеге в июне.",
            [
                ("Слёт ткачей", "planned-host", "Тула", None),
                ("Слёт ткачей", "planned-date", "2024-05", None),
                ("Совещание главных врачей", "planned-host", "Онега", None),
                ("Совещание главных врачей", "planned-date", "2024-06", None),
            ],
        ),
        (
            "Запланированный ранее форум «Дом» прошёл 5 мая в Онеге.",
            [
                ("Форум «Дом»", "date", "2024-05-05", None),
                ("Форум «Дом»", "host", "Онега", None),
            ],
        ),
        (
            "По предложению Кеми 5 мая проведён форум «Дом» (г. Онега).",
            [
                ("Форум «Дом»", "date", "2024-05-05", None),
                ("Форум «Дом»", "host", "Онега", None),
            ],
        ),
    ],
)
def test_plans(text: str, wanted: list[tuple[str, str, str, int | None]]) -> None:
    assert told(text) == wanted


def test_exchanges_count_municipalities_where_they_are_named() -> None:
    text = "Информационный обмен: тарифы (23 муниципальных образования), отпуска (17 городов)."

    found = [(kind, number) for _, kind, _, number in told(text)]
    assert found == [("count-municipalities", 23), ("count-cities", 17)]


def test_a_doubtful_town_stands_behind_an_event() -> None:
    found = told("Планы на 2025 год", "Годовое собрание – Серов, ноябрь.")

    assert ("Годовое собрание", "planned-host", "Серов", 2025) in found
