"""The fields of a row."""

from mezhgorod.website.row_editor import RowPlace, refused_editor, row_editor
from planbook.plans import CellDraft, PlanDraft, SectionDraft

PLAN = PlanDraft(
    "План",
    None,
    "plan",
    "2027",
    (SectionDraft("Форумы", ()), SectionDraft("", ()), SectionDraft("Спорт", ())),
    columns=(("number", "№"), ("title", "Мероприятие"), ("timing", "Срок,\nмесяц")),
)
PLACE = RowPlace("r7", "proposal", section=2, save_url="/save/", version="3.ab", has_headings=True)


def test_a_new_row_has_a_field_per_column_but_the_number() -> None:
    editor = row_editor(PLAN, PLACE)

    assert [(one.name, one.html_id, one.header, one.text, one.lines) for one in editor.cells] == [
        ("r7.title", "r7-cell-1", "Мероприятие", "", 2),
        ("r7.timing", "r7-cell-2", "Срок, месяц", "", 2),
    ]
    assert (editor.section, editor.save_url, editor.version) == ("2", "/save/", "3.ab")
    assert editor.headings == (("0", "Форумы"), ("2", "Спорт"))
    assert editor.understood is not None
    assert editor.understood.is_empty


def test_words_without_a_column_get_a_field_too() -> None:
    cells = [CellDraft("title", "Форум " * 40), CellDraft("contacts", "2-12-85-06")]

    editor = row_editor(PLAN, RowPlace("r7", "proposal"), None, cells)

    assert [(one.role, one.header, one.text) for one in editor.cells[2:]] == [
        ("contacts", "Контакты", "2-12-85-06")
    ]
    assert editor.cells[0].lines == 8
    assert (editor.headings, editor.section, editor.label) == ((), "", "Строка")


def test_refused_words_stay_in_their_field_with_the_reason() -> None:
    editor = refused_editor(
        PLAN, PLACE, {"r7.title": "Форум", "r7.timing": "май\0"}, ("r7.timing", "Нельзя.")
    )

    assert [(one.text, one.error) for one in editor.cells] == [("Форум", ""), ("май\0", "Нельзя.")]
    assert (editor.error, editor.understood) == ("", None)


def test_a_reason_without_a_field_stands_above_the_row() -> None:
    editor = refused_editor(PLAN, PLACE, {}, ("r7", "Слишком длинно."))

    assert editor.error == "Слишком длинно."
    assert {one.error for one in editor.cells} == {""}


def test_a_plan_with_one_heading_asks_for_none() -> None:
    plan = PlanDraft("", None, "plan", "2027", (SectionDraft("Форумы", ()),), columns=PLAN.columns)

    assert row_editor(plan, PLACE).headings == ()
