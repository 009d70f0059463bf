"""Decisions about large documents: said at once, carried out by the background worker.

Applying thousands of rows takes longer than a page may. What can be refused at once is refused
before the work is queued; the rest is refused by the worker, and the run waits for a decision
again with the reason. On SQLite nothing can be written while the plan is, so progress is told
before the transaction only and the page shows how long it takes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from mezhgorod.intake.actions.applying import (
    apply_prepared,
    apply_run,
    ensure_has_owner,
    ensure_is_plan,
    ensure_ready,
    mass_removal_at_least,
    prepare_applying,
)
from mezhgorod.intake.actions.extraction import Clock
from mezhgorod.intake.actions.guards import ensure_may_decide, ensure_own_document
from mezhgorod.intake.actions.undoing import ensure_can_undo, undo_run
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.queries import head_of, live_plan_of
from mezhgorod.intake.rules import (
    FALL_BACK,
    MAX_ROWS_AT_ONCE,
    Decision,
    RunState,
    can_move,
    is_mass_removal,
)
from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.registry.models import User
from mezhgorod.registry.queries.actors import actor_of
from mezhgorod.registry.rules import Actor, RuleViolation
from mezhgorod.registry.rules.collecting import without_collecting

logger = logging.getLogger(__name__)

StartDeciding = Callable[[ExtractionRun], None]

_QUEUED = "Ждёт очереди"
_UNEXPECTED = (
    "При выполнении решения произошла ошибка программы. На сайте ничего не изменилось. Попробуйте "
    "ещё раз; если не поможет, обратитесь к администратору: подробности записаны в журнале."
)
_PERSON_GONE = "Учётной записи, от имени которой принято решение, больше нет. Решите ещё раз."


def ask_to_apply(
    *,
    run: ExtractionRun,
    actor: Actor,
    now: datetime,
    decision: Decision,
    start: StartDeciding,
) -> ExtractionRun:
    """Apply a run: a small one at once, a large one by the worker, which `start` calls.

    `start` puts the run into the queue in the same transaction. A run that is being applied
    already is returned as it is.

    Raises:
        RuleViolation: as `apply_run` says; for a large document what takes long to find out is
            refused later, by the worker.
    """
    ensure_may_decide(run, actor)
    if run.state in {RunState.APPLYING, RunState.APPLIED}:
        return run
    ensure_ready(run)
    head, rows = head_of(run)
    head, _ = ensure_is_plan(run, head)
    ensure_own_document(ensure_has_owner(head, decision.owner_name), actor)
    plan = live_plan_of(run, head, decision.owner_name)
    live = _row_count(plan)
    if max(rows, live) <= MAX_ROWS_AT_ONCE:
        return apply_run(
            run=run,
            actor=actor,
            now=now,
            confirm_removal=decision.confirm_removal,
            owner_name=decision.owner_name,
            choices=decision.choices,
        )
    gone = max(live - rows, 0)
    if is_mass_removal(removed=gone, kept=live - gone) and not decision.confirm_removal:
        raise RuleViolation("run.mass_removal", mass_removal_at_least(gone, live), _CONFIRM)
    return _queue(run, RunState.APPLYING, {**decision.as_dict(), "by": actor.user_id}, now, start)


_CONFIRM = "confirm_removal"


def ask_to_undo(
    *, run: ExtractionRun, actor: Actor, now: datetime, start: StartDeciding
) -> ExtractionRun:
    """Take an applied run back: that of a small plan at once, of a large one by the worker.

    Raises:
        RuleViolation: as `undo_run` says.
    """
    ensure_may_decide(run, actor)
    if run.state == RunState.UNDOING:
        return run
    if _row_count(run.plan) <= MAX_ROWS_AT_ONCE:
        return undo_run(run=run, actor=actor, now=now)
    with transaction.atomic():
        ensure_can_undo(run)
    return _queue(run, RunState.UNDOING, {"by": actor.user_id}, now, start)


def carry_out(*, run: ExtractionRun, clock: Clock) -> ExtractionRun:
    """Do what was decided about a queued run; whatever goes wrong leaves the plan as it was.

    A run that nobody has decided about, or that was done meanwhile, is left alone, so the same task
    may come twice.
    """
    state = RunState(run.state)
    if state not in FALL_BACK:
        return run
    try:
        with without_collecting():
            return _carry_out(run, clock)
    except RuleViolation as refusal:
        return _fall_back(run, refusal.code, refusal.message, clock())
    except Exception:  # the outermost loop of a background task
        logger.exception("deciding about run %s failed", run.pk)
        return _fall_back(run, "run.unexpected", _UNEXPECTED, clock())


def _carry_out(run: ExtractionRun, clock: Clock) -> ExtractionRun:
    said = run.decision_data or {}
    by = User.objects.filter(pk=said.get("by") or 0).first()
    if by is None:
        raise RuleViolation("run.person_gone", _PERSON_GONE)
    actor = actor_of(user=by, today=localdate(clock()))
    ensure_may_decide(run, actor)
    if run.state == RunState.UNDOING:
        _step(run, "Возвращаем план, каким он был", clock())
        return undo_run(run=run, actor=actor, now=clock())
    _step(run, "Сравниваем с планом на сайте", clock())
    prepared = prepare_applying(run, Decision.from_dict(said), actor)
    _step(run, "Записываем план", clock())
    return apply_prepared(prepared, actor, clock())


def _queue(
    run: ExtractionRun,
    state: RunState,
    said: dict[str, Any],
    now: datetime,
    start: StartDeciding,
) -> ExtractionRun:
    """Write what was decided; of two clicks at once one asks for the work."""
    with transaction.atomic():
        locked = ExtractionRun.objects.select_for_update(of=("self",))
        found = locked.only("state").get(pk=run.pk)
        if can_move(found.state, state):
            ExtractionRun.objects.filter(pk=run.pk).update(
                state=state,
                step=_QUEUED,
                decision_data=said,
                asked_at=now,
                touched_at=now,
                error_code="",
                error_message="",
            )
            start(run)
    run.refresh_from_db(fields=["state", "step", "asked_at"])
    return run


def _step(run: ExtractionRun, step: str, now: datetime) -> None:
    ExtractionRun.objects.filter(pk=run.pk, state=run.state).update(step=step, touched_at=now)


def _fall_back(run: ExtractionRun, code: str, message: str, now: datetime) -> ExtractionRun:
    """Leave the run as it was before the decision, with the reason."""
    state = FALL_BACK[RunState(run.state)]
    ExtractionRun.objects.filter(pk=run.pk, state=run.state).update(
        state=state,
        step="",
        decision_data=None,
        asked_at=None,
        touched_at=now,
        error_code=code[:60],
        error_message=message,
    )
    run.refresh_from_db()
    return run


def _row_count(plan: Plan | None) -> int:
    return PlanItem.objects.filter(section__plan=plan).count() if plan else 0
