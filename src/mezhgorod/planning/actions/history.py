"""Every change of a row is told: what it said, what it says, why, on what ground, by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from mezhgorod.planning.actions.review_steps import reopen_steps
from mezhgorod.planning.models import Amendment, Plan, PlanChange, PlanItem
from mezhgorod.planning.rules import FROZEN_STATES, AmendmentState, ChangeKind
from mezhgorod.registry.rules import Actor
from planbook.plans import EventDraft, event_to_dict


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a row changes and on what ground; an approved plan asks for a reason.

    `batch` is the number of the step where its form has given it one, so that a form sent twice is
    one step.
    """

    reason: str = ""
    basis: str = ""
    batch: UUID | None = None


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """A row before and after one change; None where there was or is no row.

    `undo` are JSON values that taking the change back needs beside the two rows: the place of a
    removed row, for example.
    """

    kind: ChangeKind
    summary: str
    item: PlanItem | None
    event_uid: UUID | None
    before: EventDraft | None = None
    after: EventDraft | None = None
    undo: dict[str, Any] | None = None


def record_changes(
    *,
    plan: Plan,
    changes: Sequence[ChangeDraft],
    grounds: Grounds,
    actor: Actor,
    now: datetime,
    undoes: UUID | None = None,
) -> list[PlanChange]:
    """Write what one step has done to rows; call it inside the transaction of the step.

    Changes of an approved plan join its open amendment, which is opened when there is none. In a
    plan in review the answers given so far are asked for again. A step that has changed nothing
    leaves no trace.

    Args:
        undoes: the step that these changes take back; they are then undone themselves.
    """
    if not changes:
        return []
    amendment = open_amendment(plan=plan, now=now) if plan.state in FROZEN_STATES else None
    reopen_steps(plan)
    step = {
        "plan": plan,
        "reason": grounds.reason,
        "basis": grounds.basis,
        "batch": grounds.batch or uuid4(),
        "amendment": amendment,
        "at": now,
        "by_id": actor.user_id,
        "link_id": actor.link_id,
        "undoes": undoes,
        "undone_at": now if undoes else None,
    }
    return PlanChange.objects.bulk_create(_told(change, step) for change in changes)


def _told(change: ChangeDraft, step: dict[str, Any]) -> PlanChange:
    return PlanChange(
        item=change.item,
        event_uid=change.event_uid,
        kind=change.kind,
        summary=change.summary,
        before=event_to_dict(change.before) if change.before else None,
        after=event_to_dict(change.after) if change.after else None,
        undo_data=change.undo,
        **step,
    )


def open_amendment(*, plan: Plan, now: datetime) -> Amendment:
    """Return the amendment that gathers changes of an approved plan, opened when there is none.

    The plan is locked by the caller, so two changes at once do not open two.
    """
    found = plan.amendments.filter(state=AmendmentState.OPEN).first()
    if found is not None:
        return found
    last = plan.amendments.order_by("-number").values_list("number", flat=True).first()
    return Amendment.objects.create(plan=plan, number=(last or 0) + 1, opened_at=now)
