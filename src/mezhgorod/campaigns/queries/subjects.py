"""Campaigns and submissions as subjects of rights."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from mezhgorod.campaigns.models import Campaign, Submission
from mezhgorod.campaigns.rules import (
    CONFIRM,
    PROPOSE,
    SEE_SUBMISSION,
    WAITED_STATES,
    CampaignState,
    SubmissionState,
)
from mezhgorod.registry.rules import Actor, Right, Subject, may


def campaign_subject(campaign: Campaign) -> Subject:
    """Return a campaign as far as rights depend on it."""
    return Subject(owner_id=campaign.owner_id, object_id=campaign.pk, state=campaign.state)


def submission_subject(submission: Submission) -> Subject:
    """Return the submission of a party as far as rights depend on it."""
    return Subject(
        owner_id=submission.campaign.owner_id,
        party_id=submission.party_id,
        object_id=submission.pk,
        state=submission.campaign.state,
    )


def may_see_submission(*, actor: Actor, submission: Submission) -> bool:
    """Return whether somebody may read the rows of a party: by role or by a link of any task."""
    if submission.campaign.state == CampaignState.PREPARING:
        rights: tuple[Right, ...] = (SEE_SUBMISSION,)
    else:
        rights = (SEE_SUBMISSION, PROPOSE.at_any_time(), CONFIRM.at_any_time())
    subject = submission_subject(submission)
    return any(may(actor, right, subject) for right in rights)


def due_day(submission: Submission) -> date:
    """Return by when a party answers: the day of the campaign or its own later one."""
    return submission.due_on or submission.campaign.due_on


def days_late(*, submission: Submission, today: date) -> int:
    """Return how many days after its day a party has answered, or has not; 0 in time."""
    if not is_late(submission=submission, today=today):
        return 0
    came = submission.submitted_at
    day = today if came is None else timezone.localdate(came)
    return (day - due_day(submission)).days


def is_late(*, submission: Submission, today: date) -> bool:
    """Return whether a party has not answered in time, or answered after the day."""
    due = due_day(submission)
    if submission.state in WAITED_STATES and submission.state != SubmissionState.RETURNED:
        return today > due
    return submission.submitted_at is not None and timezone.localdate(submission.submitted_at) > due
