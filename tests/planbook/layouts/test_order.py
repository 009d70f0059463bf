"""Order and sections: the author's, by time, regrouped; no row is lost or doubled."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planbook.layouts.corpus_plans import AUTUMN, EARLIER, UNION
from tests.planbook.layouts.corpus_plans import plan as corpus_plan
from tests.planbook.layouts.drafts import PLAIN, column, headed, headings, item, plan, section

from planbook.layouts import Layout, arrange, layout_named
from planbook.layouts.layout import (
    HeadingPlace,
    Headings,
    Merging,
    Numbering,
    NumberingStyle,
    NumeralStyle,
    Order,
    SectionRule,
    Sorting,
    UndatedPlace,
)
from planbook.layouts.sorting import sort_items
from planbook.plans import Grouping, PlanDraft

pytestmark = pytest.mark.core

AUTOMATIC = Sorting(Order.AUTOMATIC)


def ordered(undated: UndatedPlace, *timings: str) -> list[str]:
    items = [item(timing, timing) for timing in timings]
    return [event.title for event in sort_items(items, Order.AUTOMATIC, undated)]


def test_start_month_then_finer_precision_then_day() -> None:
    in_order = [
        "ежеквартально",
        "9 февраля",
        "21-24 марта",
        "24-25 марта",
        "март",
        "март-декабрь",
        "I полугодие",
        "15 сентября",
        "сентябрь",
        "сентябрь-октябрь",
        "III квартал",
    ]
    wanted = [*in_order[:1], "I полугодие", *in_order[1:6], "III квартал", *in_order[7:10]]

    assert ordered(UndatedPlace.END, *reversed(in_order)) == wanted


def test_rows_of_equal_time_keep_the_authors_order() -> None:
    items = [item("Б", "май"), item("А", "май")]

    assert [event.title for event in sort_items(items, Order.AUTOMATIC)] == ["Б", "А"]


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        (Order.AUTHOR, ["Ереван", "Бишкек", "Ёлкин"]),
        (Order.AUTOMATIC, ["Ёлкин", "Бишкек", "Ереван"]),
        (Order.ALPHABETICAL, ["Бишкек", "Ёлкин", "Ереван"]),
    ],
)
def test_lists_have_an_order_of_their_own(order: Order, titles: list[str]) -> None:
    cities = [item("Ереван", "июнь"), item("Бишкек", "май"), item("Ёлкин", "март")]
    layout = replace(PLAIN, sorting=Sorting(Order.AUTOMATIC, list_order=order))

    printed = arrange(plan(section("Дни городов", *cities, grouping=Grouping.LIST)), layout)

    assert column(printed, 1) == titles


def test_undated_rows_stand_last() -> None:
    assert ordered(UndatedPlace.END, "по согласованию", "июнь", "май") == [
        "май",
        "июнь",
        "по согласованию",
    ]


def test_undated_rows_stay_behind_the_row_the_author_put_before_them() -> None:
    assert ordered(UndatedPlace.IN_PLACE, "июнь", "по согласованию", "дата уточняется", "май") == [
        "май",
        "июнь",
        "по согласованию",
        "дата уточняется",
    ]


def test_undated_rows_at_the_head_stay_there() -> None:
    assert ordered(UndatedPlace.IN_PLACE, "по согласованию", "июнь", "май") == [
        "по согласованию",
        "май",
        "июнь",
    ]


@pytest.mark.slow
def test_the_union_orders_its_rows_by_this_rule() -> None:
    for part in corpus_plan(UNION).sections:
        assert sort_items(part.items, Order.AUTOMATIC, UndatedPlace.IN_PLACE) == part.items


@pytest.mark.slow
def test_the_region_does_not() -> None:
    """In 2022 row 13 «ноябрь» stands before rows 14 and 15 with days of November."""
    culture = corpus_plan(EARLIER).sections[4]

    numbers = [event.number for event in sort_items(culture.items, Order.AUTOMATIC)]
    assert numbers == ["10", "11", "12", "14", "15", "13"]


YEAR_PLAN = plan(
    section("Форумы", item("А", "май"), item("Б", "ежемесячно"), item("В", "по согласованию")),
    section("Спорт", item("Г", "3 февраля"), item("Д", "май-июнь"), item("Е", "20 мая 2024 года")),
    section("Юбилеи", item("Вологда", "1 июня"), grouping=Grouping.LIST),
)


def test_rows_of_themes_grouped_by_month() -> None:
    printed = arrange(YEAR_PLAN, headed(sections=SectionRule.MONTH))

    assert headings(printed) == [
        "В течение всего периода",
        "Февраль",
        "Май",
        "Май 2024 года",
        "Срок уточняется",
        "Юбилеи",
    ]
    assert column(printed, 1) == ["Б", "Г", "А", "Д", "Е", "В", "Вологда"]


def test_rows_of_themes_grouped_by_quarter() -> None:
    printed = arrange(YEAR_PLAN, headed(sections=SectionRule.QUARTER))

    assert headings(printed)[1:4] == ["I квартал", "II квартал", "II квартал 2024 года"]


def test_rows_without_sections() -> None:
    printed = arrange(YEAR_PLAN, headed(sections=SectionRule.NONE))

    assert (headings(printed), column(printed, 1)) == (
        ["Юбилеи"],
        ["А", "Б", "В", "Г", "Д", "Е", "Вологда"],
    )


@pytest.mark.slow
def test_months_of_the_union() -> None:
    """The calendar of the union: recurring rows and the one without a date stand apart."""
    printed = arrange(corpus_plan(UNION), layout_named("by-month"))
    table = next(printed.tables())
    counts: list[list[object]] = []
    for row in table.rows[1:]:
        if row.role == "section":
            counts.append([row.cells[0].text, 0])
        else:
            counts[-1][1] += 1  # type: ignore[operator]

    assert (
        counts
        == [
            ["В течение всего периода", 2],
            ["Январь", 1],
            ["Февраль", 2],
            ["Март", 8],
            ["Апрель", 5],
            ["Май", 5],
            ["Июнь", 4],
            ["Август", 2],
            ["Сентябрь", 6],
            ["Октябрь", 5],
            ["Ноябрь", 2],
            ["Срок уточняется", 1],
        ]
        or counts
    )


def all_titles(draft: PlanDraft) -> Counter[str]:
    return Counter(event.title for event in draft.items())


TIMINGS = ["", "май", "3 мая", "май-июнь", "ежемесячно", "постоянно", "по согласованию", "как-то"]
SECTIONS = st.lists(
    st.tuples(
        st.sampled_from(list(Grouping)),
        st.lists(st.sampled_from(TIMINGS), max_size=5),
        st.integers(1, 2),
    ),
    max_size=5,
)
LAYOUTS = st.builds(
    lambda rule, place, numerals, style, sorting: replace(
        PLAIN,
        headings=Headings(rule, place, numerals),
        numbering=Numbering(style),
        sorting=sorting,
        columns=tuple(replace(entry, merge=Merging.EQUAL) for entry in PLAIN.columns),
    ),
    st.sampled_from(SectionRule),
    st.sampled_from(HeadingPlace),
    st.sampled_from(NumeralStyle),
    st.sampled_from(NumberingStyle),
    st.builds(Sorting, st.sampled_from(Order), st.sampled_from(UndatedPlace)),
)


@given(SECTIONS, LAYOUTS)
def test_every_row_is_printed_exactly_once(
    parts: list[tuple[Grouping, list[str], int]], layout: Layout
) -> None:
    count = 0
    sections = []
    for number, (grouping, timings, level) in enumerate(parts):
        items = []
        for timing in timings:
            count += 1
            items.append(item(f"Мероприятие {count}", timing))
        sections.append(replace(section(f"Р{number}", *items, grouping=grouping), level=level))
    draft = plan(*sections)

    # Neither number nor bullet takes part in the comparison.
    printed = Counter(
        f"Мероприятие {text.split()[-1]}" for text in column(arrange(draft, layout), 1)
    )
    assert printed == all_titles(draft)


@pytest.mark.slow
@pytest.mark.parametrize("rule", SectionRule)
def test_every_row_of_a_real_plan_is_printed_once(rule: SectionRule) -> None:
    draft = corpus_plan(AUTUMN)
    base = layout_named("smolensk-plan")
    layout = replace(base, headings=replace(base.headings, sections=rule), sorting=AUTOMATIC)

    printed = Counter(" ".join(text.split()) for text in column(arrange(draft, layout), 2))
    assert printed == all_titles(draft)
