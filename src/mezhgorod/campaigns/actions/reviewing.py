"""The coordinator looks through rows: accepts, returns, refuses, merges; each author sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mezhgorod.campaigns.actions.composing import put_into_plan
from mezhgorod.campaigns.actions.guards import (
    ensure_open,
    ensure_reviewed,
    locked_campaign,
    rows_of_campaign,
)
from mezhgorod.campaigns.actions.journal import Step, tell, tell_steps
from mezhgorod.campaigns.actions.settling import settle
from mezhgorod.campaigns.models import Campaign, ProposedRow, Submission
from mezhgorod.campaigns.rules import (
    MAX_REMARK,
    PLANNED_ROWS,
    ROW_TRANSITIONS,
    RowState,
    SubmissionState,
    bounded_text,
    rules_from_dict,
)
from mezhgorod.registry.rules import Actor, RuleViolation

_MERGE_TARGETS = PLANNED_ROWS | {RowState.SUBMITTED, RowState.RETURNED}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why rows are refused: a ground of the campaign, and more words where needed."""

    ground: str
    remark: str = ""


@transaction.atomic
def accept_rows(
    *, campaign: Campaign, row_ids: Sequence[int], actor: Actor, now: datetime
) -> list[ProposedRow]:
    """Accept rows: each one stands in the plan from now on; accepted ones are left alone.

    Raises:
        RuleViolation: no right, the campaign is not running, a row is not under review.
    """
    campaign, rows = _reviewed(campaign, row_ids, actor)
    fresh = [row for row in rows if row.state not in PLANNED_ROWS]
    _ensure_edge(fresh, RowState.ACCEPTED)
    if not fresh:
        return rows
    items = put_into_plan(campaign=campaign, rows=fresh, actor=actor, now=now)
    for row, item in zip(fresh, items, strict=True):
        row.state, row.item, row.remark, row.updated_at = RowState.ACCEPTED, item, "", now
    steps = [
        Step(row, "row.accept", "Принята, стоит в проекте плана", after={"cells": row.cells})
        for row in fresh
    ]
    _decided(campaign, fresh, steps, actor, now)
    return rows


@transaction.atomic
def return_rows(
    *, campaign: Campaign, row_ids: Sequence[int], remark: str, actor: Actor, now: datetime
) -> list[ProposedRow]:
    """Return rows to their authors with a remark; their submissions are open for them again.

    Raises:
        RuleViolation: as `accept_rows`, there is no remark, or the campaign is closed, so that
            authors could not answer.
    """
    words = _remark(remark)
    campaign, rows = _reviewed(campaign, row_ids, actor)
    ensure_open(campaign)
    fresh = [row for row in rows if not (row.state == RowState.RETURNED and row.remark == words)]
    _ensure_edge([row for row in fresh if row.state != RowState.RETURNED], RowState.RETURNED)
    for row in fresh:
        row.state, row.remark, row.updated_at = RowState.RETURNED, words, now
    steps = [Step(row, "row.return", "Возвращена с замечанием", reason=words) for row in fresh]
    _decided(campaign, fresh, steps, actor, now)
    return rows


@transaction.atomic
def return_submission(
    *, submission: Submission, remark: str, actor: Actor, now: datetime
) -> Submission:
    """Return everything a party has sent and nobody has decided yet, with a remark.

    Raises:
        RuleViolation: as `return_rows`.
    """
    words = _remark(remark)
    campaign = locked_campaign(submission.campaign, actor=actor)
    ensure_open(campaign)
    found = campaign.submissions.select_for_update(of=("self",)).select_related("campaign", "party")
    submission = found.get(pk=submission.pk)
    if submission.state == SubmissionState.RETURNED and submission.remark == words:
        return submission
    answered = {SubmissionState.SUBMITTED, SubmissionState.NOTHING}
    if submission.state not in answered:
        message = "Возвращать нечего: от этой организации сейчас ничего не ждёт рассмотрения."
        raise RuleViolation("campaign.nothing_to_return", message)
    rows = list(submission.rows.filter(state=RowState.SUBMITTED))
    for row in rows:
        row.state, row.remark, row.updated_at = RowState.RETURNED, words, now
    ProposedRow.objects.bulk_update(rows, ["state", "remark", "updated_at"], batch_size=500)
    steps = [Step(row, "row.return", "Возвращена с замечанием", reason=words) for row in rows]
    tell_steps(steps, owner_id=campaign.owner_id, actor=actor, now=now)
    submission.state, submission.remark = SubmissionState.RETURNED, words
    submission.submitted_at = None
    submission.revision += 1
    submission.touched_at = now
    submission.save()
    summary = f"Предложения возвращены: {submission.party.spoken_name}"
    tell(
        submission,
        action="submission.return",
        summary=summary,
        actor=actor,
        now=now,
        reason=words,
    )
    return submission


