"""How a letter begins, and the examples of the room's own docstrings."""

import doctest

import pytest

from mezhgorod.papers.queries import sheets
from mezhgorod.papers.rules import Addressee, addressees, overrides_of, salutation
from planbook.language import Case

GREETINGS = {
    "Ковалевская Софья Васильевна": "Уважаемая Софья Васильевна",
    "Михаил Васильевич Ломоносов": "Уважаемый Михаил Васильевич",
    "Ломоносов Михаил": "Уважаемые коллеги",
    "М. В. Ломоносов": "Уважаемые коллеги",
    "Контактное лицо Вологды": "Уважаемые коллеги",
    "": "Уважаемые коллеги",
}


@pytest.mark.parametrize("name", GREETINGS)
def test_letter_begins_politely(name: str) -> None:
    assert salutation(Addressee(name=name)) == GREETINGS[name]


def test_words_written_by_hand_come_before_the_machine() -> None:
    one = Addressee(name="Ломоносов", forms={"greeting": "Дорогой друг", "post_dative": "главе"})
    forms = overrides_of(one)
    assert salutation(one) == "Дорогой друг"
    assert (forms.name, forms.short, forms.post) == ({}, {}, {Case.DATIVE: "главе"})


def test_addressee_comes_back_from_its_data() -> None:
    one = Addressee("Имя", "пост", "где", "за что", "a@example.org", 1, 2, {"greeting": "Коллеги"})
    assert Addressee.from_data({**one.as_data(), "later": 1}) == one
    assert one.words == "Имя, пост, где"


@pytest.mark.parametrize("module", [addressees, sheets])
def test_examples_of_the_docstrings(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
