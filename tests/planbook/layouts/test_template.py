"""The language of templates: what it prints, and what it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.layouts import LayoutError
from planbook.layouts.template import Value, parse_template, render, template_fault

pytestmark = pytest.mark.core

VALUES: dict[str, Value] = {
    "place": "Вологда",
    "venue": "",
    "mode": "ВКС",
    "organizers": ("МАГ", "АСДГ"),
    "nobody": (),
}


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{place}", "Вологда"),
        ("{venue}", ""),
        ("{place}\n{mode}", "Вологда\nВКС"),
        ("[{venue}, ]{place}", "Вологда"),
        ("[{place}, ]{mode}", "Вологда, ВКС"),
        ("[Организаторы: {organizers}]", "Организаторы: МАГ, АСДГ"),
        ("[Организаторы: {nobody}]", ""),
        ("{organizers|; }", "МАГ; АСДГ"),
        ("{organizers|}", "МАГАСДГ"),
        ("[{venue}|{place}|{mode}]", "Вологда"),
        ("[{venue}|{nobody}]", ""),
        ("[{venue}|нет]", "нет"),
        ("[{place}[ ({mode})][, {venue}]]", "Вологда (ВКС)"),
        ("[[{venue}][{nobody}]]", ""),
        ("[Где: [{venue}][{place}]]", "Где: Вологда"),
        (r"\{place\} \[\] \| \\", r"{place} [] | \ "[:-1]),
        ("a | b", "a | b"),
        ("{ place }", "Вологда"),
    ],
)
def test_printed(template: str, printed: str) -> None:
    assert render(parse_template(template), VALUES.__getitem__) == printed


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("{place", "в шаблоне не закрыта скобка «{»."),
        ("[{place}", "в шаблоне не закрыта скобка «[»."),
        ("{place}]", "в шаблоне лишняя закрывающая скобка «]»."),
        ("[[[[[{place}]]]]]", "части шаблона вложены глубже 4 раз."),
        ("{place}" * 61, "в шаблоне больше 60 частей."),
        (
            "{place.__class__}",
            "поля «place.__class__» нет; есть: mode, nobody, organizers, place, venue.",
        ),
        (
            "{place!r:>10}",
            "поля «place!r:>10» нет; есть: mode, nobody, organizers, place, venue.",
        ),
        ("{place[0]}", "поля «place[0]» нет; есть: mode, nobody, organizers, place, venue."),
        ("{}", "поля «» нет; есть: mode, nobody, organizers, place, venue."),
        ("{place}", ""),
    ],
)
def test_faults(template: str, fault: str) -> None:
    assert template_fault(template, VALUES) == fault


@given(st.text(alphabet="ab {}[]|\\\n", max_size=80))
def test_any_text_is_a_template_or_refused(template: str) -> None:
    try:
        nodes = parse_template(template)
    except LayoutError as error:
        assert error.cause.endswith(".")  # noqa: PT017
    else:
        assert isinstance(render(nodes, lambda _name: "x"), str)


@given(st.text(max_size=40))
def test_escaped_text_is_printed_as_it_stands(text: str) -> None:
    escaped = "".join(f"\\{char}" if char in "{}[]|\\" else char for char in text)

    assert render(parse_template(escaped), VALUES.__getitem__) == text
