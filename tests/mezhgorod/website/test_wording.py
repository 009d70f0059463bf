import pytest
from hypothesis import given
from hypothesis import strategies as st

from mezhgorod.website.wording import bind_spaces


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
