"""Pasted lists of participants: case forms, marks between names, shared nouns, open ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.language import Case, join_list
from planbook.places import locality_form
from planbook.places.name_list import NameKind, read_name_list

CITIES = (
    "Архангельск", "Боровичи", "Великий Новгород", "Вологда", "Иваново", "Нарьян-Мар", "Онега",
    "Петрозаводск", "Псков", "Сегежа", "Старая Русса", "Сыктывкар", "Тихвин", "Шуя", "Ярославль",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names", "is_open"),
    [
        (
            "из Архангельска, Боровичей, Великого Новгорода, Онеги, Приморского и Пинежского "
            "районов Архангельской области и другие",
            ["Архангельск", "Боровичи", "Великий Новгород", "Онега", "Приморский район",
             "Пинежский район"],
            True,
        ),
        ("Вологда, г. Вологды и вологда", ["Вологда", "Вологда", "Вологда"], False),
        ("1. г. Вологда\n2) г.Череповец\n- Шуи", ["Вологда", "Череповец", "Шуя"], False),
        ("Вел. Новгород; Иваново / Шуя", ["Великий Новгород", "Иваново", "Шуя"], False),
        ("ВОЛОГДА, боровичей", ["Вологда", "Боровичи"], False),
        ("Приняли участие представители 14 городов: Вологды и Шуи", ["Вологда", "Шуя"], False),
        ("Архангельск, Москва и ещё 5 городов", ["Архангельск", "Москва"], True),
        ("из Твери и других городов, Вологды; Шуи и др., Онеги",
         ["Тверь", "Вологда", "Шуя", "Онега"], True),
        ("Тихвинский и Старорусский районы", ["Тихвинский район", "Старорусский район"], False),
        ("Боровичей, Боровичского района", ["Боровичи", "Боровичский район"], False),
        (
            "Боровичей, Старорусского и Пинежского районов",
            ["Боровичи", "Старорусский район", "Пинежский район"],
            False,
        ),
        ("Костромы, Костромской области", ["Кострома", "Костромская область"], False),
        ("Комитет культуры и спорта, Шуи", ["Комитет культуры и спорта", "Шуя"], False),
        ("Дом культуры г. Тверь", ["Дом культуры г. Тверь"], False),
        ("Энск", ["Энск"], False),
        ("  ,;\n", [], False),
    ],
)  # fmt: skip
def test_lists_of_real_kinds(text: str, names: list[str], is_open: bool) -> None:
    read = read_name_list(text)

    assert ([one.text for one in read.names], read.is_open) == (names, is_open)


def test_people_and_the_way_of_taking_part_are_told_beside_a_name() -> None:
    read = read_name_list("г. Череповец – 5 чел., Шуи (ВКС)")

    said = [(one.text, one.headcount, one.is_remote) for one in read.names]
    assert said == [("Череповец", 5, False), ("Шуя", None, True)]


def test_districts_that_share_a_noun_share_its_region() -> None:
    read = read_name_list("Приморского и Пинежского районов Архангельской области")

    said = [(one.kind, one.place.region if one.place else "") for one in read.names]
    assert said == [(NameKind.DISTRICT, "Архангельская область")] * 2


def test_what_the_gazetteer_does_not_know_is_told() -> None:
    read = read_name_list("Вологда, Энск, Боровичский район, Минск")

    assert [one.is_known for one in read.names] == [True, False, False, True]


@given(
    cities=st.lists(st.sampled_from(CITIES), min_size=1, max_size=8, unique=True),
    case=st.sampled_from([Case.NOMINATIVE, Case.GENITIVE]),
    is_open=st.booleans(),
    separator=st.sampled_from([", ", "; ", "\n", ",\n"]),
)
def test_a_list_of_any_cities_reads_back(
    cities: list[str], case: Case, is_open: bool, separator: str
) -> None:
    forms = [locality_form(city, case) for city in cities]
    for text in (join_list(forms), separator.join(forms)):
        read = read_name_list(text + (" и другие" if is_open else ""))

        assert ([one.text for one in read.names], read.is_open) == (cities, is_open)


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    read = read_name_list(text)

    assert all(one.text and one.typed for one in read.names)
