"""The way of a submission on the side of its party: approved inside, sent, taken back, empty."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from mezhgorod.campaigns.actions.guards import (
    locked_submission,
    move_submission,
    touch,
)
from mezhgorod.campaigns.actions.journal import Step, tell, tell_steps
from mezhgorod.campaigns.actions.outcomes import NotReady
from mezhgorod.campaigns.actions.settling import settle
from mezhgorod.campaigns.models import ProposedRow, Submission
from mezhgorod.campaigns.queries import due_day, problems_of
from mezhgorod.campaigns.rules import (
    CONFIRM,
    EDITABLE_ROWS,
    MAX_REMARK,
    RowChoice,
    RowState,
    SubmissionState,
    bounded_text,
)
from mezhgorod.registry.actions.links import issue_link
from mezhgorod.registry.models import PersonalLink
from mezhgorod.registry.rules import Actor, RuleViolation

# A superior may be on leave: the link outlives the deadline, the campaign decides anyway.
_LINK_DAYS = timedelta(days=30)
_SENT = frozenset({SubmissionState.SUBMITTED, SubmissionState.ACCEPTED})


@transaction.atomic
def send_submission(*, submission: Submission, actor: Actor, now: datetime) -> Submission:
    """Send the rows of a party to the coordinator; sending twice does nothing.

    Raises:
        NotReady: rows lack something; all of it at once.
        RuleViolation: no right, campaign closed, somebody must approve inside first.
    """
    submission = locked_submission(submission, actor=actor)
    if submission.state in _SENT:
        return submission
    if submission.state == SubmissionState.IN_APPROVAL:
        message = (
            "Предложения на внутреннем согласовании: их направит тот, кто согласует. "
            "Чтобы направить самим, сначала верните их в черновик."
        )
        raise RuleViolation("campaign.in_approval", message)
    return _sent(submission, "Предложения направлены", actor, now)


@transaction.atomic
def ask_internal_approval(
    *, submission: Submission, actor: Actor, now: datetime, label: str = ""
) -> PersonalLink:
    """Give a personal link by which a superior reads and approves the rows before they are sent.

    Args:
        label: for whom the link is, as its owner calls it.

    Raises:
        NotReady, RuleViolation: as `send_submission`.
    """
    submission = locked_submission(submission, actor=actor)
    _ensure_ready(submission)
    if submission.state != SubmissionState.IN_APPROVAL:
        if submission.state in {SubmissionState.NOT_STARTED, SubmissionState.NOTHING}:
            move_submission(submission, SubmissionState.DRAFT)
        move_submission(submission, SubmissionState.IN_APPROVAL)
        touch(submission, now)
        _tell(submission, "submission.ask", "Отправлено на внутреннее согласование", actor, now)
    name = bounded_text(label, limit=200, name="Кому", field="label")
    return issue_link(
        actor=actor,
        now=now,
        right=CONFIRM,
        object_id=submission.pk,
        owner=submission.campaign.owner,
        party=submission.party,
        label=f"Согласование: {name or submission.party.spoken_name}",
        expires_at=max(now, _evening(submission, now)) + _LINK_DAYS,
    )


@transaction.atomic
def approve_internally(*, submission: Submission, actor: Actor, now: datetime) -> Submission:
    """A superior approves: the rows go to the coordinator; approving twice does nothing.

    Raises:
        NotReady, RuleViolation: as `send_submission`.
    """
    submission = locked_submission(submission, actor=actor, right=CONFIRM)
    if submission.state in _SENT:
        return submission
    _ensure_in_approval(submission)
    return _sent(submission, "Предложения согласованы и направлены", actor, now)


@transaction.atomic
def decline_internally(
    *, submission: Submission, remark: str, actor: Actor, now: datetime
) -> Submission:
    """A superior does not approve: the rows are drafts again, with a remark.

    Raises:
        RuleViolation: no right, campaign closed, no remark.
    """
    submission = locked_submission(submission, actor=actor, right=CONFIRM)
    _ensure_in_approval(submission)
    words = bounded_text(remark, limit=MAX_REMARK, name="Замечание", field="remark")
    if not words:
        message = "Напишите, что исправить: замечание увидит тот, кто готовил строки."
        raise RuleViolation("campaign.no_remark", message, "remark")
    move_submission(submission, SubmissionState.DRAFT)
    submission.remark = words
    touch(submission, now)
    _tell(submission, "submission.decline", "Не согласовано внутри", actor, now, words)
    return submission


@transaction.atomic
def withdraw_submission(*, submission: Submission, actor: Actor, now: datetime) -> Submission:
    """Take rows back that nobody has decided yet, from the coordinator or from the superior.

    Raises:
        RuleViolation: no right, campaign closed, all rows are decided already.
    """
    submission = locked_submission(submission, actor=actor)
    if submission.state == SubmissionState.DRAFT:
        return submission
    rows = list(submission.rows.filter(state__in=(RowState.SUBMITTED, RowState.DROPPED)))
    if submission.state != SubmissionState.IN_APPROVAL and not rows:
        message = "Отзывать нечего: все строки уже рассмотрены."
        raise RuleViolation("campaign.decided", message)
    move_submission(submission, SubmissionState.DRAFT)
    submission.submitted_at = None
    _move_rows(rows, RowState.DRAFT, now)
    steps = [Step(row, "row.withdraw", "Строка отозвана автором") for row in rows]
    tell_steps(steps, owner_id=submission.campaign.owner_id, actor=actor, now=now)
    touch(submission, now)
    _tell(submission, "submission.withdraw", "Предложения отозваны", actor, now)
    return submission


@transaction.atomic
def nothing_to_propose(
    *, submission: Submission, reason: str, actor: Actor, now: datetime
) -> Submission:
    """Answer that there is nothing to propose; drafts stay and are not sent.

    Raises:
        RuleViolation: no right, campaign closed, rows were sent already.
    """
    submission = locked_submission(submission, actor=actor)
    words = bounded_text(reason, limit=MAX_REMARK, name="Пояснение", field="reason")
    if submission.state == SubmissionState.NOTHING:
        return submission
    move_submission(submission, SubmissionState.NOTHING)
    submission.nothing_reason = words
    submission.submitted_at, submission.submitted_by_id = now, actor.user_id
    touch(submission, now)
    _tell(submission, "submission.nothing", "Ответ: предложений нет", actor, now, words)
    return submission


@transaction.atomic
def resume_submission(*, submission: Submission, actor: Actor, now: datetime) -> Submission:
    """Go on writing after «предложений нет».

    Raises:
        RuleViolation: no right, campaign closed.
    """
    submission = locked_submission(submission, actor=actor)
    if submission.state != SubmissionState.NOTHING:
        return submission
    move_submission(submission, SubmissionState.DRAFT)
    submission.nothing_reason, submission.submitted_at = "", None
    touch(submission, now)
    _tell(submission, "submission.resume", "Предложения снова готовятся", actor, now)
    return submission


def _sent(submission: Submission, summary: str, actor: Actor, now: datetime) -> Submission:
    _ensure_ready(submission)
    rows = list(submission.rows.filter(state__in=EDITABLE_ROWS).order_by("position"))
    dropped = [row for row in rows if row.choice == RowChoice.DROP]
    kept = [row for row in rows if row.choice != RowChoice.DROP]
    _move_rows(dropped, RowState.DROPPED, now)
    _move_rows(kept, RowState.SUBMITTED, now)
    steps = [
        *(Step(row, "row.send", "Строка направлена", after={"cells": row.cells}) for row in kept),
        *(Step(row, "row.drop", "Строка прошлого плана не повторяется") for row in dropped),
    ]
    tell_steps(steps, owner_id=submission.campaign.owner_id, actor=actor, now=now)
    if submission.state in {SubmissionState.NOT_STARTED, SubmissionState.NOTHING}:
        move_submission(submission, SubmissionState.DRAFT)
    move_submission(submission, SubmissionState.SUBMITTED)
    submission.submitted_at, submission.submitted_by_id = now, actor.user_id
    submission.remark = ""
    settle([submission], now=now)
    _tell(submission, "submission.send", f"{summary}: строк {len(kept)}", actor, now)
    return submission


def _ensure_ready(submission: Submission) -> None:
    problems = tuple(one for one in problems_of(submission=submission) if one.is_strict)
    if problems:
        raise NotReady(problems)


def _ensure_in_approval(submission: Submission) -> None:
    if submission.state != SubmissionState.IN_APPROVAL:
        message = "Согласовывать нечего: предложения сейчас не на согласовании."
        raise RuleViolation("campaign.not_in_approval", message)


def _move_rows(rows: list[ProposedRow], state: RowState, now: datetime) -> None:
    ids = [row.pk for row in rows]
    for row in rows:
        row.state, row.updated_at = state, now
    ProposedRow.objects.filter(pk__in=ids).update(state=state, updated_at=now)


def _evening(submission: Submission, now: datetime) -> datetime:
    day = due_day(submission)
    return now.replace(year=day.year, month=day.month, day=day.day)


def _tell(
    submission: Submission,
    action: str,
    summary: str,
    actor: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    tell(submission, action=action, summary=summary, actor=actor, now=now, reason=reason)
