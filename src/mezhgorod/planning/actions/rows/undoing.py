"""The last step that changed a plan is taken back; taking it back is told as well.

What a change keeps in `undo_data` says how it is taken back:

- nothing: `before` and `after` say it (a row was changed or added);
- `section`, `place`, `row`: a row was removed from this place (`returning.ReturningRow`);
- `section`, `place`: a row stood at this place of this section before it was moved;
- `section`, `order`: the rows of a section stood in this order;
- `pinned`: a row was pinned, or was not;
- `section_step`: a section was added, renamed, shifted or removed (`sections`);
- `title`, `title_lines`: the title of the plan was repaired (`repairs`);
- `remark`, `remark_state`: beside the others, the remark that was repaired and its state before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mezhgorod.planning.actions.history import ChangeDraft, Grounds, record_changes
from mezhgorod.planning.actions.rows.guards import own_bodies
from mezhgorod.planning.actions.rows.taking_back import take_back
from mezhgorod.planning.actions.rows.writing import count_change, locked_plan
from mezhgorod.planning.models import Plan, PlanChange, PlanItem
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.rules import (
    AMEND_PLAN,
    CHANGE_DRAFT,
    FROZEN_STATES,
    AmendmentState,
    ChangeKind,
)
from mezhgorod.registry.rules import Actor, RuleViolation, ensure_may, may
from planbook.plans import event_from_dict

_NOTHING = "Отменять нечего: план после этого не меняли."
_OTHER = "За это время план изменили ещё раз. Обновите страницу и посмотрите последнее изменение."
_APPROVED = "Этот шаг вошёл в утверждённый план и не отменяется. Внесите новое изменение."
_NOT_OWN = "Последний шаг сделал другой сотрудник. Попросите его или дирекцию отменить этот шаг."
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class LastStep:
    """The step that would be taken back next; `words` say what was done in it."""

    batch: UUID
    changes: tuple[PlanChange, ...]
    words: str

    @property
    def count(self) -> int:
        """How many changes the step made."""
        return len(self.changes)


@dataclass(frozen=True, slots=True)
class StepWords:
    """The step that would be taken back next, as a button tells it."""

    batch: UUID
    words: str


def last_words(*, plan: Plan) -> StepWords | None:
    """Return what the last step of a plan did, without the rows it changed.

    A step may have changed thousands of rows; a page only tells of it.
    """
    batch = plan.changes.filter(undone_at__isnull=True).values_list("batch", flat=True).first()
    if batch is None:
        return None
    told = plan.changes.filter(batch=batch).order_by("pk").values_list("summary", flat=True)
    return StepWords(batch, _words(told))


def last_step(*, plan: Plan) -> LastStep | None:
    """Return the last step of a plan that is not taken back yet, None when there is none."""
    last = plan.changes.filter(undone_at__isnull=True).first()
    if last is None:
        return None
    found = plan.changes.filter(batch=last.batch).select_related("item__section", "amendment")
    changes = tuple(found.order_by("-pk"))
    return LastStep(last.batch, changes, _words(one.summary for one in reversed(changes)))


@transaction.atomic
def undo_last_change(
    *, plan: Plan, actor: Actor, now: datetime, batch: UUID | None = None
) -> LastStep:
    """Take back the last step of a plan and return it.

    Args:
        batch: the step the person saw; when another one has become the last it is refused.

    Raises:
        RuleViolation: the person may not, there is nothing to take back, the step is approved, or
            rows have changed since so that taking it back would lose words.
    """
    plan = locked_plan(plan.pk)
    step = last_step(plan=plan)
    _ensure_may_undo(plan, step, actor)
    if step is None:
        raise RuleViolation("undo.nothing", _NOTHING)
    if batch is not None and step.batch != batch:
        raise RuleViolation("undo.other", _OTHER)
    _ensure_not_approved(plan, step)
    take_back(plan=plan, changes=step.changes, now=now)
    plan.changes.filter(batch=step.batch).update(undone_at=now)
    _record(plan, step, actor, now)
    count_change(plan, now)
    return step


def _ensure_may_undo(plan: Plan, step: LastStep | None, actor: Actor) -> None:
    subject = plan_subject(plan)
    if plan.state in FROZEN_STATES:
        ensure_may(actor, AMEND_PLAN, subject)
        return
    if may(actor, CHANGE_DRAFT, subject):
        return
    if not own_bodies(plan=plan, actor=actor):
        ensure_may(actor, CHANGE_DRAFT, subject)
    if step is not None and step.changes[0].by_id != actor.user_id:
        raise RuleViolation("undo.not_own", _NOT_OWN)


def _ensure_not_approved(plan: Plan, step: LastStep) -> None:
    amendment = step.changes[0].amendment
    is_approved = amendment is not None and amendment.state == AmendmentState.APPROVED
    if is_approved or (amendment is None and plan.state in FROZEN_STATES):
        raise RuleViolation("undo.approved", _APPROVED)


def _record(plan: Plan, step: LastStep, actor: Actor, now: datetime) -> None:
    # A row that the step had added is no longer there.
    stored = PlanItem.objects.in_bulk([one.item_id for one in step.changes if one.item_id])
    changes = [
        ChangeDraft(
            ChangeKind(change.kind),
            f"Отменено: {change.summary}",
            stored.get(change.item_id or 0),
            change.event_uid,
            before=event_from_dict(change.after) if change.after else None,
            after=event_from_dict(change.before) if change.before else None,
        )
        for change in reversed(step.changes)
    ]
    record_changes(
        plan=plan, changes=changes, grounds=Grounds(), actor=actor, now=now, undoes=step.batch
    )


def _words(summaries: Iterable[str]) -> str:
    """Return what was done in words: of many changes alike the first and how many."""
    said = list(dict.fromkeys(summaries))
    more = f" и ещё {len(said) - _SHOWN}" if len(said) > _SHOWN else ""
    return "; ".join(said[:_SHOWN]) + more
