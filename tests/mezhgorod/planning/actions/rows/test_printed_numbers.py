"""Rows added by people print with the right numbers: in composed plans and in real documents."""

import pytest
from tests.factories.composed import NO_GROUNDS, NOW, add, filled_plan, sections_of

from mezhgorod.planning.actions.rows.row_editing import add_rows
from mezhgorod.planning.actions.rows.writing import RowPlace
from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import layout_choices, plan_draft
from mezhgorod.registry.rules import SYSTEM
from planbook.layouts import Layout, layout_named
from planbook.layouts.layout import Source
from planbook.layouts.rows import worded_sections
from planbook.plans import PlanDraft

pytestmark = pytest.mark.django_db


_Printed = tuple[str, list[tuple[str, list[str]]]]


def printed(plan: PlanDraft, layout: Layout) -> list[_Printed]:
    """Headings with the mark and the words of each of their rows, as the layout prints them."""
    return [
        (section.heading, [(row.mark, [cell.text for cell in row.cells]) for row in section.rows])
        for section in worded_sections(plan, layout, Source.VERBATIM)
    ]


def marks(plan: Plan, layout: Layout) -> list[tuple[str, list[str]]]:
    sections = worded_sections(plan_draft(plan=plan), layout, Source.VERBATIM)
    return [(one.heading, [row.mark for row in one.rows]) for one in sections]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("standard", [("I. Семинары", ["1.", "2.", "3."]), ("II. Спорт", ["4."])]),
        ("standard-landscape", [("I. Семинары", ["1.", "2.", "3."]), ("II. Спорт", ["4."])]),
        ("mag-plan", [("I. Семинары", ["1.", "2.", "3."]), ("II. Спорт", ["4."])]),
        ("sgcszr-plan", [("I. Семинары", ["·", "·", "·"]), ("II. Спорт", ["·"])]),
        ("smolensk-plan", [("I. Семинары", ["1.", "2.", "3."]), ("II. Спорт", ["4."])]),
        ("by-month", [("Май", ["1.", "2.", "3.", "4."])]),
    ],
)
def test_a_composed_plan_is_numbered_by_every_layout(
    name: str, expected: list[tuple[str, list[str]]]
) -> None:
    plan = filled_plan()
    add(sections_of(plan)[0], "Новая", at=2)

    assert marks(plan, layout_named(name)) == expected


@pytest.mark.usefixtures("demo")
def test_a_row_inserted_into_the_second_department_renumbers_what_follows_and_nothing_else() -> (
    None
):
    """Scenario 19 on the plan of a region whose numbers run through all departments."""
    plan = Plan.objects.select_related("owner").get(slug="smolenskaya-oblast-2023-41")
    Plan.objects.filter(pk=plan.pk).update(state="draft")
    layout = source_of(plan)
    before = printed(plan_draft(plan=plan), layout)

    insert_into_second_section(plan)

    after = printed(plan_draft(plan=plan), layout)
    assert [mark for _, rows in before for mark, _ in rows] == [f"{n}." for n in range(1, 29)]
    assert [mark for _, rows in after for mark, _ in rows] == [f"{n}." for n in range(1, 30)]
    heading, rows = after[1]
    mark, words = rows.pop(1)
    assert (mark, "Новая строка" in words, words[0]) == ("3.", True, "3.")
    assert heading == before[1][0]
    assert [(one, [words[1:] for _, words in rows]) for one, rows in after] == [
        (one, [words[1:] for _, words in rows]) for one, rows in before
    ]


@pytest.mark.usefixtures("demo")
def test_lists_that_count_anew_keep_their_numbers() -> None:
    plan = Plan.objects.select_related("owner").get(slug="mag-2023")
    Plan.objects.filter(pk=plan.pk).update(state="draft")

    insert_into_second_section(plan)

    numbers = [[mark for mark, _ in rows] for _, rows in printed_now(plan)]
    assert [(one[0], one[-1]) for one in numbers] == [
        ("1.", "15."), ("16.", "22."), ("1.", "15."), ("1.", "10."),
    ]  # fmt: skip


def insert_into_second_section(plan: Plan) -> None:
    second = [one for one in plan.sections.order_by("position") if one.items.exists()][1]
    roles = plan.columns.values_list("role", flat=True)
    row = [(role, {"title": "Новая строка", "timing": "май"}.get(role, "")) for role in roles]
    place = RowPlace(second, 2)
    add_rows(plan=plan, place=place, rows=[row], grounds=NO_GROUNDS, actor=SYSTEM, now=NOW)


def printed_now(plan: Plan) -> list[_Printed]:
    return printed(plan_draft(plan=plan), source_of(plan))


def source_of(plan: Plan) -> Layout:
    return next(one for one in layout_choices(plan=plan) if one.key == "source").layout
