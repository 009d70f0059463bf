"""Narrative text: counts and lists, variants of a name, a city and its district."""

import pytest

from planbook.checks import check_report
from planbook.documents import Paragraph

pytestmark = pytest.mark.core

LIST = "Вологды, Шуи, Твери, Пскова и Ярославля"


def codes(*texts: str) -> list[str]:
    return [one.code for one in check_report(Paragraph(text) for text in texts)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"специалисты из 5 городов Союза: {LIST}.", []),
        (f"специалисты из 5-ти городов Союза: {LIST}.", []),
        (f"специалисты из 6 городов Союза: {LIST}.", ["count.differs"]),
        (f"из 40 муниципальных образований России ({LIST} и другие).", ["count.open_list"]),
        (
            "из 3 муниципальных образований (Вологда, Шуйский и Тверской районы)",
            [],
        ),
        ("из 20 городов Союза приехали делегации", []),
        ("из 5 городов России (Вологда, Шуя, Тверь)", ["count.differs"]),
        ("из 3 регионов (Тверская, Псковская и Вологодская области)", []),
    ],
)
def test_stated_and_listed(text: str, expected: list[str]) -> None:
    assert [one for one in codes(text) if one.startswith("count.")] == expected


@pytest.mark.parametrize(
    ("texts", "evidence"),
    [
        (("секции «Образования»", "секция «Образование»"), ["Образования"]),
        (("секция «Культура»", "секции «Культура»"), []),
        (("секция «Туризм»", "секция «Культура»"), []),
    ],
)
def test_variants_of_a_section(texts: tuple[str, ...], evidence: list[str]) -> None:
    told = check_report(Paragraph(text) for text in texts)

    assert [one.evidence for one in told if one.code == "name.variants"] == evidence


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (("гости из Боровичей", "Боровичский район"), 1),
        (("гости из Старой Руссы", "Старорусский район"), 1),
        (("гости из Вологды", "Боровичский район"), 0),
        (("гости из Боровичей", "Боровичский район", "Боровичский район"), 1),
    ],
)
def test_city_and_its_district(texts: tuple[str, ...], count: int) -> None:
    assert codes(*texts).count("name.city_and_district") == count


def test_rules_of_plans_are_silent_on_a_report() -> None:
    assert codes("Круглый стол прошёл по согласованию в Вологде и Шуе.") == []
