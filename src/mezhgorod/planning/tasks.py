"""Background tasks of planning: they fetch a plan and hand it to an action."""

from __future__ import annotations

from datetime import date

from django_tasks import task

from mezhgorod.planning.actions import recheck_plan
from mezhgorod.planning.models import Plan
from mezhgorod.registry.models import User
from mezhgorod.registry.queries.actors import actor_of


@task()
def check_again(plan_id: int, user_id: int, day: str) -> None:
    """Run the checker over a plan; a plan or person deleted meanwhile is nothing to do.

    `day` (ISO 8601) is the day whose roles count: that on which the person asked.
    """
    plan = Plan.objects.filter(pk=plan_id).select_related("owner", "document").first()
    person = User.objects.filter(pk=user_id).first()
    if plan is not None and person is not None:
        recheck_plan(plan=plan, actor=actor_of(user=person, today=date.fromisoformat(day)))


def start_checking(plan: Plan, by: User, today: date) -> None:
    """Put the checking of a plan into the queue."""
    check_again.enqueue(plan.pk, by.pk, today.isoformat())
