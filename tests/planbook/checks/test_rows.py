"""Rows beside rows: missing organisers, duplicates, near-duplicates; and how long that takes."""

import time

import pytest
from tests.planbook.checks.drafts import event, found, plan_of

from planbook.checks import check_plan
from planbook.dates import Period, parse_timing
from planbook.findings import SourceRef
from planbook.plans import CellDraft, EventDraft, PlanDraft, SectionDraft

pytestmark = pytest.mark.core

HOST = "(ГАУ «Институт»)"
NAMED = [event(f"Семинар «Тема {word}» {HOST}", "май") for word in ("права", "языка", "спорта")]


def test_a_row_without_the_organizer_its_neighbours_have() -> None:
    draft = plan_of(*NAMED, event("Чтения памяти учителя", "июнь"))

    assert [one.evidence for one in found(draft, "row.organizer_missing")] == [
        "Чтения памяти учителя"
    ]


def test_attending_somebody_else_needs_no_organizer() -> None:
    draft = plan_of(*NAMED, event("Участие в форуме «Юг»", "июнь"))

    assert found(draft, "row.organizer_missing") == []


def test_two_rows_without_organizers_are_a_habit() -> None:
    draft = plan_of(*NAMED, event("Чтения", "июнь"), event("Слёт", "июль"))

    assert found(draft, "row.organizer_missing") == []


@pytest.mark.parametrize(
    ("second", "count"),
    [
        (event("Форум «Наука»", "май", "Шуя"), 1),
        (event("Форум  «Наука»", "май", "г. Шуя"), 1),
        (event("Форум «Наука»", "июнь", "Шуя"), 0),
        (event("Форум «Наука»", "май", "Тверь"), 0),
        (event("Форум «Спорт»", "май", "Шуя"), 0),
    ],
)
def test_duplicate(second: str, count: int) -> None:
    draft = plan_of(event("Форум «Наука»", "май", "Шуя"), second)

    assert len(found(draft, "row.duplicate")) == count


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("Межрегиональный фестиваль ремесленников", "Межрегиональный фестиваль ремеслеников", 1),
        ("Конференция «Образование и наука»", "Конференция «Образование и науки»", 1),
        ("Заседание секции № 1 по вопросам туризма", "Заседание секции № 2 по вопросам туризма", 0),
        ("II слёт молодёжи городов Союза", "III слёт молодёжи городов Союза", 0),
        ("Форум «Юг»", "Форум «Юг и море»", 0),
        (
            "Культурно-массовые мероприятия, посвященные Дню города",
            "Культурно-массовые мероприятия, посвященные Дню семьи",
            0,
        ),
        (
            "Первенство города по лёгкой атлетике, группа А",
            "Первенство города по лёгкой атлетике, группа Б",
            0,
        ),
        (
            "Соревнования по футболу среди юношей школ",
            "Соревнования по футболу среди девушек школ",
            0,
        ),
    ],
)
def test_near_duplicate(first: str, second: str, count: int) -> None:
    draft = plan_of(event(first), event(second))

    assert len(found(draft, "row.near_duplicate")) == count


def test_message_names_the_other_row() -> None:
    draft = plan_of(event("Форум «Наука»"), event("Форум «Наука»"))

    assert [one.message.split(":")[0] for one in found(draft, "row.duplicate")] == [
        "Повторяет строку № 1"
    ]


@pytest.mark.slow
def test_ten_thousand_rows_of_one_month_take_seconds() -> None:
    timing = parse_timing("май", period=Period.from_edtf("2023"))
    texts = [f"Заседание секции «Тема {number:05}» в городах Союза" for number in range(10_000)]
    items = tuple(
        EventDraft(
            text,
            timing,
            (CellDraft("title", text), CellDraft("timing", "май")),
            SourceRef(table=1, row=at),
        )
        for at, text in enumerate(texts)
    )
    draft = PlanDraft("План", None, "plan", "2023", (SectionDraft("Раздел", items),))
    started = time.process_time()
    check_plan(draft)

    assert time.process_time() - started < 5
