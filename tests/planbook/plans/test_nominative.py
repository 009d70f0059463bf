"""Nominatives of organisations and territories; owners told by headings."""

import pytest

from planbook.plans.nominative import nominative_name, nominative_territory
from planbook.plans.owners import common_owner


@pytest.mark.parametrize(
    ("words", "case", "name"),
    [
        ("Международной Ассамблеи столиц (МАГ)", "gent", "Международная Ассамблея столиц (МАГ)"),
        ("Союза городов Центра", "gent", "Союз городов Центра"),
        ("Комитетом ГД по туризму", "ablt", "Комитет ГД по туризму"),
        ("городского совета ветеранов", "gent", "городской совет ветеранов"),
        (
            "Правительства Москвы и Правительства Республики Татарстан",
            "gent",
            "Правительство Москвы и Правительство Республики Татарстан",
        ),
        ("реализации проекта", "gent", None),
        ("", "gent", None),
    ],
)
def test_nominative_name(words: str, case: str, name: str | None) -> None:
    assert nominative_name(words.split(), case) == name


@pytest.mark.parametrize(
    ("text", "territory"),
    [
        ("Департамент Смоленской области по культуре", "Смоленская область"),
        ("Министерство спорта Пермского края", "Пермский край"),
        ("Отдел культуры", None),
    ],
)
def test_nominative_territory(text: str, territory: str | None) -> None:
    assert nominative_territory(text) == territory


def test_common_owner_needs_most_headings() -> None:
    headings = ["Департамент Смоленской области", "Комитет Смоленской области", "Отдел спорта"]

    assert common_owner(headings) is None
    assert common_owner([*headings[:2], "Управление Смоленской области"]) == "Смоленская область"
    assert common_owner(headings[:2]) is None
