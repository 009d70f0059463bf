"""Approving and changing break off at every single statement: the database is as before."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from tests.factories.approvals import AMENDING, APPROVAL, GROUNDS, LATER, NOW, make_draft, rows_of

from mezhgorod.planning.actions.approval.amendments import approve_amendment
from mezhgorod.planning.actions.approval.approving import Seen, approve_plan, submit_for_approval
from mezhgorod.planning.actions.changes.changing import postpone
from mezhgorod.planning.actions.changes.regrouping import merge_items, split_item
from mezhgorod.planning.models import (
    Amendment,
    ApprovalStep,
    Event,
    EventPlace,
    ItemCell,
    ItemContent,
    Plan,
    PlanChange,
    PlanItem,
    PlanVersion,
)
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import AuditEntry, Decision
from mezhgorod.registry.rules import SYSTEM

pytestmark = pytest.mark.django_db
COMMON = {"grounds": GROUNDS, "actor": SYSTEM, "now": NOW}
WRITTEN = (
    Amendment, ApprovalStep, AuditEntry, Decision, Event, EventPlace, ItemCell, ItemContent, Plan,
    PlanChange, PlanItem, PlanVersion,
)  # fmt: skip
Act = Callable[[], object]


class Broken(OperationalError):
    """The connection is lost at one statement."""


class BreakAt:
    """Lets statements through until the one that breaks."""

    def __init__(self, number: int) -> None:
        self.left = number

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.left -= 1
        if self.left == 0 and not sql.startswith("ROLLBACK"):
            raise Broken
        return execute(sql, params, many, context)


def everything() -> dict[str, list[tuple[object, ...]]]:
    """All rows of every table that the actions write to."""
    return {one._meta.label: sorted(one._base_manager.values_list(), key=repr) for one in WRITTEN}


def postponed() -> Act:
    plan = make_draft(PlanState.PUBLISHED)
    item = rows_of(plan)[0]
    return lambda: postpone(item=item, wording="29 мая", **COMMON)


def split() -> Act:
    plan = make_draft(PlanState.PUBLISHED)
    item = rows_of(plan)[0]
    parts = [(("title", "Этап 1"), ("timing", "май")), (("title", "Этап 2"), ("timing", "июль"))]
    return lambda: split_item(item=item, parts=parts, **COMMON)


def merged() -> Act:
    plan = make_draft(PlanState.PUBLISHED)
    items = rows_of(plan)[:2]
    return lambda: merge_items(items=items, cells=(("title", "Форум"),), **COMMON)


def plan_approved() -> Act:
    plan = make_draft()
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    seen = Seen(Plan.objects.get(pk=plan.pk).revision)
    return lambda: approve_plan(plan=plan, approval=APPROVAL, seen=seen, actor=SYSTEM, now=NOW)


def amendment_approved() -> Act:
    plan = make_draft(PlanState.PUBLISHED)
    change = postpone(item=rows_of(plan)[0], wording="29 мая", **COMMON)
    assert change is not None
    assert change.amendment is not None
    amendment = change.amendment
    return lambda: approve_amendment(
        amendment=amendment, approval=AMENDING, seen_change=change.pk, actor=SYSTEM, now=LATER
    )


def breaks(act: Act) -> Iterator[int]:
    """Break an action at its first statement, its second and so on until it gets through."""
    for number in range(1, 500):
        breaker = BreakAt(number)
        try:
            with connection.execute_wrapper(breaker):
                act()
        except Broken:
            yield number
        else:
            return


@pytest.mark.parametrize("prepare", [postponed, split, merged, plan_approved, amendment_approved])
def test_a_break_at_any_statement_leaves_everything_as_it_was(prepare: Callable[[], Act]) -> None:
    act = prepare()
    before = everything()
    count = 0

    for number in breaks(act):
        assert everything() == before, f"statement {number}"
        count = number

    assert count > 15
    assert everything() != before
