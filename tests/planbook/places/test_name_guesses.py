"""Nominatives of places no table knows, guessed only where a list stands in another case."""

import doctest

import pytest

from planbook.places import name_guesses
from planbook.places.name_guesses import guessed_place, is_oblique
from planbook.places.name_list import read_name_list


@pytest.mark.parametrize(
    ("form", "guess"),
    [
        ("Энска", "Энск"),
        ("Неведомске", "Неведомск"),
        ("Нигдеграда", "Нигдеград"),
        ("Кудрина", "Кудрино"),
        ("Орехова-Борисова", "Орехово-Борисово"),
        ("Усть-Тайнозвона", "Усть-Тайнозвон"),
        ("Заозёрного", "Заозёрный"),
        ("Тайнозвон", ""),
        ("Нижних Пупков", ""),
        ("Комитета", ""),
        ("Комитет культуры", ""),
        ("ДЮСШ", ""),
        ("ООО «Энска»", ""),
        ("Школы 5", ""),
        ("", ""),
    ],
)
def test_only_names_of_places_are_guessed(form: str, guess: str) -> None:
    assert guessed_place(form) == guess


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Твери, Вологды, Энска", True),
        ("Тверь, Вологда, Энска", False),
        ("Тверь и Вологды", True),
        ("из Энска", True),
        ("Энска, Нигдеграда", False),
        ("Псков", False),
    ],
)
def test_the_known_names_tell_the_case(text: str, expected: bool) -> None:
    assert is_oblique(text, read_name_list(text)) is expected


def test_the_examples_hold() -> None:
    assert doctest.testmod(name_guesses).failed == 0
