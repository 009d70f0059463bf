"""A process killed in the middle of an action: all of it is written or nothing; again, it works."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.factories.approvals import GROUNDS, NOW, make_draft, rows_of
from tests.factories.campaigns import contact, opened, runner, submission_of, typed, vologda
from tests.factories.killed import POINTS

from mezhgorod.campaigns.actions import accept_rows, close_campaign, send_submission
from mezhgorod.campaigns.models import Campaign
from mezhgorod.planning.actions.approval.approving import submit_for_approval
from mezhgorod.planning.actions.changes.changing import postpone
from mezhgorod.planning.models import Plan, PlanChange
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.rules import SYSTEM

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
Ids = dict[str, Any]


def proposed() -> Ids:
    submission = submission_of(opened(vologda()), vologda())
    city = contact(vologda())
    rows = [typed(submission, actor=city).pk for _ in range(2)]
    send_submission(submission=submission, actor=city, now=NOW)
    return {"campaign": submission.campaign_id, "rows": rows}


def accepted() -> Ids:
    ids = proposed()
    campaign = Campaign.objects.get(pk=ids["campaign"])
    accept_rows(campaign=campaign, row_ids=ids["rows"], actor=runner(), now=NOW)
    close_campaign(campaign=campaign, actor=runner(), now=NOW)
    return ids


def in_review() -> Ids:
    plan = make_draft()
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    return {"plan": plan.pk, "revision": Plan.objects.get().revision}


def published() -> Ids:
    return {"plan": make_draft(PlanState.PUBLISHED).pk}


def changed() -> Ids:
    plan = make_draft(PlanState.PUBLISHED)
    postpone(item=rows_of(plan)[0], wording="12 июня", grounds=GROUNDS, actor=SYSTEM, now=NOW)
    change = PlanChange.objects.latest("pk")
    return {
        "plan": plan.pk,
        "amendment": change.amendment_id,
        "change": change.pk,
        "batch": str(change.batch),
    }


@pytest.mark.parametrize(
    ("act", "prepare"),
    [
        pytest.param("accept", proposed, marks=pytest.mark.thorough),
        pytest.param("consolidate", accepted, marks=pytest.mark.thorough),
        ("approve", in_review),
        ("amend", changed),
        ("postpone", published),
        pytest.param("undo", changed, marks=pytest.mark.thorough),
        pytest.param("next", published, marks=pytest.mark.thorough),
    ],
)
def test_killed_at_any_point_it_is_all_or_nothing_and_can_be_done_again(
    act: str, prepare: Callable[[], Ids], tmp_path: Path
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the database is copied as a file")
    ids = prepare()
    database = tmp_path / "prepared.sqlite3"
    with sqlite3.connect(database) as copy:
        connection.connection.backup(copy)

    found = attacked(act, ids, database)

    assert found["wrong"] == []
    assert found["statements"] > 10
    assert found["deaths"] >= POINTS
    assert found["untouched"] >= POINTS - 1


def attacked(act: str, ids: Ids, database: Path) -> dict[str, Any]:
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mezhgorod.config.settings",
        "MEZHGOROD_DATA_DIR": str(database.parent),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.factories.killed"],
        input=json.dumps({"act": act, "ids": ids, "database": str(database)}),
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))
