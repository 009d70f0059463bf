"""Cardinal numerals in words: tables of cases, and every number read back from its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.language import Case, Gender, plural
from planbook.narrative import PhraseError
from planbook.narrative.counted import counted_noun
from planbook.narrative.numerals import MAX_CARDINAL, cardinal_ending, cardinal_words, noun_form

pytestmark = pytest.mark.core

TABLE = {
    1: "один одного одному один одним одном",
    2: "два двух двум два двумя двух",
    3: "три трёх трём три тремя трёх",
    4: "четыре четырёх четырём четыре четырьмя четырёх",
    7: "семь семи семи семь семью семи",
    8: "восемь восьми восьми восемь восемью восьми",
    11: "одиннадцать одиннадцати одиннадцати одиннадцать одиннадцатью одиннадцати",
    30: "тридцать тридцати тридцати тридцать тридцатью тридцати",
    40: "сорок сорока сорока сорок сорока сорока",
    50: "пятьдесят пятидесяти пятидесяти пятьдесят пятьюдесятью пятидесяти",
    80: "восемьдесят восьмидесяти восьмидесяти восемьдесят восемьюдесятью восьмидесяти",
    90: "девяносто девяноста девяноста девяносто девяноста девяноста",
    100: "сто ста ста сто ста ста",
    200: "двести двухсот двумстам двести двумястами двухстах",
    300: "триста трёхсот трёмстам триста тремястами трёхстах",
    400: "четыреста четырёхсот четырёмстам четыреста четырьмястами четырёхстах",
    600: "шестьсот шестисот шестистам шестьсот шестьюстами шестистах",
    800: "восемьсот восьмисот восьмистам восемьсот восемьюстами восьмистах",
    1000: "тысяча тысячи тысяче тысячу тысячей тысяче",
    1_000_000: "миллион миллиона миллиону миллион миллионом миллионе",
}
LONG = [
    (21, Case.GENITIVE, Gender.FEMININE, "двадцати одной"),
    (22, Case.NOMINATIVE, Gender.FEMININE, "двадцать две"),
    (31, Case.ACCUSATIVE, Gender.FEMININE, "тридцать одну"),
    (101, Case.NOMINATIVE, Gender.NEUTER, "сто одно"),
    (345, Case.INSTRUMENTAL, Gender.MASCULINE, "тремястами сорока пятью"),
    (2002, Case.NOMINATIVE, Gender.FEMININE, "две тысячи две"),
    (21_500, Case.DATIVE, Gender.MASCULINE, "двадцати одной тысяче пятистам"),
    (5_012, Case.PREPOSITIONAL, Gender.MASCULINE, "пяти тысячах двенадцати"),
    (
        1_234_567,
        Case.GENITIVE,
        Gender.MASCULINE,
        "миллиона двухсот тридцати четырёх тысяч пятисот шестидесяти семи",
    ),
]


@pytest.mark.parametrize(("number", "forms"), TABLE.items())
def test_a_numeral_in_all_cases(number: int, forms: str) -> None:
    assert " ".join(cardinal_words(number, case) for case in Case) == forms


@pytest.mark.parametrize(("number", "case", "gender", "words"), LONG)
def test_a_long_numeral(number: int, case: Case, gender: Gender, words: str) -> None:
    assert cardinal_words(number, case, gender) == words


def test_people_are_counted_as_living() -> None:
    living = [cardinal_words(n, Case.ACCUSATIVE, is_animate=True) for n in (1, 2, 4, 5, 21, 22)]

    assert living == ["одного", "двух", "четырёх", "пять", "двадцать одного", "двадцать два"]


@pytest.mark.parametrize("number", [-1, MAX_CARDINAL + 1])
def test_a_number_out_of_bounds_is_told(number: int) -> None:
    with pytest.raises(PhraseError, match="словами не пишется"):
        cardinal_words(number)


@given(st.integers(1, MAX_CARDINAL), st.sampled_from(list(Case)), st.sampled_from(list(Gender)))
def test_words_tell_their_number(number: int, case: Case, gender: Gender) -> None:
    assert _read(cardinal_words(number, case, gender), case, gender) == number


@given(st.integers(0, MAX_CARDINAL))
def test_a_noun_agrees_as_counting_does(number: int) -> None:
    noun = counted_noun("городов", number, Case.NOMINATIVE).text

    assert noun == plural(number, "город", "города", "городов")


@given(st.integers(1, 999), st.sampled_from(list(Case)))
def test_an_ending_after_digits_ends_the_words(number: int, case: Case) -> None:
    words = cardinal_words(number, case)

    assert words.endswith(cardinal_ending(words))
    assert 1 <= len(cardinal_ending(words)) <= 3


def test_a_thousand_governs_the_genitive() -> None:
    assert noun_form(3000, Case.DATIVE) == (Case.GENITIVE, True)


def _read(words: str, case: Case, gender: Gender) -> int:
    """Add up the numerals of a phrase: the table of single words turned round."""
    parts = (*range(1, 21), *range(30, 100, 10), *range(100, 1000, 100))
    total, group = 0, 0
    for word in words.split(" "):
        if word.startswith("тысяч"):
            total, group = total + (group or 1) * 1000, 0
        elif word.startswith("миллион"):
            total, group = total + 1_000_000, 0
        else:
            group += next(
                part
                for part in parts
                for one in (gender, Gender.FEMININE)
                if cardinal_words(part, case, one) == word
            )
    return total + group
