"""The form of a layout: every field of every layout goes there and back, rows move, errors stand
where they belong.
"""

import re
from dataclasses import replace

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from mezhgorod.website.forms.layout_fields import FieldView, PartView, id_of
from mezhgorod.website.forms.layouts import LayoutForm
from mezhgorod.website.layout_words import (
    HINTS,
    ITEM_FIELD_WORDS,
    LABELS,
    PLAN_FIELD_WORDS,
    VALUE_WORDS,
)
from planbook.layouts import LAYOUT_NAMES, Layout, LayoutColumn, layout_named
from planbook.layouts.fields import ITEM_FIELDS, PLAN_FIELDS

OURS = layout_named("mag-plan")


def fields_of(part: PartView) -> list[FieldView]:
    found = list(part.fields.values())
    for below in (
        *part.parts.values(),
        *(row for rows in part.lists.values() for row in rows.rows),
    ):
        found += fields_of(below)
    return found


def sent(form: LayoutForm, **changes: str) -> QueryDict:
    """What a browser sends of a form, with some fields typed over."""
    params = QueryDict(mutable=True)
    params["name"] = form.data["name"]
    for field in fields_of(form.view):
        if field.kind != "switch" or field.value:
            params[field.name] = field.value.replace("\n", "\r\n")
    for name, value in changes.items():
        params[name] = value
    return params


def typed(**changes: str) -> LayoutForm:
    return LayoutForm.of_post(sent(LayoutForm.of_layout(OURS), **changes))


@pytest.mark.parametrize("name", LAYOUT_NAMES)
def test_a_layout_goes_into_the_form_and_comes_out_the_same(name: str) -> None:
    layout = layout_named(name)

    assert LayoutForm.of_post(sent(LayoutForm.of_layout(layout))).layout == layout


_words = st.text("абв «»,;{}|", min_size=1, max_size=12).map(str.strip).filter(bool)
_levels = st.lists(
    st.lists(_words, min_size=1, max_size=2).map("\n\n".join), min_size=1, max_size=4
)


@given(levels=_levels, width=st.floats(0.1, 100).map(lambda one: round(one, 2)))
def test_levels_and_widths_of_a_column_come_out_the_same(levels: list[str], width: float) -> None:
    column = LayoutColumn(tuple(levels), role="title", width=width)
    layout = replace(OURS, columns=(column,))

    assert LayoutForm.of_post(sent(LayoutForm.of_layout(layout))).layout == layout


def test_every_field_has_a_russian_label() -> None:
    labels = [field.label for field in fields_of(LayoutForm.of_layout(OURS).view)]

    assert [one for one in labels if not re.match("[А-Я]", one)] == []


def test_every_choice_has_russian_words() -> None:
    for kind, words in VALUE_WORDS.items():
        assert list(words) == [one.value for one in kind]


def test_the_help_names_every_field_of_templates() -> None:
    assert set(ITEM_FIELD_WORDS) == set(ITEM_FIELDS)
    assert set(PLAN_FIELD_WORDS) == set(PLAN_FIELDS)


