"""Case forms of settlements: whole paradigms, and the forms a sentence needs."""

import pytest

from planbook.language import Case
from planbook.places import locality_form, locality_with_preposition
from planbook.places.gazetteer import stored_forms

pytestmark = pytest.mark.core

PARADIGMS = [
    "Вологда Вологды Вологде Вологду Вологдой Вологде",
    "Шуя Шуи Шуе Шую Шуей Шуе",
    "Тверь Твери Твери Тверь Тверью Твери",
    "Суздаль Суздаля Суздалю Суздаль Суздалем Суздале",
    "Псков Пскова Пскову Псков Псковом Пскове",
    "Киров Кирова Кирову Киров Кировом Кирове",
    "Иваново Иванова Иванову Иваново Ивановом Иванове",
    "Боровичи Боровичей Боровичам Боровичи Боровичами Боровичах",
    "Торжок Торжка Торжку Торжок Торжком Торжке",
    "Елец Ельца Ельцу Елец Ельцом Ельце",
    "Орёл Орла Орлу Орёл Орлом Орле",
    "Грязовец Грязовца Грязовцу Грязовец Грязовцом Грязовце",
    "Грозный Грозного Грозному Грозный Грозным Грозном",
    "Пржевальское Пржевальского Пржевальскому Пржевальское Пржевальским Пржевальском",
    "Сочи Сочи Сочи Сочи Сочи Сочи",
    "Улан-Удэ Улан-Удэ Улан-Удэ Улан-Удэ Улан-Удэ Улан-Удэ",
    "Нарьян-Мар Нарьян-Мара Нарьян-Мару Нарьян-Мар Нарьян-Маром Нарьян-Маре",
    "Йошкар-Ола Йошкар-Олы Йошкар-Оле Йошкар-Олу Йошкар-Олой Йошкар-Оле",
    "Сольцы Сольцов Сольцам Сольцы Сольцами Сольцах",
    "Мытищи Мытищ Мытищам Мытищи Мытищами Мытищах",
]


@pytest.mark.parametrize("paradigm", PARADIGMS, ids=lambda forms: forms.split()[0])
def test_stored_forms_of_a_settlement(paradigm: str) -> None:
    name, *_ = forms = paradigm.split()

    assert [locality_form(name, case) for case in Case] == forms


@pytest.mark.parametrize(
    ("name", "genitive", "prepositional"),
    [
        ("Старая Русса", "Старой Руссы", "Старой Руссе"),
        ("Великие Луки", "Великих Лук", "Великих Луках"),
        ("Вышний Волочёк", "Вышнего Волочка", "Вышнем Волочке"),
        ("Великий Устюг", "Великого Устюга", "Великом Устюге"),
        ("Сергиев Посад", "Сергиева Посада", "Сергиевом Посаде"),
        ("Петров Вал", "Петрова Вала", "Петровом Вале"),
        ("Набережные Челны", "Набережных Челнов", "Набережных Челнах"),
        ("Каменск-Уральский", "Каменска-Уральского", "Каменске-Уральском"),
        ("Ростов-на-Дону", "Ростова-на-Дону", "Ростове-на-Дону"),
        ("Новый Уренгой", "Нового Уренгоя", "Новом Уренгое"),
    ],
)
def test_stored_forms_of_names_of_several_words(
    name: str, genitive: str, prepositional: str
) -> None:
    assert locality_form(name, Case.GENITIVE) == genitive
    assert locality_form(name, Case.PREPOSITIONAL) == prepositional


@pytest.mark.parametrize(
    ("preposition", "name", "phrase"),
    [
        ("в", "Великий Новгород", "в Великом Новгороде"),
        ("в", "Владимир", "во Владимире"),
        ("в", "Фрязино", "во Фрязине"),
        ("в", "Волгоград", "в Волгограде"),
        ("в", "Псков", "в Пскове"),
        ("из", "Боровичи", "из Боровичей"),
        ("из", "Старая Русса", "из Старой Руссы"),
        ("с", "Смоленск", "со Смоленском"),
        ("о", "Архангельск", "об Архангельске"),
        ("к", "Шуя", "к Шуе"),
        ("вокруг", "Суздаль", "вокруг Суздаля"),
    ],
)
def test_preposition_takes_its_case_and_vowel(preposition: str, name: str, phrase: str) -> None:
    assert locality_with_preposition(preposition, name) == phrase


def test_unknown_settlement_is_inflected_by_rule() -> None:
    assert locality_form("Верхнее Кудрино", Case.PREPOSITIONAL) == "Верхнем Кудрине"


def test_every_stored_paradigm_begins_with_the_name_and_has_six_forms() -> None:
    assert {len(forms) for forms in stored_forms().values()} == {6}
    assert all(all(forms) for forms in stored_forms().values())
