"""Rows with several dates, each with a place of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planbook.plans.trees import document, table

from planbook.plans import EventDraft, extract_plan
from planbook.plans.occasions import stacked_pairs
from planbook.plans.place_timing import split_place_timing

pytestmark = pytest.mark.core

Said = list[tuple[str, list[str]]]


def event(place: str, timing: str) -> EventDraft:
    plan = extract_plan(
        document(
            "План мероприятий на 2024 год",
            table(["Мероприятие", "Место", "Срок"], ["Гастроли", place, timing], columns=3),
        )
    )
    (item,) = plan.items()
    return item


def said(item: EventDraft) -> Said:
    return [(o.timing.edtf, [place.locality for place in o.places]) for o in item.occasions]


BOTH: Said = [("2024-05-12", ["Вологда"]), ("2024-06-15", ["Череповец"])]


@pytest.mark.parametrize(
    ("place", "timing", "codes"),
    [
        ("Вологда\nЧереповец", "12 мая\n15 июня", ["row.several_pairs"]),
        ("г. Вологда;\nг. Череповец", "12 мая;\n15 июня", ["row.several_pairs"]),
        (
            "12 мая – Вологда, 15 июня – Череповец",
            "",
            ["row.several_pairs", "row.timing_in_place"],
        ),
        (
            "",
            "12 мая – г. Вологда; 15 июня – г. Череповец",
            ["row.several_pairs", "row.place_in_timing"],
        ),
    ],
)
def test_dates_pair_with_places(place: str, timing: str, codes: list[str]) -> None:
    item = event(place, timing)

    assert said(item) == BOTH
    assert item.timing.edtf == "{2024-05-12,2024-06-15}"
    assert [where.locality for where in item.places] == ["Вологда", "Череповец"]
    assert [finding.code for finding in item.findings] == codes


def test_counts_that_do_not_agree_are_told_and_nothing_is_paired() -> None:
    item = event("Вологда\nШуя", "12 мая\n15 июня\n17 июля")

    assert item.occasions == ()
    assert item.timing.edtf == "{2024-05-12,2024-06-15,2024-07-17}"
    assert [finding.code for finding in item.findings] == ["row.uneven_pairs"]


@pytest.mark.parametrize(
    ("place", "timing"),
    [
        ("Вологда", "5, 12 мая"),
        ("Вологда, Шуя", "12 мая"),
        ("Вологда\n(ВКС)", "30 марта\n(перенос)"),
        ("п. Пржевальское, Демидовский район,\nСмоленская область", "август\n2024 года"),
        ("Санкт-\nПетербург", "30 марта-\n1 апреля"),
    ],
)
def test_one_date_or_one_place_makes_no_list(place: str, timing: str) -> None:
    assert event(place, timing).occasions == ()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            "12 мая – Вологда, Дворец спорта, 15 июня – Череповец",
            [("12 мая", "Вологда, Дворец спорта"), ("15 июня", "Череповец")],
        ),
        ("Вологда, 12 мая, Шуя, 15 июня", [("12 мая", "Вологда"), ("15 июня", "Шуя")]),
        ("Москва, 5, 12 мая", [("5, 12 мая", "Москва")]),
        ("5 мая, Москва, Кремль", [("5 мая", "Москва, Кремль")]),
        ("май, июнь", [("май, июнь", "")]),
    ],
)
def test_split_place_timing(cell: str, expected: list[tuple[str, str]]) -> None:
    assert [(pair.timing, pair.place) for pair in split_place_timing(cell)] == expected


DATES = ["12 мая", "15 июня", "3-5 июля", "август"]
TOWNS = ["Вологда", "Шуя", "г. Кострома", "Иваново"]


@given(st.permutations(DATES), st.permutations(TOWNS), st.integers(2, 4))
def test_lines_pair_in_order(dates: list[str], towns: list[str], count: int) -> None:
    pairs, is_uneven = stacked_pairs("\n".join(dates[:count]), "\n".join(towns[:count]), None)

    assert not is_uneven
    assert [(pair.timing, pair.place) for pair in pairs] == list(
        zip(dates[:count], towns[:count], strict=True)
    )
