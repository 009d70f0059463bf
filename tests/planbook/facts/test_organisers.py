"""Who organised an event: before and behind the verb, in every case, beside the owner."""

from __future__ import annotations

import pytest

from planbook.facts import read_events

CASES = [
    (
        "Палатой городов совместно с Министерством связи края организован вебинар по картам.",
        "Палата городов;Министерство связи края",
    ),
    (
        "В Онеге 3 мая Ассоциация совместно с Поморским университетом провела форум «Якорь».",
        "Ассоциация;Поморский университет",
    ),
    (
        "Форум «Мост» организован музеем-заповедником «Кижи», мэрией Онеги и Союзом.",
        "музей-заповедник «Кижи»;мэрия Онеги;Союз",
    ),
    (
        "Организаторами форума «Порт» стали Ассоциация, правительство края и акимат Семея.",
        "Ассоциация;правительство края;акимат Семея",
    ),
    (
        "Форум «Лён» организовали управление культуры Шуи и Ассоциация.",
        "управление культуры Шуи;Ассоциация",
    ),
    (
        "Проведенный совместно с администрацией Шуи и Ивановским техникумом семинар «Лён» собрал"
        " 40 человек.",
        "администрация Шуи;Ивановский техникум",
    ),
    (
        "Ассоциация вместе с администрацией Шуи организовала 7 октября дискуссию «Лён».",
        "Ассоциация;администрация Шуи",
    ),
    ("Вебинар «Сеть» (3 мая). Организатор – Минфин РБ.", "Минфин РБ"),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_organisers_are_named_in_the_nominative(text: str, wanted: str) -> None:
    events = read_events([text], year=2024)

    given = [fact.value for event in events for fact in event.facts]
    assert wanted in given


def test_the_owner_alone_is_no_organiser() -> None:
    (event,) = read_events(["В Туле 3 мая Ассоциация провела форум «Мост»."], year=2024)

    assert "organiser" not in {fact.type.value for fact in event.facts}
