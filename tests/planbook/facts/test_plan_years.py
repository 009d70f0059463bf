"""Plans whose year stands in a heading or before a list, and cities that gave up."""

from __future__ import annotations

import pytest

from planbook.facts import read_events

PLANS = [
    (
        ["6. Планы на 2025 год.", "Собрание Союз проведет в Липецке. Игры примет Старый Оскол."],
        [("Липецк", 2025), ("Старый Оскол", 2025)],
    ),
    (
        ["План 2025 года", "Спартакиада – Лысьва, август. Фестиваль «Плёс» – Кинешма, июнь."],
        [("Лысьва", 2025), ("Кинешма", 2025)],
    ),
    (
        ["Договорились на 2025 год: собрание – в Таре; спартакиада – в Азове."],
        [("Тара", 2025), ("Азов", 2025)],
    ),
    (
        ["Собрание 2025 года пройдет в Таре. Шестую спартакиаду примет Липецк."],
        [("Тара", 2025), ("Липецк", None)],
    ),
    (
        ["Решено: в 2025 году форум «Лад» примет Минусинск, в 2026 году – Канск."],
        [("Минусинск", 2025), ("Канск", 2026)],
    ),
    (
        ["В 2025 году комиссия по дорогам соберется в мае в Кизеле."],
        [("Кизел", 2025)],
    ),
    (
        ["Перенесены на 2025 год: слёт (июнь 2025 года, г. Онега), турнир (г. Кемь)."],
        [("Онега", 2025), ("Кемь", 2025)],
    ),
    (["Десятую спартакиаду ждет Чехов."], [("Чехов", None)]),
]
GONE = [
    ("О готовности принять слёт заявлял Белорецк, но позднее отказался от него.", "Белорецк"),
    ("Собрание предполагалось провести в Таре, однако город отозвал свою заявку.", "Тара"),
    ("Выраженное согласие принять конференцию город Курчатов отозвал.", "Курчатов"),
    ("Слёт пройдет в Ухте: Апатиты, ранее готовые его принять, свое приглашение сняли.", "Апатиты"),
    ("Тулун, подавший заявку на фестиваль ТОС, попросил считать ее недействительной.", "Тулун"),
]


@pytest.mark.parametrize(("paragraphs", "wanted"), PLANS)
def test_the_year_of_a_plan_holds_for_its_list(
    paragraphs: list[str], wanted: list[tuple[str, int | None]]
) -> None:
    events = read_events(paragraphs, year=2024)

    given = [
        (fact.value, fact.number)
        for event in events
        for fact in event.facts
        if fact.type.value == "planned-host"
    ]
    assert given == wanted


@pytest.mark.parametrize(("text", "city"), GONE)
def test_a_city_that_gave_up_holds_nothing(text: str, city: str) -> None:
    events = read_events([text], year=2024)

    given = [(fact.type.value, fact.value) for event in events for fact in event.facts]
    assert ("withdrawn-host", city) in given
    assert ("planned-host", city) not in given


@pytest.mark.parametrize(
    "text",
    [
        "По предложению Саратова 14 ноября в Вольске проведён круглый стол «Имя».",
        "Собрание «Имя», намеченное в Кизляре, прошло 14 ноября в Вольске.",
    ],
)
def test_words_that_only_lead_to_what_was_held_are_no_plan(text: str) -> None:
    (event,) = read_events([text], year=2024)

    given = {(fact.type.value, fact.value) for fact in event.facts}
    assert given == {("date", "2024-11-14"), ("host", "Вольск")}


def test_a_host_of_the_present_is_a_host() -> None:
    text = (
        "Псков второй раз становится хозяином молодёжного слёта. 4 июля сюда приехали 90 человек."
    )

    (event,) = read_events([text], year=2024)

    given = [(fact.type.value, fact.value) for fact in event.facts if fact.value]
    assert given == [("host", "Псков"), ("date", "2024-07-04")]
