"""Organisations in notes, brackets and lists."""

import pytest

from planbook.plans.organizations import (
    exchange_partners,
    labelled_organizers,
    names_something_else,
    organization_in_brackets,
    split_organizations,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Комитет Госдумы РФ по федеративному устройству и вопросам МСУ, МАГ, Исполком СНГ",
            (
                "Комитет Госдумы РФ по федеративному устройству и вопросам МСУ",
                "МАГ",
                "Исполком СНГ",
            ),
        ),
        ("ИД АГП; администрация г. Кирова", ("ИД АГП", "администрация г. Кирова")),
        ("АО «Русатом, Инфра», МАГ", ("АО «Русатом, Инфра»", "МАГ")),
        (
            "Министерство спорта, туризма и молодёжи",
            ("Министерство спорта, туризма и молодёжи",),
        ),
        ("Отдел культуры\nОтдел спорта", ("Отдел культуры", "Отдел спорта")),
        ("", ()),
    ],
)
def test_split_organizations(text: str, names: tuple[str, ...]) -> None:
    assert split_organizations(text) == names


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Организатор: МАГ", (("МАГ",), "")),
        ("Организаторы: МАГ, АО «Русатом»", (("МАГ", "АО «Русатом»"), "")),
        ("По плану Правительства Москвы", ((), "По плану Правительства Москвы")),
        ("Организаторы уточняются", ((), "Организаторы уточняются")),
        ("", ((), "")),
    ],
)
def test_labelled_organizers(note: str, expected: tuple[tuple[str, ...], str]) -> None:
    assert labelled_organizers(note) == expected


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (
            "Проведение слёта (ГАУ ДПО  Смоленский областной институт развития образования)",
            "ГАУ ДПО Смоленский областной институт развития образования",
        ),
        ("Мониторинг (совместно с АСДГ, АГП)", None),
        ("Выпуск сборников (с электронной версией на CD)", None),
        ("Форум (администрация города) в Шуе", None),
    ],
)
def test_organization_in_brackets(title: str, name: str | None) -> None:
    assert organization_in_brackets(title) == name


def test_exchange_partners() -> None:
    assert exchange_partners("Мониторинг (совместно с АСДГ, АГП, АМОГУ)") == (
        "АСДГ",
        "АГП",
        "АМОГУ",
    )
    assert exchange_partners("Мониторинг (ежегодный)") == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ведомственного проекта цифровизации хозяйства", True),
        ("активистов движения", True),
        ("исполнителей русского романса", False),
        ("", False),
    ],
)
def test_names_something_else(words: str, expected: bool) -> None:
    assert names_something_else(words) is expected
