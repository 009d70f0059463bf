"""Locks, rights and states that every action of campaigns asks first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mezhgorod.campaigns.models import Campaign, ProposedRow, Submission
from mezhgorod.campaigns.queries import campaign_subject, submission_subject
from mezhgorod.campaigns.rules import (
    CAMPAIGN_TRANSITIONS,
    EDITABLE_STATES,
    PROPOSE,
    RUN_CAMPAIGN,
    SUBMISSION_TRANSITIONS,
    CampaignState,
    SubmissionState,
)
from mezhgorod.registry.rules import Actor, Right, RuleViolation, ensure_may

_CLOSED = {
    CampaignState.PREPARING: "Сбор предложений ещё не открыт. Дирекция откроет его {opens}.",
    CampaignState.CLOSED: (
        "Сбор предложений закрыт: строки больше не принимаются. Если их нужно дополнить, "
        "попросите дирекцию открыть сбор снова."
    ),
    CampaignState.CONSOLIDATED: (
        "Сбор предложений завершён: проект плана собран. Изменения проекта вносит дирекция."
    ),
}
_WAITING = {
    SubmissionState.IN_APPROVAL: (
        "Предложения на внутреннем согласовании. Чтобы править строки, верните их в черновик."
    ),
    SubmissionState.SUBMITTED: (
        "Предложения уже направлены. Чтобы править строки, отзовите предложения."
    ),
    SubmissionState.ACCEPTED: (
        "Предложения уже рассмотрены. Если нужна правка, попросите дирекцию вернуть строку."
    ),
}


def locked_campaign(campaign: Campaign, *, actor: Actor) -> Campaign:
    """Return a campaign locked for its coordinator.

    Raises:
        RuleViolation: the person does not run this campaign.
    """
    ensure_may(actor, RUN_CAMPAIGN, campaign_subject(campaign))
    return (
        Campaign.objects.select_for_update(of=("self",))
        .select_related("owner", "plan", "source_plan")
        .get(pk=campaign.pk)
    )


def locked_submission(
    submission: Submission, *, actor: Actor, right: Right = PROPOSE
) -> Submission:
    """Return a submission locked for its party; a closed campaign refuses in clear words.

    The campaign is locked first: what passed here is written before it closes, or refused.

    Raises:
        RuleViolation: no right, or the campaign is not open.
    """
    hold_campaign(submission.campaign_id)
    locked = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("campaign__plan", "campaign__source_plan", "campaign__owner", "party")
        .get(pk=submission.pk)
    )
    subject = submission_subject(locked)
    ensure_may(actor, right.at_any_time(), subject)
    ensure_open(locked.campaign)
    ensure_may(actor, right, subject)
    return locked


def hold_campaign(pk: int) -> None:
    """Lock a campaign. Everybody locks in one order: campaign, submissions by number, rows."""
    Campaign.objects.select_for_update(of=("self",)).only("pk").get(pk=pk)


def ensure_open(campaign: Campaign) -> None:
    """Refuse what parties do outside the time of a campaign, in words that say what to do."""
    if campaign.state != CampaignState.OPEN:
        words = _CLOSED[CampaignState(campaign.state)]
        message = words.format(opens=campaign.opens_on.strftime("%d.%m.%Y"))
        raise RuleViolation("campaign.not_open", message)


def ensure_editable(submission: Submission) -> None:
    """Refuse changes of rows that wait for somebody else."""
    if submission.state not in EDITABLE_STATES:
        message = _WAITING[SubmissionState(submission.state)]
        raise RuleViolation("campaign.sent_already", message)


def ensure_reviewed(campaign: Campaign) -> None:
    """Refuse decisions on rows before a campaign opens and after its plan is a draft."""
    if campaign.state not in {CampaignState.OPEN, CampaignState.CLOSED}:
        message = "Решать о строках можно, пока сбор идёт или закрыт, а проект ещё не собран."
        raise RuleViolation("campaign.not_reviewed", message)


def moved_campaign(campaign: Campaign, state: CampaignState, now: datetime) -> Campaign:
    """Bring a campaign into its next state along an allowed edge."""
    current = CampaignState(campaign.state)
    if state not in CAMPAIGN_TRANSITIONS[current]:
        message = f"Сейчас сбор в состоянии «{current.label}». Обновите страницу."
        raise RuleViolation("campaign.state", message)
    campaign.state, campaign.updated_at = state, now
    campaign.save()
    return campaign


def move_submission(submission: Submission, state: SubmissionState) -> None:
    """Bring a submission into its next state along an allowed edge; the caller saves."""
    current = SubmissionState(submission.state)
    if current == state:
        return
    if state not in SUBMISSION_TRANSITIONS[current]:
        message = f"Предложения в состоянии «{current.label}». Обновите страницу."
        raise RuleViolation("submission.state", message)
    submission.state = state


def touch(submission: Submission, now: datetime) -> None:
    """Save a changed submission: its number grows, the wall shows when something happened."""
    submission.revision += 1
    submission.touched_at = now
    submission.save()


def row_of(submission: Submission, row_id: int) -> ProposedRow:
    """Return a row of this submission.

    Raises:
        RuleViolation: it is not there.
    """
    row = submission.rows.filter(pk=row_id).first()
    if row is None:
        message = "Такой строки в этих предложениях нет. Обновите страницу."
        raise RuleViolation("campaign.no_row", message)
    return row


def rows_of_campaign(campaign: Campaign, row_ids: Sequence[int]) -> list[ProposedRow]:
    """Return rows of a campaign, locked, in the order they are shown; all of them or a refusal."""
    wanted = ProposedRow.objects.filter(submission__campaign=campaign, pk__in=set(row_ids))
    # The order of locks is that of `hold_campaign`; in another one two would wait for ever.
    locked = Submission.objects.select_for_update(of=("self",))
    list(locked.filter(pk__in=wanted.values("submission")).order_by("pk").values_list("pk"))
    rows = list(
        wanted.select_for_update(of=("self",))
        .select_related("submission__party", "submission__campaign")
        .order_by("submission__party__name", "position")
    )
    if not rows or len(rows) != len(set(row_ids)):
        message = "Отметьте строки этого сбора: часть их уже недоступна. Обновите страницу."
        raise RuleViolation("campaign.no_row", message)
    return rows
