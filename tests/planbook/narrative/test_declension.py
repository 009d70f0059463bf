"""Offices, organizations, titles and people in sentences."""

import pytest

from planbook.language import Case
from planbook.narrative.declension import (
    decline_person,
    decline_phrase,
    district_adjective,
    gender_of_next,
    head_gender,
)

pytestmark = pytest.mark.core

G, D, A, I, P = list(Case)[1:]  # noqa: E741
PHRASES = [
    ("председатель Совета Сыктывкара", G, "председателя Совета Сыктывкара"),
    ("первый заместитель министра", I, "первым заместителем министра"),
    ("Заместитель Главы администрации", D, "Заместителю Главы администрации"),
    ("экс-глава города", I, "экс-главой города"),
    ("врио главы", D, "врио главы"),
    ("и.о. главы города", D, "и.о. главы города"),
    ("Администрация города Тихвина", I, "Администрацией города Тихвина"),
    ("Союз городов Центра", I, "Союзом городов Центра"),
    ("Минстрой России", G, "Минстроя России"),
    ("ЭРА", G, "ЭРА"),
    ("город Архангельск", P, "городе Архангельске"),
    ("Республика Карелия", P, "Республике Карелия"),
    ("Зимняя Спартакиада Союза", A, "Зимнюю Спартакиаду Союза"),
    ("XX Летняя Спартакиада", G, "XX Летней Спартакиады"),
    ("30-й конкурс", G, "30-го конкурса"),
    ("3-я Спартакиада", P, "3-й Спартакиаде"),
    ("фестиваль-конкурс народных хоров", G, "фестиваля-конкурса народных хоров"),
    ("мастер-класс", I, "мастер-классом"),
    ("почётная грамота и благодарность", I, "почётной грамотой и благодарностью"),
    ("«Новые имена»", G, "«Новые имена»"),
    ("", G, ""),
]
PEOPLE = [
    ("Наталья Корягина", D, "Наталье Корягиной"),
    ("Корягина Наталья Викторовна", G, "Корягиной Натальи Викторовны"),
    ("Олег Белак", G, "Олега Белака"),
    ("Анна Дю", G, "Анны Дю"),
    ("Контактное лицо Вологды", G, "Контактного лица Вологды"),
]


@pytest.mark.parametrize(("phrase", "case", "form"), PHRASES)
def test_the_head_of_a_phrase_is_declined(phrase: str, case: Case, form: str) -> None:
    assert decline_phrase(phrase, case) == form


@pytest.mark.parametrize(("name", "case", "form"), PEOPLE)
def test_a_person(name: str, case: Case, form: str) -> None:
    assert decline_person(name, case) == form


def test_adjectives_of_districts_follow_their_endings() -> None:
    words = ("Приморский", "Заречный", "Заводской", "Верхний")

    assert [district_adjective(word, G) for word in words] == [
        *("Приморского", "Заречного", "Заводского", "Верхнего"),
    ]
    assert [district_adjective(word, G, is_plural=True) for word in words] == [
        *("Приморских", "Заречных", "Заводских", "Верхних"),
    ]


def test_gender_of_what_follows_and_of_titles() -> None:
    assert gender_of_next(" конкурса рисунка", G) == "masc"
    assert gender_of_next(" место", Case.NOMINATIVE) == "neut"
    assert gender_of_next(" – ", Case.NOMINATIVE) == ""
    assert [head_gender(one) for one in ("III Спартакиада", "Дни культуры", "«Х»")] == [
        *("femn", "plur", ""),
    ]


def test_a_title_of_numbers_is_declined_as_any_other() -> None:
    assert decline_phrase("1 " * 499 + "форум", G) == "1 " * 499 + "форума"
