"""Two at the same moment: the same button twice, undoing while another one edits."""

from collections.abc import Callable

import pytest
from tests.factories.approvals import (
    AMENDING,
    APPROVAL,
    GROUNDS,
    LATER,
    NOW,
    make_draft,
    rows_of,
    said,
)
from tests.factories.at_once import at_once

from mezhgorod.planning.actions.approval.amendments import approve_amendment
from mezhgorod.planning.actions.approval.approving import (
    Seen,
    approve_plan,
    publish_plan,
    submit_for_approval,
)
from mezhgorod.planning.actions.approval.routes import save_route
from mezhgorod.planning.actions.changes.changing import postpone
from mezhgorod.planning.actions.rows.undoing import last_step, undo_last_change
from mezhgorod.planning.models import ApprovalRoute, Plan, PlanChange, PlanVersion
from mezhgorod.planning.queries.routes import route_digest
from mezhgorod.planning.rules import PlanState
from mezhgorod.planning.rules.routes import RouteStep
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import SYSTEM

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TIMES = 3
BY = {"actor": SYSTEM, "now": LATER}


def told(action: str) -> int:
    return AuditEntry.objects.filter(action=action).count()


@pytest.mark.parametrize("time", range(TIMES))
def test_approving_twice_at_once_makes_one_version(time: int) -> None:
    plan = make_draft()
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    seen = Seen(Plan.objects.get().revision)

    refused = at_once(*[lambda: approve_plan(plan=plan, approval=APPROVAL, seen=seen, **BY)] * 2)

    assert (refused, PlanVersion.objects.count(), told("plan.approved")) == ([], 1, 1)


@pytest.mark.parametrize("time", range(TIMES))
def test_publishing_twice_at_once_is_told_once(time: int) -> None:
    plan = make_draft(PlanState.APPROVED)

    refused = at_once(*[lambda: publish_plan(plan=plan, **BY)] * 2)

    assert (refused, told("plan.published")) == ([], 1)


@pytest.mark.parametrize("time", range(TIMES))
def test_approving_changes_twice_at_once_makes_one_version(time: int) -> None:
    plan = make_draft(PlanState.PUBLISHED)
    change = postpone(
        item=rows_of(plan)[0], wording="29 мая", grounds=GROUNDS, actor=SYSTEM, now=NOW
    )
    assert change is not None
    amendment, seen = change.amendment, change.pk
    assert amendment is not None

    refused = at_once(
        *[lambda: approve_amendment(amendment=amendment, approval=AMENDING, seen_change=seen, **BY)]
        * 2
    )

    numbers = sorted(PlanVersion.objects.values_list("number", flat=True))
    assert (refused, numbers, told("plan.amend")) == ([], [1, 2], 1)


@pytest.mark.parametrize("time", range(TIMES))
def test_undoing_while_another_edits_takes_back_the_seen_step_or_nothing(time: int) -> None:
    plan = make_draft(PlanState.PUBLISHED)
    first, second, _ = rows_of(plan)
    postpone(item=first, wording="29 мая", grounds=GROUNDS, actor=SYSTEM, now=NOW)
    step = last_step(plan=plan)
    assert step is not None

    refused = at_once(
        lambda: undo_last_change(plan=plan, batch=step.batch, **BY),
        lambda: postpone(item=second, wording="август", grounds=GROUNDS, **BY),
    )

    times = [timing for _, timing in said(plan)]
    assert (refused, times) in [
        ([], ["15 мая", "август", "по согласованию"]),
        (["undo.other"], ["29 мая", "август", "по согласованию"]),
    ]


@pytest.mark.parametrize("time", range(TIMES))
def test_one_step_undone_twice_at_once_is_undone_once(time: int) -> None:
    plan = make_draft(PlanState.PUBLISHED)
    for wording in ("29 мая", "5 июня"):
        postpone(item=rows_of(plan)[0], wording=wording, grounds=GROUNDS, actor=SYSTEM, now=NOW)
    step = last_step(plan=plan)
    assert step is not None

    refused = at_once(*[lambda: undo_last_change(plan=plan, batch=step.batch, **BY)] * 2)

    assert (refused, said(plan)[0][1]) == (["undo.other"], "29 мая")
    assert PlanChange.objects.filter(undoes=step.batch).count() == 1


@pytest.mark.parametrize("time", range(TIMES))
def test_two_who_keep_the_order_of_approval_at_once_overwrite_nothing(time: int) -> None:
    owner = make_draft().owner
    seen = route_digest([])

    def keep(title: str) -> Callable[[], object]:
        return lambda: save_route(owner=owner, steps=[RouteStep(1, title)], seen=seen, **BY)

    refused = at_once(keep("Туризм"), keep("Спорт"))

    assert (refused, ApprovalRoute.objects.count()) == (["route.changed"], 1)
