"""A person decides about a read document: it becomes the live plan, or it is put aside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from mezhgorod.intake.actions.extraction import REPORT_KIND
from mezhgorod.intake.actions.guards import ensure_may_decide, ensure_own_document
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.queries import (
    Choices,
    compare_with_live,
    draft_of,
    live_plan_of,
    merged_draft,
    owner_name_of,
    period_of,
)
from mezhgorod.intake.rules import (
    FALL_BACK,
    ChangeKind,
    Decision,
    PlanComparison,
    RunState,
    can_move,
)
from mezhgorod.planning.actions import DraftedPlan, RowPairing, apply_plan, snapshot_of
from mezhgorod.planning.models import Plan
from mezhgorod.planning.rules import fingerprints_of
from mezhgorod.registry.actions import ensure_organization
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor, RuleViolation, name_key
from mezhgorod.reporting.actions import DraftedReport, apply_report
from mezhgorod.reporting.models import AnnualReport
from planbook.dates import Period
from planbook.plans import PlanDraft

_DECIDED_FIELDS = (
    "state",
    "decided_at",
    "decided_by",
    "asked_at",
    "decision_data",
    "error_code",
    "error_message",
)
_UNDO_FIELDS = ("undo_data", "applied_revision")


def apply_run(
    *,
    run: ExtractionRun,
    actor: Actor,
    now: datetime,
    confirm_removal: bool = False,
    owner_name: str = "",
    choices: Choices | None = None,
) -> ExtractionRun:
    """Make the draft of a run the live plan (or report) of its owner and period.

    One transaction: all of it or nothing. A run that is applied already is returned as it is, so
    two clicks at once do the work once. `owner_name` says whose document it is when its words do
    not. What people have changed in the live plan is merged in; where the document changed the same
    thing, `choices` say whose words win, and the people's stay without a choice.

    Raises:
        RuleViolation: the run is not ready, holds no plan, does not say owner or period, or would
            remove more than a fifth of the live plan, or a row that people have changed, without
            `confirm_removal`.
    """
    ensure_may_decide(run, actor)
    if run.state == RunState.APPLIED:
        return run
    decision = Decision(owner_name, confirm_removal, choices or {})
    prepared = prepare_applying(run, decision, actor)
    return apply_prepared(prepared, actor, now)


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that can be found out before the plan is locked: the draft beside the live plan.

    `seen` are id and revision of the plan that was looked at, None where there was none;
    `comparison` is None where this plan says the same already.
    """

    run: ExtractionRun
    draft: PlanDraft
    period: Period
    decision: Decision
    seen: tuple[int, int] | None
    comparison: PlanComparison | None


def prepare_applying(run: ExtractionRun, decision: Decision, actor: Actor) -> Prepared:
    """Decode the draft of a run and compare it with the live plan, which takes most of the time.

    No lock is needed: a read run keeps its draft for good, and a plan that changes before it is
    locked is compared again. On SQLite nobody else can write while a transaction is open.

    Raises:
        RuleViolation: as `apply_run` says.
    """
    ensure_ready(run)
    draft, period = ensure_is_plan(run, draft_of(run))
    ensure_own_document(ensure_has_owner(draft, decision.owner_name), actor)
    plan = live_plan_of(run, draft, decision.owner_name) if draft.kind != REPORT_KIND else None
    comparison = _compared(run, draft, plan, decision)
    seen = (plan.pk, plan.revision) if plan else None
    return Prepared(run, draft, period, decision, seen, comparison)


def apply_prepared(prepared: Prepared, actor: Actor, now: datetime) -> ExtractionRun:
    """Write what was prepared, in one transaction.

    Raises:
        RuleViolation: as `apply_run` says.
    """
    draft, decision = prepared.draft, prepared.decision
    with transaction.atomic():
        locked = ExtractionRun.objects.select_for_update(of=("self",)).defer("draft_data")
        run = locked.get(pk=prepared.run.pk)
        if run.state == RunState.APPLIED:
            return run
        ensure_ready(run)
        ensure_own_document(ensure_has_owner(draft, decision.owner_name), actor)
        owner = _locked_owner(draft, decision.owner_name)
        if draft.kind == REPORT_KIND:
            run.report = _apply_report(run, draft, owner, prepared.period, now)
        else:
            drafted = DraftedPlan(
                draft, run.document, owner, prepared.period, layout=run.layout_data
            )
            _apply_plan(run, drafted, prepared, now)
        return _decide(run, RunState.APPLIED, actor, now)


@transaction.atomic
def discard_run(*, run: ExtractionRun, actor: Actor, now: datetime) -> ExtractionRun:
    """Put a run aside: nothing of it goes live, the file stays kept.

    Raises:
        RuleViolation: the run is already decided or was not readable.
    """
    ensure_may_decide(run, actor)
    run = ExtractionRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.state == RunState.DISCARDED:
        return run
    if run.state in FALL_BACK:
        raise RuleViolation("run.busy", BUSY)
    if not can_move(run.state, RunState.DISCARDED):
        message = f"Загрузка уже завершена ({run.get_state_display()}), отклонять нечего."
        raise RuleViolation("run.not_open", message)
    return _decide(run, RunState.DISCARDED, actor, now)


BUSY = "Решение об этом документе уже выполняется. Подождите, пока страница обновится."


def _decide(run: ExtractionRun, state: RunState, actor: Actor, now: datetime) -> ExtractionRun:
    run.state = state
    run.decided_at = now
    run.decided_by_id = actor.user_id
    run.asked_at, run.decision_data = None, None
    run.error_code, run.error_message = "", ""
    run.save(update_fields=[*_DECIDED_FIELDS, "plan", "report", *_UNDO_FIELDS])
    return run


