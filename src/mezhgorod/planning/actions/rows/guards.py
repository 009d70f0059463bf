"""Who may change which rows of which plan, asked before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from mezhgorod.planning.models import Plan, PlanItem, PlanSection
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.rules import (
    AMEND_PLAN,
    CHANGE_DRAFT,
    CHANGE_OWN_ROWS,
    FROZEN_STATES,
)
from mezhgorod.planning.rules.bodies import is_of_body
from mezhgorod.registry.models import Body
from mezhgorod.registry.rules import Actor, RuleViolation, ensure_may, may

_FROZEN = (
    "План утверждён, его строки меняют только с причиной: откройте строку и выберите перенос, "
    "отмену, замену или включение."
)
_NOT_OWN = "Вы меняете только строки своей секции. По остальным обратитесь к дирекции."


def ensure_may_change_plan(*, plan: Plan, actor: Actor) -> None:
    """Refuse who may not change every row of an open plan.

    Raises:
        RuleViolation: the person may not, or the plan is approved.
    """
    _refuse_frozen(plan, actor)
    ensure_may(actor, CHANGE_DRAFT, plan_subject(plan))


def ensure_may_change_rows(
    *,
    plan: Plan,
    actor: Actor,
    items: Sequence[PlanItem] = (),
    sections: Sequence[PlanSection] = (),
) -> None:
    """Refuse who may not change these rows, or rows of these sections, of an open plan.

    Coordinators of a committee change rows that name it and rows of its section.

    Raises:
        RuleViolation: the person may not, or the plan is approved.
    """
    _refuse_frozen(plan, actor)
    if may(actor, CHANGE_DRAFT, plan_subject(plan)):
        return
    bodies = own_bodies(plan=plan, actor=actor)
    if not bodies:
        ensure_may(actor, CHANGE_OWN_ROWS, plan_subject(plan))
    is_own = all(is_own_row(item, bodies) for item in items) and all(
        is_own_section(section, bodies) for section in sections
    )
    if not is_own:
        raise RuleViolation(f"{CHANGE_OWN_ROWS.code}.forbidden", _NOT_OWN)


def own_bodies(*, plan: Plan, actor: Actor) -> list[Body]:
    """Return the committees whose rows of a plan somebody may change, in at most one query."""
    ids = {
        grant.body_id
        for grant in actor.grants
        if grant.body_id is not None
        and may(actor, CHANGE_OWN_ROWS, plan_subject(plan, body_id=grant.body_id))
    }
    return list(Body.objects.filter(pk__in=ids, owner=plan.owner_id)) if ids else []


def is_own_row(item: PlanItem, bodies: Sequence[Body]) -> bool:
    """Return whether a row belongs to one of the committees."""
    return any(
        is_of_body(one.name, row_body=item.event.body, heading=item.section.heading)
        for one in bodies
    )


def is_own_section(section: PlanSection, bodies: Sequence[Body]) -> bool:
    """Return whether a section is that of one of the committees."""
    return any(is_of_body(one.name, row_body="", heading=section.heading) for one in bodies)


def _refuse_frozen(plan: Plan, actor: Actor) -> None:
    if plan.state in FROZEN_STATES and may(actor, AMEND_PLAN, plan_subject(plan)):
        raise RuleViolation("plan.frozen", _FROZEN)
