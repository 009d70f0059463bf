"""The coordinator looks through rows: accepts, returns, refuses; each author sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mezhgorod.campaigns.actions.composing import put_into_plan
from mezhgorod.campaigns.actions.deciding import decided, ensure_edge, reviewed
from mezhgorod.campaigns.actions.guards import ensure_open, locked_campaign
from mezhgorod.campaigns.actions.journal import Step, tell, tell_steps
from mezhgorod.campaigns.models import Campaign, ProposedRow, Submission
from mezhgorod.campaigns.rules import (
    MAX_REMARK,
    PLANNED_ROWS,
    RowState,
    SubmissionState,
    bounded_text,
    rules_from_dict,
)
from mezhgorod.registry.rules import Actor, RuleViolation


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
    campaign, rows = reviewed(campaign=campaign, row_ids=row_ids, actor=actor)
    fresh = [row for row in rows if row.state not in PLANNED_ROWS]
    ensure_edge(fresh, RowState.ACCEPTED)
    if not fresh:
        return rows
    items = put_into_plan(campaign=campaign, rows=fresh, actor=actor, now=now)
    for row, item in zip(fresh, items, strict=True):
        row.state, row.item, row.remark, row.updated_at = RowState.ACCEPTED, item, "", now
    steps = [
        Step(row, "row.accept", "Принята, стоит в проекте плана", after={"cells": row.cells})
        for row in fresh
    ]
    decided(campaign=campaign, rows=fresh, steps=steps, actor=actor, now=now)
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
    campaign, rows = reviewed(campaign=campaign, row_ids=row_ids, actor=actor)
    ensure_open(campaign)
    fresh = [row for row in rows if not (row.state == RowState.RETURNED and row.remark == words)]
    ensure_edge([row for row in fresh if row.state != RowState.RETURNED], RowState.RETURNED)
    for row in fresh:
        row.state, row.remark, row.updated_at = RowState.RETURNED, words, now
    steps = [Step(row, "row.return", "Возвращена с замечанием", reason=words) for row in fresh]
    decided(campaign=campaign, rows=fresh, steps=steps, actor=actor, now=now)
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
    campaign, rows = reviewed(campaign=campaign, row_ids=row_ids, actor=actor)
    ground = rules_from_dict(campaign.rules).ground(refusal.ground)
    words = bounded_text(refusal.remark, limit=MAX_REMARK, name="Пояснение", field="remark")
    fresh = [row for row in rows if row.state != RowState.REFUSED]
    ensure_edge(fresh, RowState.REFUSED)
    for row in fresh:
        row.state, row.refusal_ground, row.remark = RowState.REFUSED, ground.code, words
        row.updated_at = now
    reason = f"{ground.words}. {words}".rstrip(". ")
    steps = [Step(row, "row.refuse", f"Отклонена: {ground.words}", reason=reason) for row in fresh]
    decided(campaign=campaign, rows=fresh, steps=steps, actor=actor, now=now)
    return rows


def _remark(text: str) -> str:
    words = bounded_text(text, limit=MAX_REMARK, name="Замечание", field="remark")
    if not words:
        message = "Напишите замечание: автор увидит, что исправить."
        raise RuleViolation("campaign.no_remark", message, "remark")
    return words
