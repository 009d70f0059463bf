"""Values far from the others of their row."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.factories.comparison import HEAD, make_form, make_price, make_table

from planbook.indicators import (
    Answer,
    Cell,
    CellValue,
    NotePart,
    Outlier,
    analytical_note,
    consolidate,
    outliers,
)

pytestmark = pytest.mark.core


def cities(*numbers: int) -> dict[str, str]:
    return {f"Город {place}": str(number) for place, number in enumerate(numbers)}


@pytest.mark.parametrize(
    ("numbers", "far"),
    [
        # quartiles 12 and 16, fences 6 and 22
        ((10, 11, 12, 13, 14, 15, 16, 17, 22), []),
        ((6, 11, 12, 13, 14, 15, 16, 17, 23), [23]),
        ((5, 11, 12, 13, 14, 15, 16, 17, 90), [90, 5]),
        ((10, 11, 12, 13, 14, 15, 90), []),  # too few
        ((7, 7, 7, 7, 7, 7, 7, 90), []),  # no spread to measure with
        ((), []),
    ],
)
def test_far_values_are_beyond_the_fences(numbers: tuple[int, ...], far: list[int]) -> None:
    table = make_table(make_price(), cities(*numbers))

    found = outliers(table.rows[0], table.columns)

    assert [int(one.number) for one in found] == far


def test_an_outlier_comes_with_the_words_of_its_city() -> None:
    answers = [
        Answer(f"Город {number}", {Cell("water"): CellValue(number=Decimal(number))})
        for number in range(10, 18)
    ]
    dear = CellValue(number=Decimal(90), comment=f" Вода\nпривозная{'!' * 200}")
    cheap = CellValue(number=Decimal(1))
    answers += [Answer("Шуя", {Cell("water"): dear}), Answer("Псков", {Cell("water"): cheap})]

    table = consolidate(make_form(make_price()), answers, head=HEAD)

    assert outliers(table.rows[0], table.columns) == (
        Outlier(
            "Шуя",
            "Шуя",
            Decimal(90),
            is_high=True,
            limit="22,50",
            comment=f"Вода\nпривозная{'!' * 200}",
        ),
        Outlier("Псков", "Псков", Decimal(1), is_high=False, limit="4,50"),
    )
    (told,) = [part for part in analytical_note(table) if part.part is NotePart.OUTLIERS]
    assert told.text.replace("\u00a0", " ") == (
        "За пределами обычного разброса (полтора расстояния между квартилями): Шуя — "
        f"90,00 руб./куб. м (пояснение города: «Вода привозная{'!' * 185}…»); "
        "Псков — 1,00 руб./куб. м."
    )
    assert [cell.key for cell in told.cells] == ["Шуя", "Псков"]


def test_a_quartile_of_zero_is_a_number() -> None:
    table = make_table(make_price(), cities(0, 0, 0, 1, 2, 2, 2, 3, 50))

    (found,) = outliers(table.rows[0], table.columns)

    assert found.reason == (
        "выше 5,00: дальше полутора межквартильных размахов от верхнего квартиля"
    )
