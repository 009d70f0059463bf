"""A person is told what is wrong with a phrase, where, and what was perhaps meant."""

import pytest

from planbook.narrative import (
    PhraseError,
    SheetKind,
    field_list,
    option_list,
    parse_phrase,
    phrase_fault,
    used_fields,
)
from planbook.narrative.options import OPTIONS, parse_options
from planbook.narrative.phrase_syntax import MAX_DEPTH, MAX_NODES, MAX_TEMPLATE

pytestmark = pytest.mark.core

FAULTS = [
    ("В {городд:в}", "поля «городд» нет; ближайшее — «город» (знак 3)"),
    ("{город:кк}", "настройки «кк» нет; ближайшая — «к». (знак 8)"),
    ("{город:род дат}", "«дат» спорит с другой настройкой поля: оставьте одну. (знак 12)"),
    ("{участники:№4-2}", "«№4-2»: номера идут от 1 и по возрастанию. (знак 12)"),
    ("{участники:№0}", "«№0»: номера идут от 1 и по возрастанию. (знак 12)"),
    ("было {город", "не закрыта скобка «{». (знак 6)"),
    ("[в {город:в}", "не закрыта скобка «[». (знак 1)"),
    ("город}", "лишняя закрывающая скобка «}». (знак 6)"),
    ("город]", "лишняя закрывающая скобка «]». (знак 6)"),
    ("{ }", "в фигурных скобках нет имени поля. (знак 1)"),
    ("{участники.__class__}", "поля «участники.__class__» нет; ближайшее — «участники» (знак 1)"),
    ("[*место: {команда}]", "списка «место» нет; ближайший — «места» (знак 1)"),
    ("[*места: {комманда}]", "поля «комманда» нет; ближайшее — «команда» (знак 10)"),
    ("[*места]", "после «[*» назовите список и поставьте двоеточие: «[*места: …]». (знак 1)"),
    ("[*места: а|б]", "в повторении «[*…]» не бывает «|». (знак 11)"),
    ("{ъъъ}", "поля «ъъъ» нет; список полей — рядом с текстом (знак 1)"),
]


@pytest.mark.parametrize(("template", "fault"), FAULTS)
def test_a_fault_has_words_and_a_place(template: str, fault: str) -> None:
    assert phrase_fault(template) == fault


def test_limits_are_told() -> None:
    assert "глубже 4 раз" in phrase_fault("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))
    assert "больше 800" in phrase_fault("{город}" * (MAX_NODES + 1))
    assert "длиннее" in phrase_fault("а" * (MAX_TEMPLATE + 1))
    assert "больше 10 настроек" in phrase_fault("{город:" + " ".join(_many()) + "}")


def test_fields_of_a_report_are_others_than_of_an_event() -> None:
    template = "[*проведённые: {название} {город:в}] {обмены.городов:№1} {поддержанные.город}"

    assert phrase_fault(template, SheetKind.REPORT) == ""
    assert phrase_fault(template).startswith("списка «проведённые» нет")


@pytest.mark.parametrize("kind", list(SheetKind))
def test_every_example_of_the_palette_is_right(kind: SheetKind) -> None:
    faults = {one.name: phrase_fault(one.example, kind) for one in field_list(kind)}

    assert {name: fault for name, fault in faults.items() if fault} == {}
    assert len({one.name for one in field_list(kind)}) == len(field_list(kind))


def test_every_option_is_understood() -> None:
    for option, what in option_list():
        assert what
        assert parse_options(option)


def test_names_used_are_told_once() -> None:
    assert used_fields("{город}[ {город:в}|{итог}][*места: {команда}]") == (
        *("город", "итог", "места", "команда"),
    )
    with pytest.raises(PhraseError):
        used_fields("{")


def test_a_phrase_is_read_once() -> None:
    assert parse_phrase("{город}") is parse_phrase("{город}")


def _many() -> list[str]:
    found: dict[str, str] = {}
    for word, option in OPTIONS.items():
        found.setdefault(option.attribute, word)
    return list(found.values())[:11]
