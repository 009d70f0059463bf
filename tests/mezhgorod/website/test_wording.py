from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from mezhgorod.website.templatetags.website import in_words
from mezhgorod.website.wording import bind_spaces, title_in_list


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("25 августа 2023 года", "25_августа 2023_года"),
        ("г. Вологда, ул. Мира", "г._Вологда, ул._Мира"),
        ("на II полугодие 2022 года", "на_II_полугодие 2022_года"),
        ("III-IV квартал", "III-IV_квартал"),
        ("Заседание секции «Туризм» в Вологде", "Заседание секции «Туризм» в_Вологде"),
        ("экология – баланс", "экология_– баланс"),
        ("план г.\nВологды", "план г.\nВологды"),
        ("дома и улицы", "дома и_улицы"),
        ("", ""),
    ],
)
def test_bind_spaces(text: str, bound: str) -> None:
    assert bind_spaces(text).replace("\N{NO-BREAK SPACE}", "_") == bound


@given(st.text())
def test_bind_spaces_exchanges_spaces_only(text: str) -> None:
    assert bind_spaces(text).replace("\N{NO-BREAK SPACE}", " ") == text.replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_a_moment_is_told_by_the_day_it_has_here() -> None:
    late_in_the_evening = datetime(2026, 11, 21, 21, 30, tzinfo=UTC)
    with timezone.override("Europe/Moscow"):
        told = [in_words(late_in_the_evening), in_words(date(2026, 11, 21))]

    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in told] == [
        "22 ноября 2026 года",
        "21 ноября 2026 года",
    ]


@pytest.mark.parametrize(
    ("title", "alone"),
    [
        ("юных художников «Синяя птица»", "«Синяя птица» (юных художников)"),
        ("юных пианистов имени Рахманинова", "… юных пианистов имени Рахманинова"),
        ("фестиваль спорта «Карелия три»", "Фестиваль спорта «Карелия три»"),
        ("«Здоровые города глазами детей»", "«Здоровые города глазами детей»"),
        ("XXII конкурс юных художников", "XXII конкурс юных художников"),
        ("", ""),
    ],
)
def test_a_title_told_inside_a_sentence_stands_alone(title: str, alone: str) -> None:
    assert title_in_list(title) == alone
