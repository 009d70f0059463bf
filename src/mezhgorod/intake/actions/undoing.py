"""Taking an accepted document back: the plan is as it was before, in one step."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from mezhgorod.intake.actions.guards import ensure_may_decide
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState
from mezhgorod.planning.actions import delete_plan, restore_snapshot
from mezhgorod.planning.models import Plan
from mezhgorod.registry.rules import Actor, RuleViolation


@transaction.atomic
def undo_run(*, run: ExtractionRun, actor: Actor, now: datetime) -> ExtractionRun:
    """Put the plan back as it was before a run was applied; the run waits for a decision again.

    A plan that the run made is deleted. Rows, their numbers and decisions about findings come back.

    Raises:
        RuleViolation: the run is not applied, or the plan has changed since.
    """
    ensure_may_decide(run, actor)
    locked = ExtractionRun.objects.select_for_update(of=("self",)).defer("draft_data")
    run = locked.get(pk=run.pk)
    plan = ensure_can_undo(run)
    if run.undo_data is None:
        delete_plan(plan=plan)
    else:
        _restore(plan, run, now)
    run.state, run.plan, run.undo_data, run.applied_revision = RunState.READY, None, None, None
    run.decided_at, run.decided_by = None, None
    run.asked_at, run.decision_data = None, None
    run.error_code, run.error_message = "", ""
    run.save(update_fields=_UNDONE_FIELDS)
    return run


_UNDONE_FIELDS = (
    "state",
    "plan",
    "undo_data",
    "applied_revision",
    "decided_at",
    "decided_by",
    "asked_at",
    "decision_data",
    "error_code",
    "error_message",
)


def ensure_can_undo(run: ExtractionRun) -> Plan:
    """Return the plan of a run that can be taken back, its row locked; refuse other runs.

    Raises:
        RuleViolation: as `undo_run` says.
    """
    if run.state not in {RunState.APPLIED, RunState.UNDOING} or run.plan_id is None:
        message = "Отменить можно только принятый план. Обновите страницу загрузки."
        raise RuleViolation("run.not_applied", message)
    if run.applied_revision is None:
        raise RuleViolation("run.nothing_to_undo", _NOTHING_TO_UNDO)
    plan = Plan.objects.select_for_update().get(pk=run.plan_id)
    if plan.revision != run.applied_revision:
        raise RuleViolation("run.changed_since", _CHANGED_SINCE)
    return plan


_NOTHING_TO_UNDO = "Принятие этого документа ничего не изменило в плане: отменять нечего."
_CHANGED_SINCE = (
    "После принятия этого документа план уже меняли, поэтому отменить принятие одним шагом нельзя. "
    "Отмените сначала более поздние изменения или загрузите прежний документ ещё раз."
)
_OUTDATED = (
    "Прежнее состояние плана записано другой версией программы, и отменить принятие нельзя. "
    "Загрузите прежний документ ещё раз."
)


def _restore(plan: Plan, run: ExtractionRun, now: datetime) -> None:
    snapshot = run.undo_data or {}
    try:
        restored = restore_snapshot(plan=plan, data=snapshot, now=now)
    except (KeyError, TypeError, ValueError, ObjectDoesNotExist) as error:
        raise RuleViolation("run.undo_outdated", _OUTDATED) from error
    # The plan is again what the run before left behind, so that one can be taken back next.
    earlier = ExtractionRun.objects.filter(plan=plan, applied_revision=snapshot.get("revision"))
    earlier.exclude(pk=run.pk).update(applied_revision=restored.revision)
