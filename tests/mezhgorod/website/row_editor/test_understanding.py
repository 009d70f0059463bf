"""A row read while it is typed: its time, its place, its remarks."""

from mezhgorod.website.board.strokes import StrokeForm
from mezhgorod.website.review.understood import Field
from mezhgorod.website.row_editor import blank_cells, understood_row
from planbook.plans import CellDraft, PlanDraft, SectionDraft
from planbook.plans.rereading import reread_row

COLUMNS = (
    ("number", "№"),
    ("title", "Мероприятие"),
    ("timing", "Срок"),
    ("place", "Место"),
    ("organizers", "Организаторы"),
)
PLAN = PlanDraft(
    "План", "Союз городов", "plan", "2024", (SectionDraft("Конференции", ()),), columns=COLUMNS
)


def typed(**words: str) -> tuple[CellDraft, ...]:
    return tuple(
        CellDraft(cell.role, words.get(cell.role, ""), cell.source) for cell in blank_cells(COLUMNS)
    )


def test_two_months_say_what_the_text_leaves_open() -> None:
    row = understood_row(
        PLAN,
        0,
        None,
        typed(
            title="XXX конкурс детского рисунка",
            timing="май-июнь",
            place="г. Вологда",
            organizers="Администрация г. Вологды",
        ),
    )

    assert row.time.form is StrokeForm.AMBIGUOUS
    assert " ".join(row.time.meaning.split()) == (
        "с 1 мая по 30 июня 2024 года, всё это время или часть его (из текста не ясно)"
    )
    assert row.fields == (
        Field("Место", ("Вологда, Вологодская область",)),
        Field("Формат", ("очно",)),
        Field("Организаторы", ("Администрация г.\N{NO-BREAK SPACE}Вологды",)),
        Field("Вид", ("конкурс",)),
        Field("Который раз", ("30-й",)),
    )
    assert [tick.label for tick in row.ticks[:2]] == ["янв", "фев"]
    assert row.drawing is not None
    assert row.drawing.form is StrokeForm.AMBIGUOUS
    assert row.spoken == (
        f"{row.time.meaning}; Вологда, Вологодская область; очно; "
        "Администрация г.\N{NO-BREAK SPACE}Вологды"
    )


def test_one_day_tells_its_weekday() -> None:
    row = understood_row(PLAN, 0, None, typed(title="Форум", timing="25 августа"))

    assert (row.weekday, row.time.form) == ("воскресенье", StrokeForm.BLOCK)
    assert row.spoken.endswith("года, воскресенье")


def test_words_that_are_no_time_are_marked() -> None:
    row = understood_row(PLAN, 0, None, typed(title="Форум", timing="когда расцветут яблони"))

    assert row.time.form is StrokeForm.UNREAD
    assert [(one.code, one.evidence) for one in row.findings] == [
        ("timing.unparsed", "когда расцветут яблони")
    ]
    assert row.spoken == "срок не понят; замечаний: 1"


def test_the_checker_looks_at_the_row() -> None:
    row = understood_row(
        PLAN, 0, None, typed(title="Конкурс «Синяя птица»", timing="15 августа 2022 год")
    )

    assert "timing.year_form" in {one.code for one in row.findings}


def test_a_row_without_words_says_nothing() -> None:
    row = understood_row(PLAN, None, None, typed())

    assert row.is_empty
    assert row.spoken == ""


def test_a_plan_without_a_period_has_no_axis() -> None:
    plan = PlanDraft("План", None, "plan", None, (), columns=COLUMNS)

    row = understood_row(plan, None, None, typed(title="Форум", timing="май"))

    assert (row.drawing, row.ticks) == (None, ())
    assert row.time.remarks == ("год неизвестен",)


def test_a_heading_that_is_not_there_is_none() -> None:
    assert understood_row(PLAN, 7, None, typed(title="Форум", timing="май")).row.title == "Форум"


def test_a_known_row_keeps_its_place_in_the_document() -> None:
    cells = typed(title="Форум", timing="май")
    stored = understood_row(PLAN, 0, None, cells).row

    again = understood_row(PLAN, 0, stored, typed(title="Форум", timing="12 мая")).row

    assert again == reread_row(
        PLAN, PLAN.sections[0], stored, typed(title="Форум", timing="12 мая")
    )
    assert again.source == stored.source
