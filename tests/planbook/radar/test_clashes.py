"""Each kind of clash with its opposite, on rows made by hand."""

import random
import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.dates import Period, parse_timing
from planbook.places import AttendanceMode
from planbook.radar import Clash, RadarLimits, RadarRow, clashes

pytestmark = pytest.mark.core

YEAR = Period.from_edtf("2023")
WORDINGS = ("май", "12 мая", "25-27 августа", "август", "26 августа", "май-июнь", "9 февраля")


def row(key: int, when: str, city: str = "Вологда", **fields: Any) -> RadarRow:
    values = {"title": f"Форум {key}", "kind": "форум", "owner": 1, "plan": 1, **fields}
    cities = (city,) if city else ()
    return RadarRow(key=key, timing=parse_timing(when, period=YEAR), cities=cities, **values)


def found(*rows: RadarRow, **options: Any) -> list[tuple[str, str, tuple[object, ...]]]:
    return [(one.certainty.value, one.kind.value, one.keys) for one in clashes(rows, **options)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [("certain", "city", (2, 1))]),
        ({"mode": AttendanceMode.ONLINE}, []),
        ({"is_hosted": False}, []),
        ({"is_event": False}, []),
        ({"cities": ("Череповец",)}, []),
        ({"timing": parse_timing("15 мая", period=YEAR)}, []),
        ({"timing": parse_timing("1 марта – 31 декабря", period=YEAR)}, []),
    ],
)
def test_one_city_on_one_day(changes: dict[str, Any], expected: list[object]) -> None:
    assert found(row(1, "12 мая"), replace(row(2, "11-12 мая"), **changes)) == expected


def test_hours_that_do_not_meet_are_no_clash() -> None:
    assert found(row(1, "12 мая с 10:00 до 12:00"), row(2, "12 мая с 12:00 до 14:00")) == []
    assert found(row(1, "12 мая с 10:00 до 12:00"), row(2, "12 мая с 11:00 до 14:00")) == [
        ("certain", "city", (1, 2))
    ]


def test_a_body_of_one_owner_meets_once_at_a_time() -> None:
    one = row(1, "май", "Вологда", body="секция «Туризм»")
    other = row(2, "май", "Тихвин", body="секция «Туризм»")

    assert found(one, other) == [("possible", "body", (1, 2))]
    assert found(one, replace(other, owner=2)) == []
    assert found(one, replace(other, body="секция «Культура»")) == []


def test_the_same_people_are_asked_once_at_a_time() -> None:
    one = row(1, "12 мая", "Вологда", people=("начальник отдела спорта",))
    other = row(2, "12 мая", "Тихвин", people=("Начальник отдела  спорта",))

    assert found(one, other) == [("certain", "people", (1, 2))]


def test_an_audience_is_compared_when_it_says_enough() -> None:
    one = row(1, "12 мая", "Вологда", audience="руководители спорткомитетов")
    other = row(2, "12 мая", "Тихвин", audience="Руководители спорткомитетов")

    assert found(one, other) == [("certain", "audience", (1, 2))]
    assert found(replace(one, audience="дети"), replace(other, audience="дети")) == []


def test_two_rows_are_told_of_once_by_what_matters_most() -> None:
    one = row(1, "12 мая", body="секция «Туризм»")

    assert found(one, replace(one, key=2)) == [("certain", "body", (1, 2))]


def test_a_city_is_loaded_by_more_than_was_agreed() -> None:
    rows = [row(key, f"{day} мая") for key, day in enumerate((3, 11, 17, 24), start=1)]

    assert found(*rows) == [("certain", "host_load", (1, 2, 3, 4))]
    assert found(*rows[:3]) == []
    assert found(*rows, limits=RadarLimits(in_month=4)) == []


def test_three_events_of_one_day_load_a_city() -> None:
    rows = [row(key, "12 мая") for key in (1, 2, 3)]

    assert ("certain", "host_load", (1, 2, 3)) in found(*rows)


@pytest.mark.parametrize(
    ("when", "kind", "expected"),
    [
        ("12 июня", "семинар", "holiday"),
        ("12 июня", "фестиваль", ""),
        ("10 июня", "семинар", "weekend"),
        ("9-10 июня", "семинар", ""),
        ("8 мая", "совещание", "weekend"),
        ("июнь", "семинар", ""),
        ("10 июня", "марафон", ""),
    ],
)
def test_working_meetings_avoid_days_off(when: str, kind: str, expected: str) -> None:
    told = found(row(1, when, kind=kind))

    assert [one[1] for one in told] == ([expected] if expected else [])


