"""The table of settlements: complete where it must be, honest about namesakes and times."""

import csv
import datetime
from pathlib import Path

import pytest

from planbook.places.gazetteer import choose, settlement_name_on, settlements_named
from planbook.places.subjects import subjects

pytestmark = pytest.mark.core

GOLD = Path(__file__).parents[2] / "corpus" / "gold"


def _gold_names() -> list[str]:
    with (GOLD / "places.csv").open(encoding="utf-8", newline="") as file:
        cells = {name for row in csv.DictReader(file) for name in row["settlements"].split(";")}
    with (GOLD / "report_mentions.csv").open(encoding="utf-8", newline="") as file:
        cells |= {row["nominative"] for row in csv.DictReader(file)}
    return sorted(cells - {""})


@pytest.mark.parametrize("name", _gold_names())
def test_every_settlement_of_the_corpus_is_known(name: str) -> None:
    settlement, is_sure = choose(settlements_named(name))

    assert settlement is not None
    assert is_sure


@pytest.mark.parametrize("subject", subjects(), ids=lambda subject: subject.name)
def test_the_capital_of_every_subject_lies_in_it(subject) -> None:
    assert subject.name in {one.region for one in settlements_named(subject.capital)}


def test_settlements_of_crimea_are_not_lost_abroad() -> None:
    names = ("Севастополь", "Судак", "Ялта", "Керчь")

    assert [settlements_named(name)[0].region for name in names] == [
        "Севастополь",
        "Республика Крым",
        "Республика Крым",
        "Республика Крым",
    ]


def test_choose_takes_the_region_said() -> None:
    settlement, is_sure = choose(settlements_named("Киров"), regions=("Калужская область",))

    assert (settlement.region, is_sure) == ("Калужская область", True)


def test_choose_takes_the_much_larger_namesake() -> None:
    settlement, is_sure = choose(settlements_named("Благовещенск"))

    assert (settlement.region, is_sure) == ("Амурская область", True)


def test_choose_is_not_sure_of_equals() -> None:
    assert choose(settlements_named("Железногорск"))[1] is False


def test_choose_of_nothing_is_nothing() -> None:
    assert choose(settlements_named("Нетакогогорода")) == (None, True)


@pytest.mark.parametrize(
    ("name", "day", "then"),
    [
        ("Астана", "2018-12-01", "Астана"),
        ("Астана", "2020-01-01", "Нур-Султан"),
        ("Нур-Султан", "2022-09-16", "Нур-Султан"),
        ("Нур-Султан", "2022-09-17", "Астана"),
        ("Тверь", "1985-01-01", "Калинин"),
        ("Калинин", "2023-01-01", "Тверь"),
        ("Санкт-Петербург", "1980-01-01", "Ленинград"),
        ("Великий Новгород", "1998-01-01", "Новгород"),
        ("Вологда", "1950-01-01", "Вологда"),
    ],
)
def test_settlement_is_called_as_on_the_day(name: str, day: str, then: str) -> None:
    assert settlement_name_on(name, datetime.date.fromisoformat(day)) == then


def test_a_former_name_finds_the_settlement() -> None:
    assert settlements_named("Ленинград")[0].name == "Санкт-Петербург"
