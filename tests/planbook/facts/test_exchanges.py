"""Exchanges told topic by topic: which topic, how many answered, of what kind."""

from __future__ import annotations

import pytest

from planbook.facts import ReportRole, read_events

CASES = [
    (
        [
            "Собраны данные. По вопросу охраны парков ответы представили 12 городов, по вопросу"
            " содержания рынков – 18."
        ],
        [("count-cities", 12, "охраны парков"), ("count-cities", 18, "содержания рынков")],
    ),
    (
        ["Города обменялись данными о ценах на хлеб (ответ дали 11 городов), о закрытии бань (7)."],
        [("count-cities", 11, "о ценах на хлеб"), ("count-cities", 7, "о закрытии бань")],
    ),
    (
        ["4. Обмен информацией", "О нормах расхода топлива: ответили 9 городов. О котельных: 6."],
        [("count-cities", 9, "О нормах расхода топлива"), ("count-cities", 6, "О котельных")],
    ),
    (
        ["Обмен практиками: штат архивов – 58 муниципальных образований; ремонт мостов – 49."],
        [
            ("count-municipalities", 58, "штат архивов"),
            ("count-municipalities", 49, "ремонт мостов"),
        ],
    ),
    (
        ["Информационный обмен: «Дни улиц» – участвовали 22 города; «Морские клубы» – 15."],
        [("count-cities", 22, "Дни улиц"), ("count-cities", 15, "Морские клубы")],
    ),
    (
        ["Проводился сбор информации. На запрос о льготах откликнулись двадцать городов."],
        [("count-cities", 20, "о льготах")],
    ),
    (
        ["Проведено анкетирование. 14 городов ответили на вопрос о тарифах, 9 – о скидках."],
        [("count-cities", 14, "о тарифах"), ("count-cities", 9, "о скидках")],
    ),
]


@pytest.mark.parametrize(("paragraphs", "wanted"), CASES)
def test_each_topic_is_an_exchange_with_its_count(
    paragraphs: list[str], wanted: list[tuple[str, int, str]]
) -> None:
    events = read_events(paragraphs, year=2024)

    assert [event.role for event in events] == [ReportRole.EXCHANGE] * len(wanted)
    for event, (kind, number, topic) in zip(events, wanted, strict=True):
        assert [(fact.type.value, fact.number) for fact in event.facts] == [(kind, number)]
        assert topic.lower() in event.title.lower()


def test_an_event_under_a_heading_of_exchanges_stays_an_event() -> None:
    paragraphs = ["Обмен опытом", "В вебинаре «Архив» 3 мая участвовали 19 городов."]

    (event,) = read_events(paragraphs, year=2024)

    assert (event.title, event.role) == ("Вебинар «Архив»", ReportRole.HELD)