def test_the_words_of_a_holiday() -> None:
    (one,) = clashes([row(1, "12 июня", kind="семинар")])

    assert one.message == (
        "«Форум 1»: срок «12 июня» приходится на праздник — 12.06.2023, День России."
    )


@pytest.mark.parametrize(
    ("today", "is_told"),
    [
        (date(2023, 2, 28), False),
        (date(2023, 3, 1), True),
        (date(2023, 5, 31), True),
        (date(2023, 6, 1), False),
    ],
)
def test_two_months_before_a_month_begins_its_day_is_asked_for(today: date, is_told: bool) -> None:
    assert [one[1] for one in found(row(1, "май"), today=today)] == ["undated"] * is_told
    assert found(row(1, "12 мая"), today=today) == []


def test_one_event_in_two_plans_is_a_twin_and_no_clash() -> None:
    one = row(1, "август", title="XIX летняя Спартакиада Союза городов", own_name="Спартакиада")
    other = row(
        2, "25-27 августа", title="Летняя спартакиада союза городов", own_name="Спартакиада",
        owner=2, plan=2,
    )  # fmt: skip

    assert found(one, other) == [("possible", "twin", (1, 2))]
    assert found(one, replace(other, owner=1)) == [("possible", "city", (1, 2))]
    assert found(one, replace(other, timing=parse_timing("май", period=YEAR))) == []


def test_one_event_in_two_plans_of_its_owner_does_not_clash_with_itself() -> None:
    year = row(1, "12 мая", title="Форум городов")
    month = row(2, "12 мая", title="Форум  городов", plan=2)

    assert found(year, month) == []
    assert found(year, replace(month, title="Слёт")) == [("certain", "city", (2, 1))]
    assert found(year, replace(month, plan=1)) == [("certain", "city", (2, 1))]


@st.composite
def many_rows(draw: st.DrawFn) -> list[RadarRow]:
    whens = draw(st.lists(st.sampled_from(WORDINGS), max_size=12))
    cities = draw(
        st.lists(st.sampled_from(("Вологда", "Тихвин", "")), min_size=len(whens), max_size=12)
    )
    return [
        row(key, when, city) for key, (when, city) in enumerate(zip(whens, cities, strict=False))
    ]


@given(many_rows(), st.randoms())
def test_the_order_of_rows_does_not_matter(rows: list[RadarRow], rnd: random.Random) -> None:
    mixed = list(rows)
    rnd.shuffle(mixed)

    assert clashes(mixed, today=date(2023, 4, 1)) == clashes(rows, today=date(2023, 4, 1))


@given(many_rows())
def test_nothing_is_told_twice(rows: list[RadarRow]) -> None:
    told: list[Clash] = list(clashes(rows))

    assert len(told) == len({(one.kind, frozenset(one.keys)) for one in told})


def test_ten_thousand_rows_are_scanned_in_seconds() -> None:
    rnd = random.Random(1)  # noqa: S311 -- the same rows every time
    months = ("марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября")
    timings = [
        parse_timing(text, period=YEAR)
        for month in months
        for text in (f"3 {month}", f"11-13 {month}", f"17 {month}", f"25-27 {month}")
    ] + [parse_timing(text, period=YEAR) for text in WORDINGS]
    rows = [
        RadarRow(
            key, f"Мероприятие {key * 7919 % 10_000}", rnd.choice(timings), plan=key % 30,
            owner=key % 12, cities=(f"Город {rnd.randrange(300)}",), kind="форум",
        )
        for key in range(10_000)
    ]  # fmt: skip
    start = time.process_time()

    found_ones = clashes(rows, today=date(2023, 3, 1))

    assert len(found_ones) > 1_000
    assert time.process_time() - start < 4


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((row(1, "12 мая"), row(2, "12 мая")), ["Вологда"]),
        ((row(1, "12 июня", kind="семинар"),), [
            "Срок «12 июня» приходится на праздник — 12.06.2023, День России."
        ]),
        (
            (row(1, "12 мая", title="Форум городов"),
             row(2, "12 мая", title="Форум городов", owner=2, plan=2)),
            ["Названия совпадают."],
        ),
    ],
)  # fmt: skip
def test_beside_titles_little_is_left_to_say(
    rows: tuple[RadarRow, ...], expected: list[str]
) -> None:
    assert [one.brief for one in clashes(rows)] == expected