def test_words_are_kept_for_fields_that_there_are() -> None:
    from planbook.layouts import layout as parts  # noqa: PLC0415

    for key in (*LABELS, *HINTS):
        part, _, name = key.partition(".")
        assert name in set(getattr(parts, part).__dataclass_fields__)


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("title", "х" * 201, "текст длиннее 200 знаков."),
        ("columns[2].width", "много", "нужно число."),
        ("columns[2].width", "0", "нужно число от 0.1 до 100."),
        ("columns[2].header", " ", "нужна хотя бы одна строка."),
        ("columns[2].template", "{цена}", "поля «цена» нет; есть: "),
        ("columns[2].template", "{title", "в шаблоне не закрыта скобка «{»."),
        ("page.top", "", "нужно число."),
        ("page.top", "nan", "нужно число от 0 до 60."),
        ("numbering.format", "пункт", "нужен один знак {n}"),
        ("wording.dash", "~", "нужно тире или дефис"),
        ("columns[1].align", "<script>", "нужно одно из слов: "),
        ("footer", "а\x00б", "в тексте есть управляющие знаки"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_stays_as_typed(
    field: str, value: str, error: str
) -> None:
    form = typed(**{field: value})

    wrong = [one for one in fields_of(form.view) if one.error]
    assert form.layout is None
    assert [one.name for one in wrong] == [field]
    assert wrong[0].error.startswith(error)
    assert wrong[0].value.strip() == value.strip()


def test_several_fields_are_told_at_once() -> None:
    form = typed(**{"columns[1].width": "х", "page.left": "100", "title": "х" * 300})

    assert form.errors == {
        "title": "текст длиннее 200 знаков.",
        "columns[1].width": "нужно число.",
        "page.left": "нужно число от 0 до 60.",
    }
    assert form.error_list == [
        ("title", "Название макета", "текст длиннее 200 знаков."),
        ("columns-1-width", "Столбец 1, ширина", "нужно число."),
        ("page-left", "Левое поле, мм", "нужно число от 0 до 60."),
    ]


def test_a_wrong_line_is_told_at_the_field_of_its_lines() -> None:
    form = typed(**{"title_block.lines": "План\n{цена}"})

    assert list(form.errors) == ["title_block.lines[2]"]
    assert [one.name for one in fields_of(form.view) if one.error] == ["title_block.lines"]
    assert form.error_list[0][:2] == ("title_block-lines", "Строки заголовка")


def test_faults_of_whole_parts_are_told() -> None:
    form = typed(**{"page.left": "60", "page.right": "60,5"})
    narrow = typed(**{"page.left": "60", "page.right": "60", "page.top": "60", "page.bottom": "60"})

    assert form.errors == {"page.right": "нужно число от 0 до 60."}
    assert narrow.errors == {}


def test_a_column_without_role_and_template_is_told_at_the_column() -> None:
    form = typed(**{"columns[4].role": "", "columns[4].template": ""})

    assert form.errors == {"columns[4]": "нужны роль или шаблон."}
    assert form.view.lists["columns"].rows[3].error == "нужны роль или шаблон."


def test_a_fault_of_other_columns_says_whose_they_are() -> None:
    form = typed(**{"section_columns[1].columns[2].width": "0"})

    assert form.error_list == [
        (
            "section_columns-1-columns-2-width",
            "Другие столбцы для отдельных разделов: столбец 2, ширина",
            "нужно число от 0.1 до 100.",
        )
    ]


def headers(form: LayoutForm) -> list[str]:
    return [column["header"][0] for column in form.data["columns"]]


@pytest.mark.parametrize(
    ("command", "order", "focus"),
    [
        ("up:columns[3]", ["№ п/п", "Место, дата", "Мероприятия", "Примечание"], "columns[2]"),
        ("down:columns[1]", ["Мероприятия", "№ п/п", "Место, дата", "Примечание"], "columns[2]"),
        ("remove:columns[1]", ["Мероприятия", "Место, дата", "Примечание"], "columns[1]"),
        (
            "add:columns",
            ["№ п/п", "Мероприятия", "Место, дата", "Примечание", "Срок"],
            "columns[5]",
        ),
    ],
)
def test_buttons_move_rows(command: str, order: list[str], focus: str) -> None:
    form = typed()

    assert (form.step(command), headers(form)) == (focus, order)


@pytest.mark.parametrize(
    "command",
    ["", "save", "up:columns[1]x", "up:columns[99]", "up:columns", "remove:page", "down:name[1]",
     "remove:columns[0]", "add:columns[1].header", "add:columns[9].columns", "up:__class__[1]"],
)  # fmt: skip
def test_commands_of_no_button_change_nothing(command: str) -> None:
    form = typed()

    form.step(command)

    assert form.layout == OURS


def test_an_added_column_can_be_saved_as_the_page_shows_it() -> None:
    form = typed()
    form.step("add:columns")

    again = LayoutForm.of_post(sent(form))

    assert again.errors == {}
    assert headers(again) == ["№ п/п", "Мероприятия", "Место, дата", "Примечание", "Срок"]


@pytest.mark.parametrize("command", ["up:columns[1]", "down:columns[4]"])
def test_the_ends_stay_where_they_are(command: str) -> None:
    form = typed()

    form.step(command)

    assert form.layout == OURS


def test_columns_for_another_kind_of_sections_begin_as_the_usual_ones() -> None:
    form = typed()
    form.step("remove:section_columns[1]")

    assert form.step("add:section_columns") == "section_columns[1]"
    assert form.layout is not None
    assert [(one.grouping.value, one.columns) for one in form.layout.section_columns] == [
        ("list", OURS.columns)
    ]
    assert form.step("add:section_columns[1].columns") == "section_columns[1].columns[5]"


def test_rows_cannot_be_added_without_end() -> None:
    form = typed()

    for _ in range(60):
        form.step("add:columns")

    assert len(form.data["columns"]) == 40
    assert form.errors == {"columns": "в списке больше 30 частей."}


def test_the_name_of_a_new_layout_is_made_of_its_title() -> None:
    params = sent(LayoutForm.of_layout(OURS), title="План Ассамблеи, 2024")
    params["name"] = ""

    form = LayoutForm.of_post(params)

    assert isinstance(form.layout, Layout)
    assert form.layout.name == "plan-assamblei-2024"


def test_an_empty_form_is_told_what_is_missing() -> None:
    form = LayoutForm.of_post(QueryDict(""))

    assert form.layout is None
    assert "не указано: название." in form.errors.values()


def test_a_role_that_only_this_plan_has_is_offered() -> None:
    form = LayoutForm.of_layout(OURS, roles=("other:Куратор",))

    roles = dict(form.view.lists["columns"].rows[0].fields["role"].choices)
    assert roles["other:Куратор"] == "Куратор"
    assert roles[""] == "только шаблон"


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("page.left", "page-left"),
        ("columns[3]", "columns-3"),
        ("section_columns[1].columns[2].width", "section_columns-1-columns-2-width"),
    ],
)
def test_identifiers_in_the_page(name: str, identifier: str) -> None:
    assert id_of(name) == identifier
