"""The state of a submission follows from the states of its rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from mezhgorod.campaigns.models import ProposedRow, Submission
from mezhgorod.campaigns.rules import RowState, SubmissionState

_SETTLED = frozenset(
    {SubmissionState.SUBMITTED, SubmissionState.RETURNED, SubmissionState.ACCEPTED}
)


def settle(submissions: Iterable[Submission], *, now: datetime) -> None:
    """Bring submissions into the state that their rows are in, and save them.

    One with a returned row is returned, one with a row under review is sent, else all is decided.
    What a party has taken back or not sent yet stays as it is.
    """
    chosen = {one.pk: one for one in submissions}
    rows = ProposedRow.objects.filter(submission__in=chosen.values())
    states: dict[int, set[str]] = {pk: set() for pk in chosen}
    for pk, state in rows.values_list("submission_id", "state").distinct().order_by():
        states[pk].add(state)
    for pk, submission in chosen.items():
        if submission.state in _SETTLED:
            submission.state = _state(states[pk])
        submission.revision += 1
        submission.touched_at = now
    Submission.objects.bulk_update(
        chosen.values(),
        ["state", "revision", "touched_at", "remark", "submitted_at", "submitted_by"],
        batch_size=500,
    )


def _state(states: set[str]) -> SubmissionState:
    if RowState.RETURNED in states:
        return SubmissionState.RETURNED
    if states & {RowState.SUBMITTED, RowState.DRAFT}:
        return SubmissionState.SUBMITTED
    return SubmissionState.ACCEPTED
