"""Cells as fields of a form and back."""

from dataclasses import replace

import pytest

from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.row_editor import MAX_CELL, blank_cells, cells_for, sent_cells
from mezhgorod.website.row_editor.cells import field_names, roles_sent
from planbook.findings import SourceRef
from planbook.plans import CellDraft

COLUMNS = (("title", "Мероприятие"), ("timing", "Срок"), ("other:Смета", "Смета"))


def test_cells_stand_under_their_columns_and_nothing_is_lost() -> None:
    time, note = CellDraft("timing", "май"), CellDraft("note", "ВКС")

    laid = cells_for(COLUMNS, [time, note, CellDraft("age", " ")])

    blank = blank_cells(COLUMNS)
    assert laid == (blank[0], time, blank[2], note)


def test_two_columns_of_one_role_have_fields_of_their_own() -> None:
    assert field_names("row-7", ["title", "note", "note"]) == [
        "row-7.title",
        "row-7.note",
        "row-7.note.1",
    ]
    assert roles_sent(
        ["row-7.note", "row-7.note.1", "row-70.title", "row-7.other:a.b"], "row-7"
    ) == [
        "note",
        "note",
        "other:a.b",
    ]


def test_only_cells_that_were_typed_change() -> None:
    shown = (
        CellDraft("title", "Форум", SourceRef(row=3), is_inherited=True),
        CellDraft("timing", "май", SourceRef(row=3), is_inherited=True),
    )

    sent = sent_cells({"r.timing": "июнь\r\nиюль", "r.title": "Форум"}, "r", shown)

    assert sent == (shown[0], replace(shown[1], text="июнь\nиюль", is_inherited=False))
    assert sent_cells({}, "r", shown) == shown


@pytest.mark.parametrize(
    ("words", "code", "field"),
    [
        ({"r.title": "я" * (MAX_CELL + 1)}, "row.cell_too_long", "r.title"),
        ({"r.timing": "май\0"}, "row.bad_character", "r.timing"),
        ({f"r.note.{n}" if n else "r.note": "я" * MAX_CELL for n in range(6)}, "row.too_long", "r"),
    ],
)
def test_too_much_is_refused(words: dict[str, str], code: str, field: str) -> None:
    columns = [*COLUMNS, *(("note", "") for _ in range(6))]

    with pytest.raises(RuleViolation) as refused:
        sent_cells(words, "r", blank_cells(columns))

    assert (refused.value.code, refused.value.field) == (code, field)
