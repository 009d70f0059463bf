"""Events of others that a sentence lists as supported, each with its city."""

from __future__ import annotations

import pytest

from planbook.facts import ReportRole, read_events

CASES = [
    (
        "При поддержке Союза прошли: в Кеми – фестиваль рунопевцев «Калевала», в Беломорске –"
        " конкурс гребцов.",
        [("фестиваль рунопевцев «Калевала»", "Кемь"), ("конкурс гребцов", "Беломорск")],
    ),
    (
        "Союз поддержал конкурс звонарей в Суздале, выставку кружев в Ельце, смотр кузниц в Шуе.",
        [("Конкурс звонарей", "Суздаль"), ("Выставка кружев", "Елец"), ("Смотр кузниц", "Шуя")],
    ),
    (
        "Мы поддержали инициативы городов. Среди них кинофестиваль в Мурманске «Полюс», джазовый"
        " фестиваль в Апатитах.",
        [("Кинофестиваль в Мурманске «Полюс»", "Мурманск"), ("Джазовый фестиваль", "Апатиты")],
    ),
    (
        "Ассоциация выступила партнером праздника ухи в Кеми, фестиваля лодок в Онеге.",
        [("Праздник ухи", "Кемь"), ("Фестиваль лодок", "Онега")],
    ),
    (
        "Поддержанные события: праздник «Нерест» – Саскылах; фестиваль «Нарты» – Дудинка.",
        [("Праздник «Нерест»", "Саскылах"), ("Фестиваль «Нарты»", "Дудинка")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_each_supported_event_has_its_city(text: str, wanted: list[tuple[str, str]]) -> None:
    events = read_events([text], year=2024)

    assert [(event.title, event.facts[0].value) for event in events] == wanted
    assert {event.role for event in events} == {ReportRole.SUPPORTED}


def test_a_single_event_held_with_support_is_held() -> None:
    text = "При поддержке Минкультуры в Туле прошёл форум «Мост». Участвовали 40 человек."

    (event,) = read_events([text], year=2024)

    assert event.role is ReportRole.HELD