@transaction.atomic
def refuse_rows(
    *,
    campaign: Campaign,
    row_ids: Sequence[int],
    refusal: Refusal,
    actor: Actor,
    now: datetime,
) -> list[ProposedRow]:
    """Refuse rows on a ground of the campaign, with more words where needed.

    Raises:
        RuleViolation: as `accept_rows`, or the ground is unknown.
    """
    campaign, rows = _reviewed(campaign, row_ids, actor)
    ground = rules_from_dict(campaign.rules).ground(refusal.ground)
    words = bounded_text(refusal.remark, limit=MAX_REMARK, name="Пояснение", field="remark")
    fresh = [row for row in rows if row.state != RowState.REFUSED]
    _ensure_edge(fresh, RowState.REFUSED)
    for row in fresh:
        row.state, row.refusal_ground, row.remark = RowState.REFUSED, ground.code, words
        row.updated_at = now
    reason = f"{ground.words}. {words}".rstrip(". ")
    steps = [Step(row, "row.refuse", f"Отклонена: {ground.words}", reason=reason) for row in fresh]
    _decided(campaign, fresh, steps, actor, now)
    return rows


@transaction.atomic
def merge_into(
    *, campaign: Campaign, row_id: int, into_id: int, actor: Actor, now: datetime
) -> ProposedRow:
    """Merge a row into another one of the campaign: it points there, both authors see it.

    Raises:
        RuleViolation: as `accept_rows`, or the other row is itself merged, refused or the same.
    """
    if row_id == into_id:
        message = "Строку нельзя объединить с ней самой. Выберите другую."
        raise RuleViolation("campaign.merge_itself", message, "into")
    campaign, rows = _reviewed(campaign, (row_id, into_id), actor)
    by_id = {row.pk: row for row in rows}
    row, into = by_id[row_id], by_id[into_id]
    if row.state == RowState.MERGED and row.merged_into_id == into.pk:
        return row
    _ensure_edge([row], RowState.MERGED)
    if into.state not in _MERGE_TARGETS:
        message = (
            f"Строка «{into.title[:80]}» — {into.get_state_display()}: объединять с ней нельзя. "
            "Выберите ту, что на рассмотрении или принята."
        )
        raise RuleViolation("campaign.merge_target", message, "into")
    row.state, row.merged_into, row.updated_at = RowState.MERGED, into, now
    ProposedRow.objects.filter(merged_into=row).update(merged_into=into)
    steps = [
        Step(row, "row.merge", f"Объединена со строкой «{into.title}» ({_author(into)})"),
        Step(into, "row.merged", f"К ней присоединена строка «{row.title}» ({_author(row)})"),
    ]
    _decided(campaign, [row], steps, actor, now)
    return row


@transaction.atomic
def reconsider_row(*, campaign: Campaign, row_id: int, actor: Actor, now: datetime) -> ProposedRow:
    """Take a refusal or a merging back: the row is under review again.

    Raises:
        RuleViolation: as `accept_rows`, or the row is neither refused nor merged.
    """
    campaign, (row,) = _reviewed(campaign, (row_id,), actor)
    if row.state == RowState.SUBMITTED:
        return row
    if row.state not in {RowState.REFUSED, RowState.MERGED}:
        message = (
            f"Строка «{row.title[:80]}» — {row.get_state_display()}. Вернуть к рассмотрению можно "
            "отклонённую или объединённую; принятую правят в проекте плана."
        )
        raise RuleViolation("campaign.row_state", message)
    row.state, row.refusal_ground, row.merged_into = RowState.SUBMITTED, "", None
    row.remark, row.updated_at = "", now
    steps = [Step(row, "row.reconsider", "Возвращена к рассмотрению")]
    _decided(campaign, [row], steps, actor, now)
    return row


def _reviewed(
    campaign: Campaign, row_ids: Sequence[int], actor: Actor
) -> tuple[Campaign, list[ProposedRow]]:
    campaign = locked_campaign(campaign, actor=actor)
    ensure_reviewed(campaign)
    return campaign, rows_of_campaign(campaign, row_ids)


def _ensure_edge(rows: Sequence[ProposedRow], state: RowState) -> None:
    """Refuse rows that cannot come into a state, all of them or none."""
    wrong = [row for row in rows if state not in ROW_TRANSITIONS[RowState(row.state)]]
    if wrong:
        first = wrong[0]
        message = (
            f"Строка «{first.title[:80]}» — {first.get_state_display()}, решать о ней сейчас "
            "нельзя. Обновите страницу: возможно, её уже рассмотрели или отозвали."
        )
        raise RuleViolation("campaign.row_state", message)


def _decided(
    campaign: Campaign,
    rows: Sequence[ProposedRow],
    steps: Sequence[Step],
    actor: Actor,
    now: datetime,
) -> None:
    fields = ["state", "item", "remark", "refusal_ground", "merged_into", "updated_at"]
    ProposedRow.objects.bulk_update(rows, fields, batch_size=500)
    tell_steps(steps, owner_id=campaign.owner_id, actor=actor, now=now)
    settle({row.submission_id: row.submission for row in rows}.values(), now=now)


def _author(row: ProposedRow) -> str:
    return row.submission.party.spoken_name


def _remark(text: str) -> str:
    words = bounded_text(text, limit=MAX_REMARK, name="Замечание", field="remark")
    if not words:
        message = "Напишите замечание: автор увидит, что исправить."
        raise RuleViolation("campaign.no_remark", message, "remark")
    return words
