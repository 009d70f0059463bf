"""Case forms made by rule, and prepositions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.language import (
    Case,
    full_preposition,
    inflect_name,
    name_forms,
    place_name_from_form,
)

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Кудрино", "Кудрино Кудрина Кудрину Кудрино Кудрином Кудрине"),
        ("Гагарин", "Гагарин Гагарина Гагарину Гагарин Гагарином Гагарине"),
        ("Андреаполь", "Андреаполь Андреаполя Андреаполю Андреаполь Андреаполем Андреаполе"),
        ("Яхрога", "Яхрога Яхроги Яхроге Яхрогу Яхрогой Яхроге"),
        ("Шексна", "Шексна Шексны Шексне Шексну Шексной Шексне"),
        ("Тольятти", "Тольятти Тольятти Тольятти Тольятти Тольятти Тольятти"),
        ("ВОЛОГДА", "ВОЛОГДА ВОЛОГДЫ ВОЛОГДЕ ВОЛОГДУ ВОЛОГДОЙ ВОЛОГДЕ"),
    ],
)
def test_name_forms(name: str, forms: str) -> None:
    assert list(name_forms(name)) == forms.split()


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Старая Русса", "Старой Руссы"),
        ("Часов Яр", "Часова Яра"),
        ("Зубова Поляна", "Зубовой Поляны"),
        ("Большая Мурта", "Большой Мурты"),
        ("Гусь-Хрустальный", "Гусь-Хрустального"),
        ("Переславль-Залесский", "Переславля-Залесского"),
        ("Комсомольск-на-Амуре", "Комсомольска-на-Амуре"),
        ("Красное-на-Волге", "Красного-на-Волге"),
        ("Струги Красные", "Струг Красных"),
    ],
)
def test_genitive_of_names_of_several_words(name: str, genitive: str) -> None:
    assert inflect_name(name, Case.GENITIVE) == genitive


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Кудрине", "Кудрино"),
        ("Пржевальском", "Пржевальское"),
        ("Северодвинска", "Северодвинск"),
        ("Покровке", "Покровка"),
        ("Красной Горке", "Красная Горка"),
        ("Яя", "Яя"),
    ],
)
def test_place_name_from_form(form: str, name: str) -> None:
    assert place_name_from_form(form) == name


@pytest.mark.parametrize(
    ("preposition", "word", "written"),
    [
        ("в", "Владимире", "во"),
        ("в", "Вологде", "в"),
        ("в", "Фрязине", "во"),
        ("в", "Финляндии", "в"),
        ("в", "Мценске", "во"),
        ("с", "Смоленском", "со"),
        ("с", "Самарой", "с"),
        ("о", "Архангельске", "об"),
        ("о", "Ярославле", "о"),
        ("из", "Владимира", "из"),
        ("для", "Вологды", "для"),
    ],
)
def test_full_preposition(preposition: str, word: str, written: str) -> None:
    assert full_preposition(preposition, word) == written


@given(st.text(alphabet="абвоинскйьяАОС- ", max_size=20))
def test_name_forms_never_raise_and_begin_with_the_name(name: str) -> None:
    forms = name_forms(name)

    assert forms[0] == name
    assert len(forms) == 6


def test_place_name_from_form_gives_prose_back_at_once() -> None:
    prose = "красной горке " * 2_000

    assert place_name_from_form(prose) == prose
