"""Figures of rows: whole values, ties, suppliers, missing values, negative numbers."""

from __future__ import annotations

import statistics
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.comparison import LAST_HEAD, make_price, make_table

from planbook.indicators import (
    Aggregation,
    Change,
    Direction,
    MissingReason,
    Rank,
    RowSummary,
    Unit,
    UnitKind,
    change,
    changes,
    city_numbers,
    per_inhabitant,
    ranks,
    summaries,
    summary,
    summary_text,
    weighted_mean,
)

pytestmark = pytest.mark.core

WATER = make_price()
SCHOOLS = make_price("schools", unit=Unit(UnitKind.COUNT, "ед."), decimals=0)
TEXT = make_price("remark", unit=Unit(UnitKind.TEXT))


def row_summary(cells: dict[str, str], indicator=WATER) -> RowSummary:
    return summary(make_table(indicator, cells).rows[0])


def named(*texts: str) -> dict[str, str]:
    return {f"Город {place}": text for place, text in enumerate(texts)}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (  # quartiles as QUARTILE.INC gives them: 21.75 and 30.75
            ("20.00", "36.00", "22.50", "29.00"),
            RowSummary(
                count=4,
                compared=4,
                minimum=Decimal("20.00"),
                maximum=Decimal("36.00"),
                mean=Decimal("26.88"),  # 26.875: half away from zero
                median=Decimal("25.75"),
                lower_quartile=Decimal("21.88"),  # 21.875
                upper_quartile=Decimal("30.75"),
            ),
        ),
        (
            ("-5.00", "-1.25", "0", "нд", "х", "?"),
            RowSummary(
                count=3,
                compared=3,
                minimum=Decimal("-5.00"),
                maximum=Decimal("0"),
                mean=Decimal("-2.08"),
                median=Decimal("-1.25"),
                lower_quartile=Decimal("-3.13"),  # -3.125
                upper_quartile=Decimal("-0.63"),  # -0.625
                missing={MissingReason.NO_DATA: 1, MissingReason.NOT_APPLICABLE: 1},
                unanswered=1,
            ),
        ),
        (
            ("7.00",),
            RowSummary(1, *(Decimal("7.00"),) * 6, compared=1),
        ),
        (("нд", "?"), RowSummary(0, missing={MissingReason.NO_DATA: 1}, unanswered=1)),
        ((), RowSummary(0)),
    ],
)
def test_summary_of_a_row(cells: tuple[str, ...], expected: RowSummary) -> None:
    assert row_summary(named(*cells)) == expected


def test_words_are_only_counted() -> None:
    assert row_summary(named("=по договору", "нд"), TEXT) == RowSummary(
        1, missing={MissingReason.NO_DATA: 1}
    )


def test_whole_numbers_have_a_mean_with_one_decimal() -> None:
    found = row_summary(named("2", "3", "3"), SCHOOLS)

    assert found.mean == Decimal("2.7")
    assert summary_text(Decimal("2.7"), SCHOOLS) == "2,7"
    assert summary_text(Decimal("3.0"), SCHOOLS) == "3"


@pytest.mark.parametrize(
    ("aggregation", "expected"),
    [
        # «10|30» knows both, «40|?» has an empty copy, «20|х» has one supplier, «50» is alone
        (Aggregation.SUM, (Decimal(40), None, Decimal(20), Decimal(50))),
        (Aggregation.MEAN, (Decimal(20), None, Decimal(20), Decimal(50))),
        (Aggregation.MEDIAN, (Decimal(20), None, Decimal(20), Decimal(50))),
        (Aggregation.NONE, (None, None, Decimal(20), Decimal(50))),
        (Aggregation.RANGE, (None, None, Decimal(20), Decimal(50))),
    ],
)
def test_several_suppliers_become_one_number_by_the_rule(
    aggregation: Aggregation, expected: tuple[Decimal | None, ...]
) -> None:
    table = make_table(
        replace(WATER, aggregation=aggregation), named("10|30", "40|?", "20|х", "50")
    )

    assert city_numbers(table.rows[0]) == expected


@pytest.mark.parametrize("aggregation", [Aggregation.RANGE, Aggregation.NONE])
def test_values_that_do_not_become_one_tell_only_the_ends(aggregation: Aggregation) -> None:
    found = row_summary(named("10|30", "20"), replace(WATER, aggregation=aggregation))

    assert found == RowSummary(2, Decimal(10), Decimal(30))


def test_a_sum_tells_the_total_and_how_many_cities_are_in_it() -> None:
    found = row_summary(named("10|30", "40|?", "5"), replace(WATER, aggregation=Aggregation.SUM))

    assert (found.count, found.compared, found.total) == (3, 2, Decimal(45))


def test_one_supplier_each_needs_no_rule() -> None:
    assert row_summary(named("10|?", "20")).mean == Decimal("20.00")


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        (Direction.LOWER_BETTER, ["1", "2–3", None, "2–3", "4"]),
        (Direction.HIGHER_BETTER, ["4", "2–3", None, "2–3", "1"]),
        (Direction.NEUTRAL, [None] * 5),
    ],
)
def test_equal_numbers_share_a_place(direction: Direction, expected: list[str | None]) -> None:
    # 30.001 and 30.004 are one number where two decimals are printed
    row = make_table(
        replace(WATER, direction=direction), named("20", "30.001", "нд", "30.004", "41")
    ).rows[0]

    found = ranks(row)

    assert [rank and rank.text for rank in found] == expected


