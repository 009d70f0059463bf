"""Fields of a form follow the layout: names, kinds, bounds, choices in Russian."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planbook.layouts import Layout, layout_named, layout_to_dict
from planbook.layouts.form import FieldKind, FormField, form_fields
from planbook.layouts.layout import Headings, LayoutColumn, Numbering, PageSetup

pytestmark = pytest.mark.core


def all_fields(fields: tuple[FormField, ...]) -> Iterator[FormField]:
    for field in fields:
        yield field
        yield from all_fields(field.fields)


def by_name(part: type) -> dict[str, FormField]:
    return {field.name: field for field in form_fields(part)}


def test_names_are_those_of_the_plain_form() -> None:
    assert list(by_name(Layout)) == list(layout_to_dict(layout_named("standard")))


def test_every_field_has_a_russian_name() -> None:
    labels = [field.label for field in all_fields(form_fields(Layout))]

    assert [label for label in labels if not set(label.lower()) & set("аеиоуыя")] == []


def test_every_choice_has_a_name_and_no_two_share_it() -> None:
    for field in all_fields(form_fields(Layout)):
        names = [name for _, name in field.choices]
        assert len(set(names)) == len(names), field.name


@pytest.mark.parametrize(
    ("part", "name", "kind"),
    [
        (Layout, "title", FieldKind.TEXT),
        (Layout, "columns", FieldKind.PART_LIST),
        (Layout, "page", FieldKind.PART),
        (Layout, "has_number_row", FieldKind.SWITCH),
        (LayoutColumn, "header", FieldKind.TEXT_LIST),
        (LayoutColumn, "template", FieldKind.LINES),
        (PageSetup, "left", FieldKind.NUMBER),
        (Numbering, "style", FieldKind.CHOICE),
    ],
)
def test_kinds(part: type, name: str, kind: FieldKind) -> None:
    assert by_name(part)[name].kind is kind


def test_bounds_and_choices() -> None:
    left, numerals = by_name(PageSetup)["left"], by_name(Headings)["numerals"]

    assert (left.least, left.most, numerals.choices[2]) == (0, 60, ("roman", "римскими цифрами"))
