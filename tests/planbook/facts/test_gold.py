"""The report of the corpus: every fact of the gold table, and the numbers of scenario 35."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from tools import fact_scores

from planbook.facts import FactType, ReportEvent, ReportRole, read_events, report_paragraphs
from planbook.readers import read_document

SOURCE = Path(__file__).resolve().parents[2] / "corpus" / "sgcszr-report-2024" / "source.txt"


@cache
def paragraphs() -> tuple[str, ...]:
    return report_paragraphs(read_document(SOURCE))


@cache
def events() -> tuple[ReportEvent, ...]:
    return read_events(paragraphs(), year=2024)


def listed(event: ReportEvent, *kinds: FactType) -> int:
    return sum(len(fact.values) for fact in event.facts if fact.type in kinds)


def test_gold_score() -> None:
    score = fact_scores.score_gold()

    assert (score.found.total(), score.wanted.total(), score.extra.total()) == (103, 103, 1)
    assert score.placement == 1.0
    assert score.differences == [
        "лишнее: S001 [Заседание секции «Культура»] theme: "
        "Культура будущего и будущее культуры: глобальные тренды XXI века"
    ]


def test_events_by_role() -> None:
    assert Counter(event.role for event in events()) == {
        ReportRole.HELD: 15,
        ReportRole.EXCHANGE: 5,
        ReportRole.SUPPORTED: 20,
        ReportRole.FUTURE: 4,
    }


def test_participants_per_event() -> None:
    held = [event for event in events() if event.role is ReportRole.HELD]
    present = (FactType.PARTICIPANTS, FactType.PARTICIPANTS_DISTRICT)
    counted = [
        (listed(event, *present), listed(event, FactType.PARTICIPANTS_REMOTE)) for event in held
    ]

    assert [pair for pair in counted if pair != (0, 0)] == [
        (8, 0),
        (9, 3),
        (15, 0),
        (21, 0),
        (11, 0),
        (20, 0),
        (17, 0),
        (9, 0),
        (12, 0),
        (14, 0),
    ]


def test_cities_of_speakers() -> None:
    first = next(
        event
        for event in events()
        if any(one.type is FactType.SPEAKERS_FROM for one in event.facts)
    )

    assert listed(first, FactType.SPEAKERS_FROM) == 10


def test_answers_of_exchanges() -> None:
    exchanges = [event for event in events() if event.role is ReportRole.EXCHANGE]

    assert [(event.title, event.facts[0].number) for event in exchanges] == [
        ("Информационный обмен о реализации проекта умный город", 19),
        ("Информационный обмен: Потенциал креативных индустрий", 23),
        (
            "Информационный обмен: О ставках и тарифах на жилищно-коммунальные услуги населению",
            25,
        ),
        ("Информационный обмен: О средних ценах на отдельные потребительские товары", 22),
        ("Мониторинг глав по социально-экономической ситуации", 19),
    ]


def test_events_to_come() -> None:
    coming = [event for event in events() if event.role is ReportRole.FUTURE]
    told = {
        event.title: [(fact.type.value, fact.value, fact.number) for fact in event.facts]
        for event in coming
    }

    assert told == {
        "XXX Межрегиональный конкурс детского изобразительного творчества": [
            ("planned-date", "2025", None),
            ("ordinal", "", 30),
        ],
        "Следующее заседание секции «Образование»": [("planned-host", "Вологда", None)],
        "XX Летняя Спартакиада": [
            ("planned-host", "Великий Новгород", 2025),
            ("withdrawn-host", "Великий Новгород", None),
        ],
        "IV Зимняя Спартакиада": [("planned-host", "Сыктывкар", 2026)],
    }


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (FactType.COUNT_PEOPLE, "около четырехсот"),
        (FactType.COUNT_CITIES, "20-ти"),
        (FactType.COUNT_MUNICIPALITIES, "40"),
        (FactType.PARENT_EVENT, "Всероссийского форума «Малая Родина – Сила России»"),
        (FactType.ORDINAL, "двадцать девятого"),
        (FactType.MODE, "в режиме видеоконференцсвязи"),
        (FactType.THEME, "Семья - всему начало"),
        (FactType.PARTICIPANTS_REMOTE, "Архангельск, Смоленск, Суздаль"),
        (
            FactType.PARTICIPANTS_DISTRICT,
            "Приморского и Пинежского районов Архангельской области",
        ),
        (FactType.STANDING, "Череповца"),
        (FactType.WITHDRAWN_HOST, "Великий Новгород"),
    ],
)
def test_fact_points_at_its_words(kind: FactType, words: str) -> None:
    pointed = [
        paragraphs()[fact.source.paragraph - 1][fact.source.start : fact.source.end]
        for event in events()
        for fact in event.facts
        if fact.type is kind
    ]

    assert words in pointed


def test_every_fact_lies_in_its_sentence() -> None:
    for event in events():
        for fact in event.facts:
            words = paragraphs()[fact.source.paragraph - 1][fact.source.start : fact.source.end]
            assert words
            assert words in fact.text
