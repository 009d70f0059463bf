"""A plan is composed without a document: its frame first, exactly as it was asked for."""

import json
from dataclasses import replace

import pytest
from tests.factories.composed import COLUMNS, NOW, composed_plan
from tests.factories.people import acting, make_owner, make_user

from mezhgorod.planning.actions.years.composing import PlanFrameDraft, compose_plan
from mezhgorod.planning.models import Plan
from mezhgorod.planning.rules import PlanGrouping
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import NOBODY, SYSTEM, Role, RuleViolation
from planbook.dates import Period
from planbook.layouts import layout_named

pytestmark = pytest.mark.django_db


def frame(**values: object) -> PlanFrameDraft:
    draft = PlanFrameDraft(
        owner=make_owner(),
        title="План мероприятий на 2027 год",
        period=Period.from_edtf("2027"),
        columns=COLUMNS,
        headings=[("I. Семинары", PlanGrouping.THEME)],
    )
    return replace(draft, **values)  # type: ignore[arg-type]


def refusal(actor=SYSTEM, **values: object) -> tuple[str, str, str]:
    with pytest.raises(RuleViolation) as caught:
        compose_plan(frame=frame(**values), actor=actor, now=NOW)
    return caught.value.code, caught.value.field, caught.value.message


def test_a_composed_plan_is_a_draft_with_its_columns_and_headings() -> None:
    plan = composed_plan()

    assert (plan.state, plan.title_lines, plan.period_edtf) == (
        "draft", ["План мероприятий на 2027 год"], "2027",
    )  # fmt: skip
    assert list(plan.columns.values_list("role", "header")) == list(COLUMNS)
    assert list(plan.sections.values_list("heading", "numeral", "heading_text", "grouping")) == [
        ("Семинары", "I", "I. Семинары", "theme"),
        ("Спорт", "II", "II. Спорт", "theme"),
    ]


def test_its_first_draft_is_kept_as_its_document() -> None:
    document = composed_plan().document

    with document.file.open() as file:
        kept = json.load(file)
    assert (document.file_name, document.origin, kept["plan"]["title"]) == (
        "План мероприятий на 2027 год.json",
        "Составлен в программе",
        "План мероприятий на 2027 год",
    )


def test_a_plan_without_headings_has_one_section_without_words() -> None:
    plan = compose_plan(frame=frame(headings=()), actor=SYSTEM, now=NOW)

    assert list(plan.sections.values_list("heading", "grouping")) == [("", "none")]


def test_composing_is_told_in_the_journal() -> None:
    composed_plan()

    assert AuditEntry.objects.values_list("action", "summary").get() == (
        "plan.compose", "Составлен план «План мероприятий на 2027 год»",
    )  # fmt: skip


def test_the_chosen_layout_is_the_one_of_the_plan() -> None:
    plan = compose_plan(frame=frame(layout=layout_named("mag-plan")), actor=SYSTEM, now=NOW)

    assert plan.source_layout is not None
    assert plan.source_layout["name"] == "mag-plan"


def test_a_second_plan_for_the_period_is_refused_and_the_first_stays() -> None:
    first = composed_plan()

    assert refusal() == (
        "plan.exists",
        "period",
        "План «План мероприятий на 2027 год» на этот период уже есть. "
        "Откройте его или выберите другой период.",
    )
    assert Plan.objects.get() == first


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"title": " "}, ("title.empty", "title")),
        ({"title": "П" * 100_000}, ("title.too_long", "title")),
        ({"title": "План\0"}, ("row.nul", "title")),
        ({"columns": (("timing", "Срок"),)}, ("plan.no_title_column", "columns")),
        ({"columns": (("title", "М"),) * 31}, ("plan.too_many_columns", "columns")),
        ({"headings": [("", PlanGrouping.THEME)]}, ("headings.empty", "headings")),
        ({"headings": [("Р" * 2_000, PlanGrouping.THEME)]}, ("headings.too_long", "headings")),
        ({"headings": [("Р", PlanGrouping.THEME)] * 10_001},
         ("plan.too_many_sections", "headings")),
    ],
)  # fmt: skip
def test_what_no_plan_can_have_is_refused(values: dict[str, object], expected: tuple) -> None:
    assert refusal(**values)[:2] == expected
    assert not Plan.objects.exists()


def test_a_plan_starts_open() -> None:
    assert refusal(state="published")[0] == "plan.state"


def test_only_makers_of_this_owner_compose_its_plans() -> None:
    foreign = make_user("foreign", Role.DIRECTORATE, owner=make_owner("Ассоциация «Другая»"))
    auditor = make_user("auditor", Role.AUDITOR, owner=make_owner())
    maker = make_user("maker", Role.DIRECTORATE, owner=make_owner())

    codes = [refusal(actor)[0] for actor in (NOBODY, acting(foreign), acting(auditor))]
    made = compose_plan(frame=frame(), actor=acting(maker), now=NOW)

    assert (codes, made.state) == (["plan.compose.forbidden"] * 3, "draft")
