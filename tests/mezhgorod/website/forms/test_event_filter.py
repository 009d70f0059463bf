from datetime import date

import pytest
from django.http import QueryDict

from mezhgorod.planning.queries import EventFilter
from mezhgorod.website.forms.event_filter import (
    Choice,
    filter_query,
    read_day,
    read_filter,
    read_month,
    read_start,
    select_field,
)

WHOLE = EventFilter(
    month=date(2023, 9, 1),
    city="vologda",
    section=2,
    kind="семинар",
    attendance="online",
    timing="month",
    text="обмен опытом",
)


def test_filter_goes_round_through_the_address() -> None:
    assert read_filter(QueryDict(filter_query(WHOLE).lstrip("?"))) == WHOLE


def test_empty_filter_leaves_no_trace_in_the_address() -> None:
    assert filter_query(EventFilter()) == ""


def test_extra_fields_follow_the_filter() -> None:
    assert filter_query(EventFilter(city="kotlas"), start=500) == "?city=kotlas&start=500"


@pytest.mark.parametrize(
    "address",
    [
        "month=2023-13", "month=сентябрь", "section=-1", "section=9999999999", "section=²",
        "attendance=by_phone", "timing=never", "q=%20%20", "month=0000-01", "q=%00",
        "city=%00", "kind=%00",
    ],
)  # fmt: skip
def test_what_is_not_understood_asks_for_nothing(address: str) -> None:
    assert read_filter(QueryDict(address)) == EventFilter()


def test_search_text_is_bounded() -> None:
    assert len(read_filter(QueryDict(f"q={'я' * 5000}")).text) == 200


@pytest.mark.parametrize(
    ("text", "month"), [("2023-09", date(2023, 9, 1)), ("2023-9", None), ("", None)]
)
def test_read_month(text: str, month: date | None) -> None:
    assert read_month(text) == month


@pytest.mark.parametrize(
    ("text", "day"), [("2023-09-15", date(2023, 9, 15)), ("2023-02-30", None), ("", None)]
)
def test_read_day(text: str, day: date | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(("address", "start"), [("start=500", 500), ("start=-1", 0), ("", 0)])
def test_read_start(address: str, start: int) -> None:
    assert read_start(QueryDict(address)) == start


def test_chosen_value_of_a_drop_down_is_kept_even_when_the_plan_lost_it() -> None:
    field = select_field("city", "Город", "Все города", [("kotlas", "Котлас")], "shuya")

    assert field.choices == (
        Choice("", "Все города", is_chosen=False),
        Choice("kotlas", "Котлас", is_chosen=False),
        Choice("shuya", "shuya", is_chosen=True),
    )
    assert field.is_set
