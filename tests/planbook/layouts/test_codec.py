"""Layouts as plain values: what comes back, and what is refused with which words."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.documents.printed import Align
from planbook.layouts import (
    LAYOUT_NAMES,
    Layout,
    LayoutColumn,
    LayoutError,
    PageSetup,
    layout_from_dict,
    layout_named,
    layout_to_dict,
)
from planbook.layouts.layout import (
    Headings,
    Merging,
    Numbering,
    NumberingStyle,
    NumeralStyle,
    PageSize,
    SectionColumns,
    SectionRule,
    TitleBlock,
    Wording,
)
from planbook.plans import Grouping

pytestmark = pytest.mark.core

SMALL: dict[str, Any] = {
    "name": "small",
    "title": "Малый",
    "columns": [{"header": ["Мероприятие"], "role": "title"}],
}
CONTROLS = "в тексте есть управляющие знаки или переводы строки, здесь они не нужны."
NUMBER_SIGN = "нужен один знак {n} на месте номера, например «{n}.»."
DASH = "нужно тире или дефис, по сторонам может стоять пробел или перевод строки."
ALIGNS = "нужно одно из слов: left, center, right, justify."


def changed(path: str, value: object) -> dict[str, Any]:
    """The small layout with one value set at a dotted path."""
    data: dict[str, Any] = json.loads(json.dumps(SMALL))
    part: Any = data
    *parents, last = path.split(".")
    for name in parents:
        part = part[int(name)] if name.isdigit() else part.setdefault(name, {})
    part[last] = value
    return data


@pytest.mark.parametrize("name", LAYOUT_NAMES)
def test_shipped_layouts_come_back(name: str) -> None:
    layout = layout_named(name)

    stored = json.loads(json.dumps(layout_to_dict(layout), ensure_ascii=False))

    assert (layout.name, layout_from_dict(stored)) == (name, layout)


def test_what_is_left_out_has_its_default() -> None:
    assert layout_from_dict(SMALL) == Layout(
        "small", "Малый", (LayoutColumn(("Мероприятие",), "title"),)
    )


@pytest.mark.parametrize(
    ("path", "value", "field", "cause"),
    [
        ("columns", [], "columns", "нужен хотя бы один столбец."),
        ("columns", "нет", "columns", "нужен список."),
        ("columns", [SMALL["columns"][0]] * 31, "columns", "в списке больше 30 частей."),
        ("name", "План", "name", "нужны строчные латинские буквы, цифры и дефис."),
        ("name", None, "name", "нужен текст в кавычках."),
        ("title", "т" * 201, "title", "текст длиннее 200 знаков."),
        ("title", "а\x07", "title", CONTROLS),
        ("цвет", "красный", "цвет", "такого поля нет."),
        ("page.size", "A9", "page.size", "нужно одно из слов: A3, A4, A5, Letter."),
        ("page.left", 61, "page.left", "нужно число от 0 до 60."),
        ("page.left", float("nan"), "page.left", "нужно число от 0 до 60."),
        ("page.left", True, "page.left", "нужно число."),
        ("page.is_landscape", 1, "page.is_landscape", "нужно true или false."),
        ("page", [], "page", "нужен набор полей."),
        ("columns.0.width", 0, "columns[1].width", "нужно число от 0.1 до 100."),
        ("columns.0.header", [], "columns[1].header", "нужна хотя бы одна строка."),
        ("columns.0.header", ["а"] * 5, "columns[1].header", "в списке больше 4 частей."),
        ("columns.0.role", "", "columns[1]", "нужны роль или шаблон."),
        ("columns.0.template", "[", "columns[1].template", "в шаблоне не закрыта скобка «[»."),
        ("columns.0.align", [], "columns[1].align", ALIGNS),
        ("numbering.format", "№", "numbering.format", NUMBER_SIGN),
        ("numbering.format", "{n}{n}", "numbering.format", NUMBER_SIGN),
        ("wording.dash", "по", "wording.dash", DASH),
        (
            "title_block.lines",
            ["{timing}"],
            "title_block.lines[1]",
            "поля «timing» нет; есть: kind, owner, period, title, year.",
        ),
    ],
)
def test_refused_with_field_and_cause(path: str, value: object, field: str, cause: str) -> None:
    with pytest.raises(LayoutError) as refused:
        layout_from_dict(changed(path, value))

    assert (refused.value.field, refused.value.cause) == (field, cause)


def test_missing_field_is_named_in_russian() -> None:
    with pytest.raises(LayoutError, match="Макет, поле «title»: не указано: название"):
        layout_from_dict({"name": "x", "columns": SMALL["columns"]})


def test_two_columns_of_numbers_are_refused() -> None:
    number = {"header": ["№"], "role": "number"}

    with pytest.raises(LayoutError, match="столбец номеров может быть только один"):
        layout_from_dict({**SMALL, "columns": [number, number]})


def test_one_kind_of_sections_described_twice_is_refused() -> None:
    entry = {"grouping": "list", "columns": SMALL["columns"]}

    with pytest.raises(LayoutError, match="один вид разделов описан дважды"):
        layout_from_dict({**SMALL, "section_columns": [entry, entry]})


def test_unknown_layout_is_refused_with_those_there_are() -> None:
    with pytest.raises(LayoutError, match=r"макета «\.\./secret» нет; есть: standard,"):
        layout_named("../secret")


WORDS = st.text(alphabet="абв №.,:«»-–12", max_size=20)
COLUMN = st.builds(
    LayoutColumn,
    header=st.lists(WORDS, min_size=1, max_size=4).map(tuple),
    role=st.sampled_from(["title", "timing", "place", "other:Погода"]),
    template=st.sampled_from(["", "{title}", "[{organizers|; }|{note}]", "Срок: {timing}\n"]),
    width=st.floats(0.1, 100),
    align=st.sampled_from(Align),
    merge=st.sampled_from(Merging),
)
COLUMNS = st.lists(COLUMN, min_size=1, max_size=30).map(tuple)
LAYOUTS = st.builds(
    Layout,
    name=st.from_regex(r"[a-z0-9][a-z0-9_-]{0,59}", fullmatch=True),
    title=WORDS,
    columns=COLUMNS,
    section_columns=st.builds(
        SectionColumns, grouping=st.sampled_from(Grouping), columns=COLUMNS
    ).map(lambda entry: (entry,)),
    page=st.builds(
        PageSetup, size=st.sampled_from(PageSize), is_landscape=st.booleans(), top=st.floats(0, 60)
    ),
    title_block=st.builds(TitleBlock, lines=st.lists(st.just("{owner}"), max_size=12).map(tuple)),
    headings=st.builds(
        Headings, sections=st.sampled_from(SectionRule), numerals=st.sampled_from(NumeralStyle)
    ),
    numbering=st.builds(Numbering, style=st.sampled_from(NumberingStyle), bullet=st.just("•")),
    wording=st.builds(Wording, dash=st.sampled_from(["-", "–", " – ", "-\n"])),
    has_number_row=st.booleans(),
)


@given(LAYOUTS)
def test_any_layout_comes_back(layout: Layout) -> None:
    assert layout_from_dict(json.loads(json.dumps(layout_to_dict(layout)))) == layout


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.sampled_from(sorted(layout_to_dict(layout_named("standard")))), JUNK)
def test_junk_in_a_field_is_a_layout_or_refused(name: str, junk: object) -> None:
    data = {**layout_to_dict(layout_named("standard")), name: junk}
    try:
        layout = layout_from_dict(data)
    except LayoutError as error:
        assert error.field  # noqa: PT017
    else:
        assert replace(layout, name=layout.name) == layout
