"""Answers in words by question, and who kept silent."""

from __future__ import annotations

import pytest
from tests.factories.comparison import HEAD, make_price

from planbook.indicators import (
    Answer,
    Cell,
    CellValue,
    DigestEntry,
    DigestTopic,
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    MissingReason,
    Question,
    Silence,
    Unit,
    UnitKind,
    consolidate,
    digest,
)

pytestmark = pytest.mark.core

FORM = IndicatorForm(
    "Туризм",
    (
        FormSection("main", "Основное", (FormLine(make_price()),)),
        FormSection(
            "routes",
            "Маршруты",
            (FormLine(Indicator("route", "О маршруте", Unit(UnitKind.TEXT))),),
            "маршрут",
            5,
        ),
    ),
    questions=(Question("problems", "Что мешает?"), Question("plans", "Что дальше?")),
)


def test_words_are_gathered_by_question_and_by_row() -> None:
    answers = [
        Answer(
            "Вологда",
            {
                Cell("water"): CellValue(text="по договору"),
                Cell("route", 0): CellValue(text="Кружевной"),
                Cell("route", 1): CellValue(text="Речной"),
            },
            {"routes": ("Первый",)},
            {"problems": " Нет гостиниц. "},
        ),
        Answer(
            "Шуя",
            {Cell("route", 0): CellValue(missing=MissingReason.NOT_APPLICABLE)},
            texts={"problems": "\n"},
        ),
    ]

    found = digest(consolidate(FORM, answers, head=HEAD, keys=["1", "2"]))

    assert found == (
        DigestTopic(
            "problems",
            "Что мешает?",
            (DigestEntry("Вологда", "1", "Нет гостиниц."),),
            (Silence("Шуя", "2"),),
        ),
        DigestTopic("plans", "Что дальше?", (), (Silence("Вологда", "1"), Silence("Шуя", "2"))),
        DigestTopic(
            "route",
            "О маршруте",
            (
                DigestEntry("Вологда", "1", "Кружевной", "Первый"),
                DigestEntry("Вологда", "1", "Речной"),
            ),
            (Silence("Шуя", "2", "не применимо"),),
        ),
    )
    assert [topic.silence_text.replace("\u00a0", " ") for topic in found] == [
        "Нет ответа от 1 города (Шуя).",
        "Никто не ответил: нет ответа от 2 городов (Вологда и Шуя).",
        "Нет ответа от 1 города (Шуя — не применимо).",
    ]


def test_where_everybody_wrote_nobody_is_silent() -> None:
    topic = DigestTopic("q", "Что?", (DigestEntry("Шуя", "1", "Всё"),), ())

    assert topic.silence_text == ""


def test_many_silent_cities_are_named_in_part() -> None:
    silent = tuple(Silence(f"Город {place}", str(place)) for place in range(21))

    text = DigestTopic("q", "Что?", (), silent).silence_text

    assert text.startswith("Никто не ответил: нет ответа от 21\u00a0города (Город 0, Город 1,")
    assert text.endswith("Город 11 и ещё 9).")


def test_a_digest_of_nobody_has_its_questions() -> None:
    found = digest(consolidate(FORM, [], head=HEAD))

    assert [(topic.code, topic.entries, topic.silent) for topic in found] == [
        ("problems", (), ()),
        ("plans", (), ()),
        ("route", (), ()),
    ]
