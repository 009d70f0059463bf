"""What a person has to look at before a read fact is believed."""

import pytest

from mezhgorod.reporting.rules.reading_doubts import (
    EventSaid,
    FactSaid,
    doubts_of_event,
    doubts_of_facts,
)
from planbook.facts import FactType, ReportRole


def said(
    kind: FactType,
    *values: str,
    number: int | None = None,
    hedge: str = "",
    is_open: bool = False,
    key: int = 1,
) -> FactSaid:
    return FactSaid(key, kind, values, number, hedge, is_open)


def event(
    *facts: FactSaid,
    role: ReportRole = ReportRole.HELD,
    edition: int | None = None,
    score: int = 0,
    is_chosen: bool = False,
    has_series: bool = False,
) -> EventSaid:
    return EventSaid(role, edition, score, has_series, is_chosen, facts)


def doubts(*facts: FactSaid, edition: int | None = None) -> list[tuple[int, str, bool]]:
    found = doubts_of_facts(event(*facts, edition=edition))
    return [(key, one.message, one.is_note) for key, told in found.items() for one in told]


CITIES = said(FactType.PARTICIPANTS, "Псков", "Шуя", "Тверь", key=2)
OPEN = said(FactType.PARTICIPANTS, "Псков", "Шуя", "Тверь", is_open=True, key=2)


@pytest.mark.parametrize(
    ("number", "hedge", "is_doubtful"),
    [
        (3, "=", False),
        (4, "=", True),
        (2, "=", True),
        (4, "~", True),
        (2, ">", False),
        (5, ">", True),
        (5, "<", False),
        (2, "<", True),
        (None, "=", True),
    ],
)
def test_a_stated_number_is_held_against_the_list(
    number: int | None, hedge: str, is_doubtful: bool
) -> None:
    stated = said(FactType.COUNT_CITIES, number=number, hedge=hedge)

    found = [one for one in doubts(stated, CITIES) if not one[2]]

    assert bool(found) is is_doubtful


def test_an_open_list_explains_a_larger_number() -> None:
    assert doubts(said(FactType.COUNT_CITIES, number=40, hedge="="), OPEN) == [
        (1, "Сказано 40, перечислено 3: список не полон («и другие»).", True),
        (2, "Список не полон: «и другие».", True),
    ]


def test_people_are_not_held_against_cities() -> None:
    assert doubts(said(FactType.COUNT_PEOPLE, number=300, hedge=">"), CITIES) == []


@pytest.mark.parametrize(
    ("facts", "messages"),
    [
        (
            [said(FactType.HOST, "Ненаходск")],
            ["«Ненаходск» нет в справочнике городов: проверьте название."],
        ),
        ([said(FactType.PARTICIPANTS, "Псков", "Псков")], ["Псков: назван в списке дважды."]),
        (
            [said(FactType.HOST, "Псков"), said(FactType.HOST, "Шуя", key=2)],
            ["Названо несколько принимающих городов: проверьте."] * 2,
        ),
        ([said(FactType.DATE, "весной")], ["Время не понято: впишите его словами."]),
        ([said(FactType.DATE, "2024-01")], []),
        ([said(FactType.SPEAKER, "Имя Фамилия")], ["Не сказано, откуда этот человек."]),
        ([said(FactType.SPEAKER, "Имя Фамилия|Псков")], []),
        (
            [said(FactType.WITHDRAWN_HOST, "Псков")],
            ["Псков отозвал кандидатуру, но не сказано, что был выбран."],
        ),
        (
            [
                said(FactType.PLANNED_HOST, "Псков", number=2025),
                said(FactType.WITHDRAWN_HOST, "Псков", key=2),
            ],
            [],
        ),
        ([said(FactType.PLANNED_HOST, "Псков")], ["Не сказано, в каком году."]),
        (
            [
                said(FactType.STANDING, "Псков", number=1),
                said(FactType.STANDING, "Шуя", number=1, key=2),
            ],
            ["1 место названо дважды: ничья или ошибка?"] * 2,
        ),
        ([said(FactType.ORGANISER, "Администрация Пскова")], []),
    ],
)
def test_doubts_of_single_facts(facts: list[FactSaid], messages: list[str]) -> None:
    assert [message for _, message, _ in doubts(*facts)] == messages


def test_an_ordinal_is_that_of_the_title() -> None:
    ordinal = said(FactType.ORDINAL, number=30)

    assert doubts(ordinal, edition=30) == []
    assert doubts(ordinal) == []
    assert doubts(ordinal, edition=29) == [
        (1, "В названии № 29: проверьте, который номер верен.", False)
    ]


@pytest.mark.parametrize(
    ("found", "count"),
    [
        (event(score=0), 0),
        (event(score=62), 1),
        (event(score=62, is_chosen=True), 0),
        (event(score=80), 0),
        (event(role=ReportRole.FUTURE), 1),
        (event(role=ReportRole.FUTURE, edition=4), 0),
        (event(role=ReportRole.FUTURE, has_series=True), 0),
    ],
)
def test_doubts_of_events(found: EventSaid, count: int) -> None:
    assert len(doubts_of_event(found)) == count
