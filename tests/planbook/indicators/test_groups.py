"""Groups of similar cities and their figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.factories.comparison import make_price, make_table

from planbook.indicators import (
    CityGroup,
    GroupFigures,
    group_figures,
    groups_by_population,
    groups_by_region,
    similar_in_population,
)

pytestmark = pytest.mark.core


def test_bands_of_population_have_sharp_borders() -> None:
    populations = {
        "a": 1_000_001,
        "b": 1_000_000,
        "c": 250_001,
        "d": 250_000,
        "e": 100_000,
        "f": 50_000,
        "g": None,
        "h": 0,
    }

    assert groups_by_population(populations) == (
        CityGroup("Крупнейшие города, свыше 1 млн чел.", ("a",)),
        CityGroup("Крупные города, от 250 тыс. до 1 млн чел.", ("b", "c")),
        CityGroup("Большие города, от 100 до 250 тыс. чел.", ("d",)),
        CityGroup("Средние города, от 50 до 100 тыс. чел.", ("e",)),
        CityGroup("Малые города, до 50 тыс. чел.", ("f",)),
        CityGroup("Население не указано", ("g", "h")),
    )


def test_regions_stand_by_name_and_the_unknown_last() -> None:
    regions = {"pskov": "Псковская область", "x": " ", "shuya": "Ивановская область"}

    assert groups_by_region(regions) == (
        CityGroup("Ивановская область", ("shuya",)),
        CityGroup("Псковская область", ("pskov",)),
        CityGroup("Регион не указан", ("x",)),
    )


def test_similar_cities_are_near_by_ratio_and_equal_ratios_by_key() -> None:
    populations = {"own": 100, "twice": 200, "half": 50, "far": 900, "none": None}

    assert similar_in_population("own", populations, count=1).keys == ("own", "half")
    assert similar_in_population("own", populations, count=9).keys == (
        "far",
        "twice",
        "own",
        "half",
    )
    assert similar_in_population("none", populations).keys == ("none",)


def test_figures_of_groups_weighted_and_not() -> None:
    table = make_table(make_price(), {"Вологда": "30", "Шуя": "40", "Псков": "нд", "Тверь": "50"})
    groups = (
        CityGroup("Выбраны", ("Шуя", "Вологда", "Тверь", "Нет такого", "Шуя")),
        CityGroup("Без чисел", ("Псков",)),
    )

    found = group_figures(
        table.rows[0],
        table.columns,
        groups,
        populations={"Вологда": 300_000, "Шуя": 100_000, "Тверь": None},
    )

    assert found == (
        GroupFigures(
            group=groups[0],
            count=3,
            minimum=Decimal(30),
            maximum=Decimal(50),
            mean=Decimal("40.00"),
            median=Decimal("40.00"),
            weighted_mean=Decimal("32.50"),
            weighted_count=2,
        ),
        GroupFigures(groups[1], 0),
    )


def test_without_populations_there_is_no_weighted_mean() -> None:
    table = make_table(make_price(), {"Вологда": "30"})

    (found,) = group_figures(table.rows[0], table.columns, [CityGroup("Все", ("Вологда",))])

    assert (found.mean, found.weighted_mean, found.weighted_count) == (Decimal("30.00"), None, 0)
