"""Sentences of several events: each clause with its own verb, or with that of the one before."""

from __future__ import annotations

import pytest

from planbook.facts import read_events

CASES = [
    (
        "Первое заседание Правления состоялось 14 марта в Елабуге, второе – 20 июня в Чистополе.",
        [
            ("host", "Елабуга"),
            ("date", "2023-03-14"),
            ("date", "2023-06-20"),
            ("host", "Чистополь"),
        ],
    ),
    (
        "Семинар для бухгалтеров прошёл в Туле, а для юристов – в Калуге.",
        [("host", "Тула"), ("host", "Калуга")],
    ),
    (
        "Зимняя спартакиада прошла в Ижевске, летняя – в Воткинске.",
        [("host", "Ижевск"), ("host", "Воткинск")],
    ),
    (
        "В марте в Кирове прошёл форум «Вятка», а в мае в Слободском состоялся конкурс «Дымка».",
        [("date", "2023-03"), ("host", "Киров"), ("date", "2023-05"), ("host", "Слободской")],
    ),
    (
        "XII фестиваль хоров принимал Тобольск, XIII пройдёт в Ишиме в 2025 году.",
        [("host", "Тобольск"), ("planned-host", "Ишим")],
    ),
    (
        "Палата городов заседала дважды: 3 марта в Туле и 9 октября в Калуге.",
        [("date", "2023-03-03"), ("host", "Тула"), ("date", "2023-10-09"), ("host", "Калуга")],
    ),
    (
        "Правление провело заседания 15 апреля (Сальск) и 22 июля (Тверь).",
        [("date", "2023-04-15"), ("host", "Сальск"), ("date", "2023-07-22"), ("host", "Тверь")],
    ),
    (
        "Президиум, заседавший в июне в Кеми, а в ноябре – в Онеге, принял 19 решений.",
        [("date", "2023-06"), ("host", "Кемь"), ("date", "2023-11"), ("host", "Онега")],
    ),
    (
        "Совет провел заседания: 30 января и 26 июня – в онлайн-формате.",
        [("date", "2023-01-30"), ("date", "2023-06-26")],
    ),
    (
        "Два круглых стола Союз посвятил дорогам. Первый из них состоялся 7 июня в Кеми, второй –"
        " 20 сентября в Онеге.",
        [("date", "2023-06-07"), ("host", "Кемь"), ("date", "2023-09-20"), ("host", "Онега")],
    ),
    (
        "Проводились зональные семинары. Первый из них прошел 17 апреля в Бийске. Второй состоялся"
        " 24 апреля в Рубцовске.",
        [("date", "2023-04-17"), ("host", "Бийск"), ("date", "2023-04-24"), ("host", "Рубцовск")],
    ),
    (
        "Первое место заняла Тула, второе – Калуга. Участники встретились в Калуге.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_each_clause_gives_its_event_its_own_facts(
    text: str, wanted: list[tuple[str, str]]
) -> None:
    events = read_events([text], year=2023)

    given = [
        (fact.type.value, fact.value)
        for event in events
        for fact in event.facts
        if fact.value and fact.type.value in {"host", "date", "planned-host"}
    ]
    assert sorted(given) == sorted(wanted)
    assert len(events) == (2 if wanted else 0)


def test_facts_of_a_clause_quote_the_whole_sentence() -> None:
    text = "Зимняя спартакиада прошла в Ижевске, летняя – в Воткинске."

    events = read_events([text], year=2023)

    assert [event.title for event in events] == ["Зимняя спартакиада", "Летняя спартакиада"]
    fact = events[1].facts[0]
    assert fact.text == text
    assert text[fact.source.start : fact.source.end] == "Воткинске"


def test_a_part_of_the_event_before_is_an_event_within_it() -> None:
    text = "В Сочи прошла конференция «Берег». В её рамках состоялся круглый стол по маякам."

    events = read_events([text], year=2023)

    assert [event.title for event in events] == ["Конференция «Берег»", "Круглый стол по маякам"]
    assert [(fact.type.value, fact.value) for fact in events[1].facts] == [
        ("parent-event", "Конференция «Берег»")
    ]


def test_awards_told_beside_every_event_are_an_event() -> None:
    text = "Благодарственными письмами Союза отмечены администрации Кеми и Онеги."

    (event,) = read_events([text], year=2023)

    assert event.title == "Награждение: благодарственные письма Союза"
    assert [(fact.type.value, fact.value) for fact in event.facts] == [
        ("awarded-cities", "Кемь;Онега")
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Собрание Союза, сорок второе по счёту, прошло в Перми 3 марта.", 42),
        ("Конкурс «Юный капитан»: восемнадцатый по счёту, финал – 28 марта, Онега.", 18),
    ],
)
def test_a_number_beside_an_event_is_that_of_its_series(text: str, number: int) -> None:
    (event,) = read_events([text], year=2023)

    assert [fact.number for fact in event.facts if fact.type.value == "ordinal"] == [number]


def test_what_is_left_of_a_counted_meeting_opens_it() -> None:
    text = "Совет провёл два заседания. Первое, 21 июня, принимал Псков. Второе – 5 мая в Кеми."

    events = read_events([text], year=2023)

    given = [[fact.value for fact in event.facts] for event in events]
    assert given == [["2023-06-21", "Псков"], ["2023-05-05", "Кемь"]]


def test_a_day_takes_the_place_of_its_month() -> None:
    text = "В ноябре – конкурс рисунков «Уголь». Итоги подвели 20 ноября."

    (event,) = read_events([text], year=2023)

    assert [fact.value for fact in event.facts] == ["2023-11-20"]


def test_uluses_are_districts() -> None:
    text = "На форум «Тундра» приехали команды Момского и Абыйского улусов."

    (event,) = read_events([text], year=2023)

    assert [fact.value for fact in event.facts if fact.type.value == "participants-district"] == [
        "Момский улус;Абыйский улус"
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("В Сочи прошёл фестиваль «Бриз». Он стал четвёртым по счёту.", 4),
        ("В Сочи прошёл съезд рыбаков, шестой за историю Союза.", 6),
        ("В Сочи прошёл конкурс «Бриз», проводимый пятый раз.", 5),
    ],
)
def test_the_number_of_a_series_may_be_told_later(text: str, number: int) -> None:
    (event,) = read_events([text], year=2023)

    assert [fact.number for fact in event.facts if fact.type.value == "ordinal"] == [number]


def test_a_larger_event_named_by_its_kind_alone_is_the_known_one() -> None:
    text = "В Сочи прошла неделя моря «Бриз». В рамках недели состоялся форум «Маяк» (Адлер)."

    events = read_events([text], year=2023)

    parents = [fact.value for fact in events[1].facts if fact.type.value == "parent-event"]
    assert parents == ["Неделя моря «Бриз»"]


def test_awards_of_merit_in_a_paragraph_of_their_own_are_no_part_of_a_contest() -> None:
    paragraphs = [
        "В Туле прошёл конкурс «Дым». Первое место заняла Шуя.",
        "Почётным знаком Союза «Якорь» награждён Пётр Деловитов (Онега).",
    ]

    events = read_events(paragraphs, year=2023)

    assert [event.title for event in events] == ["Конкурс «Дым»", "Награждение: знак Союза «Якорь»"]
