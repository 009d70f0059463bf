"""Every edge of the three machines stands in the table, and nothing else."""

from itertools import pairwise

import pytest

from mezhgorod.campaigns.rules import (
    CAMPAIGN_TRANSITIONS,
    DECIDED_ROWS,
    EDITABLE_ROWS,
    ROW_TRANSITIONS,
    SUBMISSION_TRANSITIONS,
    CampaignState,
    RowState,
    SubmissionState,
)


@pytest.mark.parametrize(
    ("table", "states"),
    [
        (CAMPAIGN_TRANSITIONS, CampaignState),
        (SUBMISSION_TRANSITIONS, SubmissionState),
        (ROW_TRANSITIONS, RowState),
    ],
)
def test_each_state_says_where_it_leads(table, states) -> None:  # type: ignore[no-untyped-def]
    assert set(table) == set(states)
    assert {target for targets in table.values() for target in targets} <= set(states)


@pytest.mark.parametrize(
    "way",
    [
        "not_started draft submitted accepted",
        "not_started draft in_approval submitted returned submitted accepted",
        "not_started nothing draft in_approval draft",
        "draft submitted draft nothing returned",
    ],
)
def test_ways_of_a_submission(way: str) -> None:
    states = [SubmissionState(one) for one in way.split()]
    assert all(after in SUBMISSION_TRANSITIONS[before] for before, after in pairwise(states))


@pytest.mark.parametrize(
    "way",
    [
        "draft submitted returned submitted accepted included",
        "draft submitted refused submitted merged submitted",
        "draft dropped draft removed draft",
    ],
)
def test_ways_of_a_row(way: str) -> None:
    states = [RowState(one) for one in way.split()]
    assert all(after in ROW_TRANSITIONS[before] for before, after in pairwise(states))


def test_what_is_in_the_plan_stays_there() -> None:
    assert ROW_TRANSITIONS[RowState.ACCEPTED] == {RowState.INCLUDED}
    assert ROW_TRANSITIONS[RowState.INCLUDED] == frozenset()
    assert CAMPAIGN_TRANSITIONS[CampaignState.CONSOLIDATED] == frozenset()


def test_a_row_is_editable_decided_or_waits() -> None:
    assert set(RowState) - EDITABLE_ROWS - DECIDED_ROWS == {RowState.SUBMITTED}
