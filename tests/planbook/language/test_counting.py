"""Numbers with nouns and lists in sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.language import join_list, plural, years

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("count", "phrase"),
    [
        (0, "0 лет"),
        (1, "1 год"),
        (4, "4 года"),
        (5, "5 лет"),
        (11, "11 лет"),
        (14, "14 лет"),
        (21, "21 год"),
        (112, "112 лет"),
        (145, "145 лет"),
        (231, "231 год"),
        (1761, "1761 год"),
        (2805, "2805 лет"),
        (1_000_002, "1000002 года"),
    ],
)
def test_years_agree_with_the_number(count: int, phrase: str) -> None:
    assert years(count) == phrase


@given(st.integers())
def test_plural_depends_on_the_last_two_digits(count: int) -> None:
    assert plural(count, "1", "2", "5") == plural(abs(count) % 100, "1", "2", "5")


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], ""),
        (["Вологды"], "Вологды"),
        (["Вологды", "Шуи"], "Вологды и Шуи"),
        (["Вологды", "Шуи", "Твери"], "Вологды, Шуи и Твери"),
    ],
)
def test_join_list(items: list[str], text: str) -> None:
    assert join_list(items) == text


def test_join_list_with_another_conjunction() -> None:
    assert join_list(["лично", "по ВКС"], "или") == "лично или по ВКС"


@given(st.lists(st.text(alphabet="абвг", min_size=1), min_size=1))
def test_join_list_keeps_every_item_in_order(items: list[str]) -> None:
    assert join_list(items).replace(" и ", ", ").split(", ") == items
