"""Headings of real plans: numerals, groupings, cut words, what they tell about their rows."""

import pytest

from planbook.plans.draft import Grouping, Involvement
from planbook.plans.headings import (
    HeadingRule,
    is_total,
    join_heading,
    makes_approximate,
    read_heading,
    split_numeral,
    without_note_marks,
)


@pytest.mark.parametrize(
    ("text", "numeral", "heading"),
    [
        ("I. Собрания, заседания Правления", "I", "Собрания, заседания Правления"),
        ("ІV. Фестивали", "IV", "Фестивали"),  # typed with a Ukrainian «І»
        ("II Культура", "II", "Культура"),
        ("2.1. Спорт", "2.1", "Спорт"),
        ("Раздел 1. Спорт", "1", "Спорт"),
        ("РАЗДЕЛ III. Туризм", "III", "Туризм"),
        ("Мир и дружба", None, "Мир и дружба"),
        ("25 лет МАГ", None, "25 лет МАГ"),
        ("Культура", None, "Культура"),
        ("", None, ""),
    ],
)
def test_split_numeral(text: str, numeral: str | None, heading: str) -> None:
    assert split_numeral(text) == (numeral, heading)


@pytest.mark.parametrize(
    ("pieces", "heading"),
    [
        (
            ["Деятельность по информационному обесп", "ечению городо", "в-членов МАГ"],
            "Деятельность по информационному обеспечению городов-членов МАГ",
        ),
        (["Юбилеи городов", "MAΓ ⁱ"], "Юбилеи городов MAΓ ⁱ"),
        (["Сотрудничество с", "регионами"], "Сотрудничество с регионами"),
        (["Мероприятия по", "укреплению дружбы"], "Мероприятия по укреплению дружбы"),
        (["Спорт"], "Спорт"),
    ],
)
def test_join_heading_mends_only_cut_words(pieces: list[str], heading: str) -> None:
    assert join_heading(pieces) == heading


def test_without_note_marks() -> None:
    assert without_note_marks("Дни городов-столиц членов МАГ ¹") == "Дни городов-столиц членов МАГ"


@pytest.mark.parametrize(
    ("text", "grouping"),
    [
        ("II. Конференции, семинары, форумы, заседания секций", Grouping.THEME),
        ("Департамент Смоленской области по культуре", Grouping.DEPARTMENT),
        ("Главное управление спорта Смоленской области", Grouping.DEPARTMENT),
        ("МБУ «Дом культуры»", Grouping.DEPARTMENT),
        ("Культура и искусство", Grouping.SPHERE),
        ("В сфере туризма", Grouping.SPHERE),
        ("Юбилеи городов МАГ", Grouping.LIST),
        ("Памятные даты", Grouping.LIST),
        ("Деятельность по информационному обеспечению", Grouping.THEME),
    ],
)
def test_grouping(text: str, grouping: Grouping) -> None:
    assert read_heading([text], None).grouping is grouping


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "III. Основные традиционные мероприятия",
            HeadingRule(involvement=Involvement.TRADITIONAL),
        ),
        (
            "IV. Фестивали, поддерживаемые Союзом городов",
            HeadingRule(involvement=Involvement.SUPPORTED),
        ),
        (
            "V. Информационные обмены",
            HeadingRule(event_kind="информационный обмен", is_exchange=True),
        ),
        ("Дни городов-столиц", HeadingRule(event_kind="день города")),
        ("Спорт", HeadingRule()),
    ],
)
def test_heading_rule(text: str, rule: HeadingRule) -> None:
    assert read_heading([text], None).rule == rule


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Дни городов указаны ОРИЕНТИРОВОЧНО", True),
        ("Даты могут быть уточнены", True),
        ("По данным администраций городов", False),
    ],
)
def test_makes_approximate(note: str, expected: bool) -> None:
    assert makes_approximate(note) is expected


@pytest.mark.parametrize(("text", "expected"), [("ИТОГО:", True), ("Итоговый форум", False)])
def test_is_total(text: str, expected: bool) -> None:
    assert is_total(text) is expected
