"""A title that ends in a colon: the rows below it are its list, or there is none."""

import pytest
from tests.planbook.plans.trees import Part, document, table

from planbook.plans import extract_plan

pytestmark = pytest.mark.core

HEADER: list[Part] = ["№", "Мероприятие", "Срок"]


def orphans(*rows: list[Part]) -> list[str]:
    plan = extract_plan(document("План мероприятий на 2024 год", table(HEADER, *rows, columns=3)))
    return [
        item.title
        for item in plan.items()
        if any(finding.code == "title.orphan_colon" for finding in item.findings)
    ]


@pytest.mark.parametrize(
    "following",
    [["", "· Правление", "май"], ["", "- Правление", "май"], ["1.1", "Правление", "май"]],
    ids=["bullet", "dash", "number of its own"],
)
def test_a_list_below_answers_the_colon(following: list[Part]) -> None:
    assert orphans(["1", "Заседания:", "май"], following, ["2", "Форум", "июнь"]) == []


@pytest.mark.parametrize(
    "following",
    [["2", "Правление", "май"], ["11", "Правление", "май"]],
    ids=["next row", "number that only begins alike"],
)
def test_without_a_list_the_colon_is_told(following: list[Part]) -> None:
    assert orphans(["1", "Заседания:", "май"], following) == ["Заседания:"]


def test_among_bullets_one_more_bullet_is_no_list() -> None:
    assert orphans(["", "· Заседания:", "май"], ["", "· Правление", "май"]) == ["Заседания:"]


def test_the_last_row_has_no_list() -> None:
    assert orphans(["1", "Форум", "май"], ["2", "Заседания:", "май"]) == ["Заседания:"]