def test_places_of_a_neutral_indicator_are_given_when_asked_for() -> None:
    row = make_table(WATER, named("20", "30")).rows[0]

    assert ranks(row, direction=Direction.HIGHER_BETTER) == (Rank(2, 2), Rank(1, 1))


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ("33.60", "32.00", Change(Decimal("1.60"), Decimal("5.0"))),
        ("32.00", "32.00", Change(Decimal("0.00"), Decimal("0.0"))),
        ("0", "32", Change(Decimal("-32.00"), Decimal("-100.0"))),
        ("5", "0", Change(Decimal("5.00"), None)),
        ("5", "-5", Change(Decimal("10.00"), None)),
        ("-5", "5", Change(Decimal("-10.00"), None)),
        (None, "5", None),
        ("5", None, None),
    ],
)
def test_change(now: str | None, before: str | None, expected: Change | None) -> None:
    numbers = [None if text is None else Decimal(text) for text in (now, before)]

    assert change(*numbers, decimals=2) == expected


def test_changes_follow_the_key_of_a_city_and_the_version_of_an_indicator() -> None:
    before = make_table(WATER, {"Шуя": "20", "Псков": "30"}, LAST_HEAD)

    same = changes(make_table(WATER, {"Псков": "33", "Тверь": "9"}), before)
    other = changes(make_table(replace(WATER, version=2), {"Псков": "33"}), before)

    assert same == {"water": (Change(Decimal("3.00"), Decimal("10.0")), None)}
    assert other == {"water": (None,)}


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("30", 300_000), ("40", 100_000)], "32.50"),
        ([("30", 1), (None, 5), ("40", None), ("50", 0)], "30.00"),
        ([("30", None)], None),
        ([], None),
    ],
)
def test_weighted_mean(pairs: list[tuple[str | None, int | None]], expected: str | None) -> None:
    given_pairs = [(None if text is None else Decimal(text), weight) for text, weight in pairs]

    found = weighted_mean(given_pairs, decimals=2)

    assert found == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("number", "population", "expected"),
    [("12", 310_000, "3.9"), ("12", None, None), ("12", 0, None), (None, 5, None)],
)
def test_per_inhabitant(number: str | None, population: int | None, expected: str | None) -> None:
    given_number = None if number is None else Decimal(number)

    found = per_inhabitant(given_number, population, decimals=1, per=100_000)

    assert found == (None if expected is None else Decimal(expected))


def test_summaries_stand_by_code() -> None:
    table = make_table(WATER, named("1", "2"))

    assert summaries(table) == {"water": summary(table.rows[0])}


long_numbers = st.builds(
    lambda mantissa, scale: Decimal(mantissa).scaleb(-scale),
    st.integers(-(10**17), 10**17),
    st.integers(0, 9),
)


def half_up(number: Fraction, decimals: int) -> Decimal:
    shifted = abs(number) * 10**decimals
    whole = int(shifted + Fraction(1, 2))
    return Decimal(whole if number >= 0 else -whole).scaleb(-decimals)


@pytest.mark.slow
@given(numbers=st.lists(long_numbers, min_size=2, max_size=30))
def test_figures_are_exact_and_rounded_once(numbers: list[Decimal]) -> None:
    exact = [Fraction(number) for number in numbers]
    quartiles = statistics.quantiles(exact, n=4, method="inclusive")

    found = row_summary(named(*(format(number, "f") for number in numbers)))

    assert found.mean == half_up(sum(exact) / len(exact), 2)
    assert found.median == half_up(Fraction(statistics.median(exact)), 2)
    assert found.lower_quartile == half_up(quartiles[0], 2)
    assert found.upper_quartile == half_up(quartiles[2], 2)
    assert (found.minimum, found.maximum) == (min(numbers), max(numbers))


@pytest.mark.slow
@given(numbers=st.lists(st.integers(0, 5), min_size=1, max_size=20))
def test_places_count_those_who_are_better(numbers: list[int]) -> None:
    row = make_table(WATER, named(*map(str, numbers))).rows[0]

    found = ranks(row, direction=Direction.LOWER_BETTER)

    better = [sum(other < number for other in numbers) for number in numbers]
    together = [numbers.count(number) for number in numbers]
    assert found == tuple(
        Rank(count + 1, count + same) for count, same in zip(better, together, strict=True)
    )


def test_words_in_a_row_of_numbers_are_counted_and_not_reckoned() -> None:
    assert row_summary(named("=по договору")) == RowSummary(1)


def test_suppliers_all_of_whom_are_known_only_in_part_tell_the_ends() -> None:
    found = row_summary(named("10|?", "30|нд"), replace(WATER, aggregation=Aggregation.SUM))

    assert found == RowSummary(2, Decimal(10), Decimal(30))
