"""Series over rounds: versions, gaps, rolling quarters."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.comparison import HEAD, make_price, make_table

from planbook.dates import Period, PeriodError
from planbook.indicators import (
    Aggregation,
    MissingReason,
    Series,
    SeriesPoint,
    SeriesValue,
    next_period,
    rolling_four_quarters,
    series_of,
    series_of_tables,
)

pytestmark = pytest.mark.core

WATER = make_price(aggregation=Aggregation.MEAN)


def quarters(*texts: str | None, indicator=WATER) -> Series:
    """A series from I quarter 2026; None for a gap."""
    points, period = [], "2026-33"
    for text in texts:
        points.append(SeriesPoint(period, None if text is None else Decimal(text)))
        period = next_period(period)
    return Series(indicator, tuple(points))


def test_versions_of_an_indicator_are_series_of_their_own() -> None:
    second = replace(WATER, version=2, definition="С НДС")
    values = [
        SeriesValue("2026-35", second, Decimal(40)),
        SeriesValue("2026-33", WATER, Decimal(30)),
        SeriesValue("2026-34", WATER, missing=MissingReason.BEING_CLARIFIED),
    ]

    assert series_of(values) == (
        Series(
            WATER,
            (
                SeriesPoint("2026-33", Decimal(30)),
                SeriesPoint("2026-34", missing=MissingReason.BEING_CLARIFIED),
            ),
        ),
        Series(second, (SeriesPoint("2026-35", Decimal(40)),)),
    )


def test_rounds_that_were_not_held_are_gaps() -> None:
    values = [SeriesValue(period, WATER, Decimal(1)) for period in ("2027-33", "2026-35")]

    (found,) = series_of(values)

    assert found.points == (
        SeriesPoint("2026-35", Decimal(1)),
        SeriesPoint("2026-36", is_asked=False),
        SeriesPoint("2027-33", Decimal(1)),
    )


def test_periods_of_different_length_have_no_gaps_between() -> None:
    values = [SeriesValue(period, WATER, Decimal(1)) for period in ("2024", "2026-33", "2026-40")]

    (found,) = series_of(values)

    assert [point.period_edtf for point in found.points] == ["2024", "2026-33", "2026-40"]


def test_rounds_centuries_apart_are_joined_without_gaps() -> None:
    values = [SeriesValue(period, WATER, Decimal(1)) for period in ("1990-01", "2026-01")]

    (found,) = series_of(values)

    assert len(found.points) == 2


def test_the_name_of_the_latest_round_is_kept() -> None:
    renamed = replace(WATER, name="Вода")
    values = [SeriesValue("2026-34", renamed), SeriesValue("2026-33", WATER)]

    assert [series.indicator.name for series in series_of(values)] == ["Вода"]


def test_no_values_have_no_series() -> None:
    assert series_of([]) == ()


def test_a_period_that_is_none_is_refused() -> None:
    with pytest.raises(PeriodError):
        series_of([SeriesValue("осень", WATER)])


def test_a_series_of_a_city_is_taken_from_tables() -> None:
    tables = [
        make_table(WATER, {"Шуя": "30|40", "Псков": "1|2"}, replace(HEAD, period_edtf="2026-33")),
        make_table(WATER, {"Псков": "1"}, replace(HEAD, period_edtf="2026-34")),
        make_table(WATER, {"Шуя": "нд"}, replace(HEAD, period_edtf="2026-35")),
        make_table(make_price("gas"), {"Шуя": "5"}, replace(HEAD, period_edtf="2026-36")),
    ]

    (found,) = series_of_tables(tables, code="water", key="Шуя")

    assert found.points == (
        SeriesPoint("2026-33", Decimal(35)),
        SeriesPoint("2026-34", is_asked=False),
        SeriesPoint("2026-35", missing=MissingReason.NO_DATA),
    )


@pytest.mark.parametrize(
    ("aggregation", "numbers"),
    [
        (Aggregation.SUM, ["100", "110"]),
        (Aggregation.MEAN, ["25.00", "27.50"]),
        (Aggregation.MEDIAN, ["25.00", "25.00"]),
        (Aggregation.NONE, []),
        (Aggregation.RANGE, []),
    ],
)
def test_four_quarters_roll_by_the_rule(aggregation: Aggregation, numbers: list[str]) -> None:
    series = quarters(
        "10", "20", "30", "40", "20", indicator=replace(WATER, aggregation=aggregation)
    )

    found = rolling_four_quarters(series)

    ends = ["2026-36", "2027-33"]
    assert found == tuple(
        SeriesPoint(period, Decimal(number)) for period, number in zip(ends, numbers, strict=False)
    )


@pytest.mark.parametrize(
    "series",
    [
        quarters("10", "20", "30"),
        quarters("10", "20", None, "40", "50", "60"),
        Series(WATER, tuple(SeriesPoint(f"2026-0{month}", Decimal(1)) for month in range(1, 7))),
        Series(
            WATER,
            tuple(
                SeriesPoint(period, Decimal(1))
                for period in ("2026-33", "2026-34", "2026-36", "2027-33")
            ),
        ),
    ],
    ids=["three", "gap", "months", "hole"],
)
def test_four_quarters_in_a_row_are_wanted(series: Series) -> None:
    assert rolling_four_quarters(series) == ()


@pytest.mark.parametrize("period", ["2026-05-01/2026-06-30", "2026-21", "2026-05-15", "весна"])
def test_only_periods_of_a_calendar_have_a_next_one(period: str) -> None:
    with pytest.raises(PeriodError):
        next_period(period)


@given(
    year=st.integers(1900, 2100),
    code=st.sampled_from(
        ["", *(f"-{code:02}" for code in (*range(1, 13), *range(33, 37), 40, 41))]
    ),
)
def test_the_next_period_begins_the_day_after(year: int, code: str) -> None:
    period = Period.from_edtf(f"{year}{code}")

    following = Period.from_edtf(next_period(period.edtf))

    assert (following.start - period.end).days == 1
    assert following.kind is period.kind


def test_periods_that_are_no_calendar_ones_have_no_gaps_between() -> None:
    periods = "2026-01-01/2026-02-10", "2026-05-01/2026-06-10"

    (found,) = series_of(SeriesValue(period, WATER, Decimal(1)) for period in periods)

    assert [point.period_edtf for point in found.points] == list(periods)
