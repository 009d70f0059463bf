"""A pasted list of members: numbers, bullets, tabulators, rubbish."""

import pytest

from mezhgorod.registry.rules import LineError, RuleViolation, read_member_lines


def test_numbers_bullets_and_empty_lines_are_left_out() -> None:
    lines, errors = read_member_lines(
        "1. Вологда; с 1999; решение Собрания\n\n2) Псков\tмарт 2001\n• Вел. Новгород\n"
    )

    assert errors == []
    assert [(one.number, one.name, one.since.text, one.basis_text) for one in lines] == [
        (1, "Вологда", "с 1999", "решение Собрания"),
        (3, "Псков", "март 2001", ""),
        (4, "Вел. Новгород", "", ""),
    ]


def test_every_wrong_line_has_its_own_error() -> None:
    lines, errors = read_member_lines("Вологда; когда-то\n; 1999\nПсков\n" + "щ" * 700)

    assert [one.name for one in lines] == ["Псков"]
    assert [(one.number, one.message.split(":")[0]) for one in errors] == [
        (1, "Не понятно, когда"),
        (2, "Нет названия города или организации."),
        (4, "Строка длиннее 600 знаков. Пишите одного члена в строке."),
    ]
    assert isinstance(errors[0], LineError)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "members.empty"),
        (" \n \x00", "members.empty"),
        ("Вологда\n" * 501, "members.too_many"),
        ("Вологда\n" * 5_000, "members.too_many"),
        ("щ" * 100_001, "members.too_many"),
    ],
)
def test_nothing_and_far_too_much_is_refused(text: str, code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        read_member_lines(text)

    assert (refused.value.code, refused.value.field) == (code, "text")
