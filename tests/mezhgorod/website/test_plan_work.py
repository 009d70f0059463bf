"""The second row of tabs around a plan: who sees which pages of work."""

import pytest
from tests.factories.people import actor_with, make_body, make_owner
from tests.factories.plans import make_plan

from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.rules import NOBODY, SYSTEM, Role
from mezhgorod.website.plan_work import work_tabs

pytestmark = pytest.mark.django_db
ALL = [
    "Строки", "Накладки и пробелы", "Согласование", "Редакции", "История", "План и факт",
    "Следующий период",
]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "state", "labels"),
    [
        (Role.DIRECTORATE, PlanState.DRAFT, ALL),
        (Role.DIRECTORATE, PlanState.PUBLISHED, ALL),
        (Role.DIRECTORATE, PlanState.ARCHIVED, ALL[1:]),
        (Role.BODY_COORDINATOR, PlanState.DRAFT, ALL[:6]),
        (Role.BODY_COORDINATOR, PlanState.PUBLISHED, ALL[1:6]),
        (Role.APPROVER, PlanState.IN_REVIEW, ALL[1:6]),
        (Role.AUDITOR, PlanState.DRAFT, ALL[1:6]),
        (Role.CITY_CONTACT, PlanState.DRAFT, []),
    ],
)
def test_tabs_of_a_role(role: Role, state: PlanState, labels: list[str]) -> None:
    plan = make_plan(state=state)
    actor = actor_with(role, plan.owner, body=make_body(plan.owner))

    tabs = work_tabs(plan=plan, actor=actor, here=f"/plans/{plan.slug}/radar/")

    assert [tab.label for tab in tabs] == labels
    assert [tab.label for tab in tabs if tab.is_current] == [
        label for label in labels if label == "Накладки и пробелы"
    ]


def test_public_and_other_associations_see_none_administrators_all() -> None:
    plan = make_plan(state=PlanState.DRAFT)
    other = actor_with(Role.DIRECTORATE, make_owner("Ассоциация городов Поволжья"))

    for actor in (NOBODY, other):
        assert work_tabs(plan=plan, actor=actor, here="") == []
    assert [tab.label for tab in work_tabs(plan=plan, actor=SYSTEM, here="")] == ALL


@pytest.mark.parametrize(
    ("page", "label"),
    [
        ("versions/", "Редакции"),
        ("versions/3/", "Редакции"),
        ("amendments/1/", "Редакции"),
        ("compare/", "Редакции"),
        ("approval/", "Согласование"),
        ("edit/rows/7/", "Строки"),
        ("items/7/change/", "Строки"),
        ("items/add/", "Строки"),
        ("fact/", "План и факт"),
        ("list/", None),
    ],
)
def test_a_page_inside_a_tab_marks_the_tab(page: str, label: str | None) -> None:
    plan = make_plan(state=PlanState.PUBLISHED)

    tabs = work_tabs(plan=plan, actor=SYSTEM, here=f"/plans/{plan.slug}/{page}")

    assert [tab.label for tab in tabs if tab.is_here] == ([label] if label else [])
    assert [tab.label for tab in tabs if tab.is_current] == [
        tab.label for tab in tabs if tab.url.endswith(f"/{page}")
    ]
