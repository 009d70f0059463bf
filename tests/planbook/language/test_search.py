"""Lemmas for search: what is asked finds what is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.language import search_text

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    "forms",
    [
        "вологда Вологды ВОЛОГДЕ вологдой",
        "Череповец Череповца Череповце",
        "Иваново Иванова Иванове Ивановом",
        "Шуя Шуи Шуе",
        "Боровичи Боровичей Боровичах",
        "Тихвин Тихвина Тихвине",
        "Нарьян-Мар Нарьян-Мара Нарьян-Маре",
        "конкурс конкурса конкурсы конкурсов",
        "молодёжь молодежи молодёжью",
        "чтения чтений чтениях",
    ],
)
def test_every_form_of_a_word_has_one_lemma(forms: str) -> None:
    assert len({search_text(form) for form in forms.split()}) == 1


def test_search_text_of_a_title() -> None:
    title = "XXII Всероссийский конкурс «Синяя птица», 21–22 марта"

    assert search_text(title) == "xxii всероссийский конкурс синий птица 21 22 март"


def test_search_text_keeps_single_letters_and_splits_compounds() -> None:
    assert search_text("Д.А. в Санкт-Петербурге") == "д а в санкт петербург"


@given(st.text(max_size=50))
def test_search_text_is_lower_case_with_single_spaces(text: str) -> None:
    read = search_text(text)

    assert read == " ".join(read.split())
    assert "ё" not in read


@given(st.text(alphabet="абвгдеёжзиклмнопрст -", max_size=40))
def test_search_text_does_not_depend_on_the_case_of_letters(text: str) -> None:
    assert search_text(text.upper()) == search_text(text)


@pytest.mark.parametrize(
    "forms",
    [
        "Бобров Боброва Боброве",
        "Дмитров Дмитрова Дмитрове",
        "Березники Березников Березниках",
        "Муром Мурома Муроме",
        "Каменск-Уральский Каменска-Уральского Каменске-Уральском",
        "Камень-на-Оби Камня-на-Оби Камне-на-Оби",
    ],
)
def test_towns_that_look_like_other_words_are_found_in_every_case(forms: str) -> None:
    assert len({search_text(form) for form in forms.split()}) == 1
