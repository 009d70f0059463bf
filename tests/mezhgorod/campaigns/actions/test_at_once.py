"""The directorate decides while the city takes back: threads with connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.factories.campaigns import (
    NOW,
    contact,
    opened,
    pskov,
    runner,
    submission_of,
    typed,
    vologda,
)

from mezhgorod.campaigns.actions import (
    accept_rows,
    return_submission,
    send_submission,
    withdraw_submission,
)
from mezhgorod.campaigns.models import ProposedRow, Submission
from mezhgorod.campaigns.rules import RowState, SubmissionState
from mezhgorod.registry.rules import RuleViolation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TIMES = 5


def at_once(*actions: Callable[[], object]) -> int:
    """Run all at the same moment; return how many were refused. Any other fault is raised."""
    start = Barrier(len(actions))

    def run(action: Callable[[], object]) -> bool:
        try:
            start.wait()
            action()
        except RuleViolation:
            return True
        finally:
            connection.close()
        return False

    with ThreadPoolExecutor(len(actions)) as pool:
        return sum(pool.map(run, actions))


def sent() -> tuple[Submission, list[int]]:
    """Three rows that Vologda has just sent; Pskov is invited too."""
    submission = submission_of(opened(vologda(), pskov()), vologda())
    city = contact(vologda())
    rows = [typed(submission, actor=city).pk for _ in range(3)]
    return send_submission(submission=submission, actor=city, now=NOW), rows


@pytest.mark.parametrize("time", range(TIMES))
def test_accepting_and_withdrawing_at_once_leaves_one_of_both(time: int) -> None:
    submission, rows = sent()

    refused = at_once(
        lambda: accept_rows(campaign=submission.campaign, row_ids=rows, actor=runner(), now=NOW),
        lambda: withdraw_submission(submission=submission, actor=contact(vologda()), now=NOW),
    )

    submission.refresh_from_db()
    states = {submission.state, *ProposedRow.objects.values_list("state", flat=True)}
    assert refused == 1
    assert states in (
        {SubmissionState.ACCEPTED, RowState.ACCEPTED},
        {SubmissionState.DRAFT, RowState.DRAFT},
    )


@pytest.mark.parametrize("time", range(TIMES))
def test_returning_and_withdrawing_at_once_leaves_one_of_both(time: int) -> None:
    submission, _ = sent()

    at_once(
        lambda: return_submission(
            submission=submission, remark="Уточните срок", actor=runner(), now=NOW
        ),
        lambda: withdraw_submission(submission=submission, actor=contact(vologda()), now=NOW),
    )

    submission.refresh_from_db()
    rows = set(ProposedRow.objects.values_list("state", flat=True))
    assert (submission.state, rows) in (
        (SubmissionState.RETURNED, {RowState.RETURNED}),
        (SubmissionState.DRAFT, {RowState.DRAFT}),
    )
