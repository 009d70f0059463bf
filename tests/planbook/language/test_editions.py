"""Edition numbers: every notation of real titles, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.language import (
    Case,
    EditionStyle,
    Gender,
    Notation,
    find_edition,
    format_edition,
    ordinal_words,
    parse_edition,
)

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("XXVIII", 28),
        ("ХХІ", 21),
        ("Х", 10),
        ("IX", 9),
        ("I", 1),
        ("Ⅱ", 2),
        ("XIX-й", 19),
        ("28-й", 28),
        ("28-ой", 28),
        ("30-ый", 30),
        ("3-я", 3),
        ("5-го", 5),
        ("100-й", 100),
        ("двадцать девятый", 29),
        ("двадцать девятого", 29),
        ("Третья", 3),
        ("третьей", 3),
        ("четвертый", 4),
        ("четвёртое", 4),
        ("сто первая", 101),
        ("сотый", 100),
        ("двести двадцать второму", 222),
    ],
)
def test_parse_edition(text: str, number: int) -> None:
    assert parse_edition(text).number == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "и",
        "С",
        "М",
        "28",
        "0-й",
        "28-е годы",
        "двадцать",
        "двадцать десятый",
        "IIII",
        "5-ка",
        "МАГ",
        "век",
    ],
)
def test_parse_edition_of_other_words_is_nothing(text: str) -> None:
    assert parse_edition(text) is None


@pytest.mark.parametrize(
    ("title", "number", "written"),
    [
        ("XIX летняя Спартакиада Союза городов", 19, "XIX"),
        ("IX Международный технологический форум", 9, "IX"),
        ("Х Фестиваль детского творчества", 10, "Х"),
        ("· VI Межрегиональный конкурс «Я люблю»", 6, "VI"),
        ("Участие в XIX Общероссийском форуме «Стратеги»", 19, "XIX"),
        ("Проведение IV Международных Третьяковских чтений", 4, "IV"),
        ("юбилейный 30-ый конкурс", 30, "30-ый"),
        ("третья Зимняя Спартакиада", 3, "третья"),
        ("Двадцать девятый межрегиональный конкурс", 29, "Двадцать девятый"),
        ("Седьмые Гротовские чтения", 7, "Седьмые"),
        ("«XXII Всероссийский конкурс»", 22, "XXII"),
        ("II этап V Спартакиады", 5, "V"),
        ("1-й тур 5-го чемпионата", 5, "5-го"),
    ],
)
def test_find_edition_in_a_title(title: str, number: int, written: str) -> None:
    found = find_edition(title)

    assert (found.number, title[found.start : found.end]) == (number, written)


@pytest.mark.parametrize(
    "title",
    [
        "Круглый стол «XXI век – время Умных городов!»",
        "Диалог культур: мир в XXI веке",
        "II полугодие",
        "Первый этап конкурса",
        "Первая помощь детям",
        "Второе место",
        "Конкурс для 1-4 классов",
        "10 лет МАГ",
        "Конференция",
        "",
    ],
)
def test_find_edition_takes_no_other_number(title: str) -> None:
    assert find_edition(title) is None


@pytest.mark.parametrize(
    ("written", "following"),
    [
        ("XXVIII", "XXIX"),
        ("ХХІ", "XXII"),
        ("28-й", "29-й"),
        ("28-ой", "29-ый"),
        ("2-я", "3-я"),
        ("2-ого", "3-его"),
        ("двадцать девятый", "тридцатый"),
        ("Двадцать первая", "Двадцать вторая"),
        ("вторых", "третьих"),
        ("IX-й", "X-й"),
    ],
)
def test_next_edition_is_printed_as_the_author_writes(written: str, following: str) -> None:
    found = parse_edition(written)

    assert format_edition(found.number + 1, found.style) == following


STYLES = [
    EditionStyle(Notation.ROMAN),
    EditionStyle(Notation.ROMAN, ending_length=1),
    *(EditionStyle(Notation.DIGITS, gender, ending_length=1) for gender in list(Gender)[:3]),
    EditionStyle(Notation.DIGITS, ending_length=2),
    EditionStyle(Notation.DIGITS, case=Case.GENITIVE, ending_length=2),
    *(EditionStyle(Notation.WORDS, gender) for gender in Gender),
    *(EditionStyle(Notation.WORDS, case=case) for case in Case),
    EditionStyle(Notation.WORDS, is_capitalized=True),
]


@pytest.mark.parametrize("style", STYLES, ids=str)
def test_editions_go_round_in_every_style(style: EditionStyle) -> None:
    for number in range(1, 201):
        printed = format_edition(number, style)
        found = parse_edition(printed)
        assert found.number == number
        assert format_edition(number, found.style) == printed


def test_format_edition_refuses_what_has_no_ordinal() -> None:
    with pytest.raises(ValueError, match="1000"):
        format_edition(1000, EditionStyle())


@given(st.text(max_size=40))
def test_find_edition_stands_inside_the_title(title: str) -> None:
    found = find_edition(title)

    assert found is None or 0 <= found.start < found.end <= len(title)


@given(st.integers(1, 999), st.sampled_from(Gender), st.sampled_from(Case))
def test_ordinal_words_are_read_back(number: int, gender: Gender, case: Case) -> None:
    assert parse_edition(ordinal_words(number, gender, case)).number == number
