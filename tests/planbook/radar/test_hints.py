"""What the author of one row is told: each kind with its opposite, and in whose words."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from planbook.dates import Period, parse_timing
from planbook.places import AttendanceMode
from planbook.radar import RadarLimits, RadarRow, hints_of

pytestmark = pytest.mark.core

YEAR = Period.from_edtf("2025")


def row(key: int, when: str, title: str = "", **fields: Any) -> RadarRow:
    values = {"kind": "форум", "owner": 1, "plan": 1, "cities": ("Вологда",), **fields}
    timing = parse_timing(when, period=YEAR)
    return RadarRow(key=key, title=title or f"Форум {key}", timing=timing, **values)


def said(typed: RadarRow, *others: RadarRow, **options: Any) -> list[str]:
    return [f"{one.certainty.value}: {one.message}" for one in hints_of(typed, others, **options)]


@pytest.mark.parametrize(
    ("fields", "when", "expected"),
    [
        (
            {},
            "25-27 августа",
            "certain: Тот же город (Вологда) в те же дни: «Форум 2» (25-27 августа).",
        ),
        ({}, "август", "possible: Тот же город (Вологда), дни могут совпасть: «Форум 2» (август)."),
        (
            {"cities": (), "body": "Секция «Туризм»"},
            "26 августа",
            "certain: Тот же орган (Секция «Туризм») собирается в те же дни: "
            "«Форум 2» (26 августа).",
        ),
        (
            {"cities": (), "people": ("Отдел спорта",)},
            "август",
            "possible: Те же ответственные (Отдел спорта) могут быть заняты в те же дни: "
            "«Форум 2» (август).",
        ),
        (
            {"cities": (), "audience": "руководители спорткомитетов"},
            "26 августа",
            "certain: Тех же участников (руководители спорткомитетов) в те же дни зовут сюда: "
            "«Форум 2» (26 августа).",
        ),
    ],
)
def test_what_is_shared_at_one_time(fields: dict[str, Any], when: str, expected: str) -> None:
    typed = row(1, "25-26 августа", **fields)

    assert said(typed, row(2, when, **fields)) == [expected]
    assert said(typed, row(2, "8 июля", **fields)) == []


def test_what_hardly_meets_is_not_told() -> None:
    assert said(row(1, "май-июнь"), row(2, "26 мая"), row(3, "май")) == []
    assert said(row(1, "26 мая"), row(2, "26 мая", mode=AttendanceMode.ONLINE)) == []
    assert said(row(1, "26 мая"), row(2, "26 мая", cities=("Тихвин",))) == []


def test_an_event_of_another_owner_is_told_first_and_not_as_a_clash() -> None:
    typed = row(1, "26 августа", "Форум «Умный город»", own_name="Умный город")
    twin = row(2, "август", "Форум «Умный город»", own_name="Умный город", owner=2, plan=2)
    near = row(3, "26 августа")

    assert said(typed, near, twin) == [
        "possible: Похоже, это мероприятие уже есть в другом плане: „Форум «Умный город»“ "
        "(август).",
        "certain: Тот же город (Вологда) в те же дни: «Форум 3» (26 августа).",
    ]
    assert said(typed, replace(twin, owner=1)) == []
    assert said(typed, replace(twin, cities=("Псков",))) == []


def test_a_host_with_too_much_work_is_told_with_this_row_counted() -> None:
    others = [row(key, f"{key} августа") for key in (4, 5, 6)]

    assert said(row(1, "26 августа"), *others) == [
        "certain: Вологда принимает слишком много за август 2025 года: 4 мероприятия вместе с этим."
    ]
    assert said(row(1, "26 августа"), *others[:2]) == []
    assert said(row(1, "28 июля"), *others) == []
    assert said(row(1, "28 июля"), *others, limits=RadarLimits(in_month=2)) == []


def test_the_calendar_speaks_of_the_time_alone() -> None:
    meeting = {"kind": "семинар"}

    assert said(row(1, "12 июня", **meeting)) == [
        "certain: Срок «12 июня» приходится на праздник — 12.06.2025, День России."
    ]
    assert said(row(1, "13 июня", **meeting)) == [
        "certain: Срок «13 июня» — нерабочие дни: 13.06 — пятница, выходной по переносу."
    ]
    assert said(row(1, "11 июня", **meeting)) == []
    assert said(row(1, "12 июня", kind="фестиваль")) == []


def test_a_near_time_without_a_day_is_told() -> None:
    assert said(row(1, "август"), today=date(2025, 7, 1)) == [
        "certain: Срок «август», до его начала меньше двух месяцев, а даты нет."
    ]
    assert said(row(1, "август"), today=date(2025, 5, 1)) == []
    assert said(row(1, "26 августа"), today=date(2025, 7, 1)) == []