def ensure_ready(run: ExtractionRun) -> None:
    """Refuse a run that is not read, or is decided about."""
    if not can_move(run.state, RunState.APPLIED):
        message = f"Документ ещё нельзя принять: он {run.get_state_display()}."
        raise RuleViolation("run.not_ready", message)


def ensure_is_plan(run: ExtractionRun, draft: PlanDraft | None) -> tuple[PlanDraft, Period]:
    """Return a draft that can be applied, and its period; refuse one that cannot."""
    if draft is None:
        message = "Документ прочитан прежней версией программы. Загрузите файл ещё раз."
        raise RuleViolation("run.outdated", message)
    if draft.kind != REPORT_KIND and not any(draft.items()):
        message = (
            "В документе не нашлось ни одной строки плана, поэтому принимать нечего. "
            "Проверьте, тот ли это файл: план читается из таблицы с мероприятиями и сроками."
        )
        raise RuleViolation("run.no_plan", message)
    period = period_of(draft, run)
    if period is None:
        message = (
            "Из документа не ясно, на какой период он составлен. "
            "Загрузите файл ещё раз и укажите период, например 2023 или 2023-41."
        )
        raise RuleViolation("run.no_period", message, "period")
    return draft, period


def ensure_has_owner(draft: PlanDraft, owner_name: str) -> str:
    """Return whose plan a draft is; refuse one that nobody said it about."""
    name = owner_name_of(draft, owner_name)
    if not name:
        message = "Из документа не ясно, чей это план. Укажите организацию."
        raise RuleViolation("run.no_owner", message, "owner_name")
    return name


def _locked_owner(draft: PlanDraft, owner_name: str) -> Organization:
    """Return whose document it is; imports of one owner wait for each other."""
    name = ensure_has_owner(draft, owner_name)
    same = (short for short, full in draft.abbreviations if name_key(full) == name_key(name))
    owner = ensure_organization(name=name, short_names=same)
    return Organization.objects.select_for_update().get(pk=owner.pk)


def _compared(
    run: ExtractionRun, draft: PlanDraft, plan: Plan | None, decision: Decision
) -> PlanComparison | None:
    """Compare a draft with its plan, None where this plan is this very draft already."""
    # A plan that a person has changed since has no digest.
    is_candidate = plan and plan.document_id == run.document_id and plan.fingerprint
    if is_candidate and plan and plan.fingerprint == fingerprints_of(draft).plan:
        return None
    comparison = compare_with_live(draft, plan, decision.choices)
    if comparison.needs_confirmation and not decision.confirm_removal:
        raise RuleViolation("run.mass_removal", _mass_removal(comparison), "confirm_removal")
    return comparison


def _apply_plan(
    run: ExtractionRun, drafted: DraftedPlan, prepared: Prepared, now: datetime
) -> None:
    """Write the plan into its run, with what undoing it needs; nothing where nothing is new."""
    plan = Plan.objects.filter(
        owner=drafted.owner, kind=drafted.draft.kind, period_edtf=drafted.period.edtf
    ).first()
    comparison = prepared.comparison
    if prepared.seen != ((plan.pk, plan.revision) if plan else None):
        comparison = _compared(run, drafted.draft, plan, prepared.decision)
    run.undo_data, run.applied_revision, run.plan = None, None, plan
    if comparison is None:
        return
    run.undo_data = snapshot_of(plan) if plan else None
    merged = _merged(drafted, comparison)
    run.plan = apply_plan(drafted=merged, pairing=_pairing(comparison), now=now)
    run.applied_revision = run.plan.revision


def _merged(drafted: DraftedPlan, comparison: PlanComparison) -> DraftedPlan:
    """Return the plan to write: the rows of the document with people's changes merged in."""
    rows = [change.row for change in comparison.changes if change.row]
    return replace(drafted, draft=merged_draft(drafted.draft, rows), imported=drafted.rows)


def mass_removal_at_least(removed: int, total: int) -> str:
    """Return the question about rows that go, where only their number is known yet."""
    return (
        f"Новый документ убирает из плана строк: не меньше {removed} из {total}. Если это не "
        "ошибка и не документ другого периода, подтвердите удаление."
    )


def _mass_removal(comparison: PlanComparison) -> str:
    removed = comparison.count(ChangeKind.REMOVED)
    edited = len(comparison.removed_edits)
    total = removed + comparison.count(ChangeKind.UPDATE) + comparison.count(ChangeKind.UNCHANGED)
    among = f" (в том числе исправленных людьми: {edited})" if edited else ""
    return (
        f"Новый документ убирает из плана строк: {removed} из {total}{among}. Если это не ошибка и "
        "не документ другого периода, подтвердите удаление."
    )


def _pairing(comparison: PlanComparison) -> RowPairing:
    kept: dict[int, int] = {}
    unchanged = set()
    for change in comparison.changes:
        if change.index is not None and change.item_id is not None:
            kept[change.index] = change.item_id
            if change.kind is ChangeKind.UNCHANGED:
                unchanged.add(change.index)
    return RowPairing(kept, frozenset(unchanged))


def _apply_report(
    run: ExtractionRun, draft: PlanDraft, owner: Organization, period: Period, now: datetime
) -> AnnualReport:
    drafted = DraftedReport(
        title=draft.title,
        owner=owner,
        period=period,
        document=run.document,
        paragraphs=tuple(run.paragraphs_data),
    )
    return apply_report(drafted=drafted, findings=draft.findings, now=now)
