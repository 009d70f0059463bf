"""Lists of cities: order, ages, names, known days, round ages left out."""

import pytest
from tests.planbook.checks.drafts import city_list, found, plan_with

from planbook.findings import Repair

pytestmark = pytest.mark.core

BY_DAY = [
    ("Шуя", "", "28 мая"),
    ("Тверь", "", "12 июня"),
    ("Псков", "", "23 июля"),
    ("Липецк", "", "26 августа"),
    ("Пенза", "", "5 октября"),
]
BY_NAME = [(name, "", "май") for name in ("Ереван", "Минск", "Москва", "Тирасполь", "Цхинвал")]


def test_list_in_order_of_days_or_names() -> None:
    assert found(plan_with(city_list(*BY_DAY)), "list.order") == []
    assert found(plan_with(city_list(*BY_NAME)), "list.order") == []


def test_row_out_of_the_order_of_days() -> None:
    rows = [*BY_DAY[:2], ("Пермь", "", "конец лета"), *BY_DAY[2:]]

    assert [one.evidence for one in found(plan_with(city_list(*rows)), "list.order")] == ["Пермь"]


def test_row_out_of_the_alphabet() -> None:
    rows = [*BY_NAME[:4], ("Сухум", "", "май"), BY_NAME[4]]
    told = found(plan_with(city_list(*rows)), "list.order")

    assert ["Тирасполь" in one.message and "Сухум" in one.message for one in told] == [True]


def test_list_without_any_order() -> None:
    rows = [BY_DAY[at] for at in (4, 0, 3, 1, 2)]

    assert found(plan_with(city_list(*rows)), "list.order") == []


@pytest.mark.parametrize(
    ("age", "repair"),
    [
        ("145 года", Repair("age", "145 года", "145 лет")),
        ("231 лет", Repair("age", "231 лет", "231 год")),
        ("22 год", Repair("age", "22 год", "22 года")),
    ],
)
def test_wrong_plural(age: str, repair: Repair) -> None:
    draft = plan_with(city_list(("Шуя", age, "май")))

    assert [one.repair for one in found(draft, "age.plural")] == [repair]


@pytest.mark.parametrize("age", ["145 лет", "231 год", "22 года", "111 лет", "320"])
def test_right_plural(age: str) -> None:
    assert found(plan_with(city_list(("Шуя", age, "май"))), "age.plural") == []


@pytest.mark.parametrize(
    ("city", "age", "codes"),
    [
        ("Псков", "1120", []),
        ("Псков", "1119", ["age.wrong"]),
        ("Кишинев", "587 лет", []),
        ("Астана", "24 года", ["age.doubtful"]),
        ("Астана", "25 лет", []),
        ("Сухум", "2507 лет", ["age.basis_unknown"]),
        ("Ереван", "2805 лет", ["age.counting_rule"]),
        ("Ереван", "2804 года", ["age.counting_rule"]),
        ("Ереван", "2800 лет", ["age.wrong"]),
        ("Шуя", "600 лет", []),  # nothing is known of it, nothing is said
    ],
)
def test_verdict_on_an_age(city: str, age: str, codes: list[str]) -> None:
    draft = plan_with(city_list((city, age, "май")))
    rules = ("age.wrong", "age.doubtful", "age.basis_unknown", "age.counting_rule")

    assert [one.code for rule in rules for one in found(draft, rule)] == codes


@pytest.mark.parametrize(
    ("year", "city", "valid"),
    [
        (2023, "Нур-Султан", ["Астана"]),
        (2021, "Нур-Султан", []),
        (2021, "Астана", []),
        (2023, "Астана", []),
        (2023, "Куйбышев", []),  # also a town of its own
    ],
)
def test_name_of_the_city_in_its_year(year: int, city: str, valid: list[str]) -> None:
    draft = plan_with(city_list((city, "25 лет", "")), year=year)

    assert [one.repair and one.repair.after for one in found(draft, "place.renamed")] == valid


@pytest.mark.parametrize(
    ("day", "count"), [("27 мая", 0), ("28 мая", 1), ("27-28 мая", 0), ("май", 0), ("", 0)]
)
def test_day_against_the_known_one(day: str, count: int) -> None:
    draft = plan_with(city_list(("Санкт-Петербург", "320", day)))

    assert len(found(draft, "city_day.differs")) == count


def test_round_age_of_another_list() -> None:
    jubilees = city_list(("Псков", "1120", ""), ("Пенза", "360", ""), ("Хабаровск", "165", ""))
    capitals = city_list(
        ("Бишкек", "145 лет", ""), ("Минск", "956 лет", ""), ("Псков", "1120 лет", "")
    )
    draft = plan_with(jubilees, capitals)

    assert [one.evidence for one in found(draft, "list.round_age_missing")] == ["Бишкек"]
