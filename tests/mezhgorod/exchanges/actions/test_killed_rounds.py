"""A process killed while it runs a round: all of it is written or nothing; again, it works."""

import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings
from tests.factories.killed import POINTS
from tests.factories.people import acting, make_user
from tests.factories.rounds import NOW, closed, consolidated, filled, opened, planned, response_of
from tests.mezhgorod.exchanges.actions.test_taking_files import workbook_of

from mezhgorod.exchanges.actions.taking_files import SentFile, queue_files
from mezhgorod.exchanges.models import ExchangeRound
from mezhgorod.registry.rules import Role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
Ids = dict[str, Any]


def to_open() -> Ids:
    found = planned()
    # The killed process opens it months later.
    ExchangeRound.objects.update(due_on="2027-12-31")
    return {"round": found.pk}


def to_close() -> Ids:
    return {"round": opened().pk}


def to_accept() -> Ids:
    found = opened()
    return {"round": found.pk, "answers": [one.pk for one in filled(found)]}


def to_consolidate() -> Ids:
    return {"round": closed().pk}


def to_publish() -> Ids:
    return {"round": consolidated().pk}


def to_take_files() -> Ids:
    found = opened("Псков")
    book = workbook_of(response_of(found, "Псков"), {"tariff.cold": 30})
    by = acting(make_user("directorate", Role.DIRECTORATE, owner=found.exchange.owner))
    file = SentFile("Псков.xlsx", io.BytesIO(book))
    queue_files(found=found, files=[file], actor=by, now=NOW, start=lambda _: None)
    return {"round": found.pk}


@pytest.mark.parametrize(
    ("act", "prepare"),
    [
        pytest.param("open_round", to_open, marks=pytest.mark.thorough),
        pytest.param("close_round", to_close, marks=pytest.mark.thorough),
        pytest.param("accept_answers", to_accept, marks=pytest.mark.thorough),
        ("consolidate_round", to_consolidate),
        ("publish_round", to_publish),
        ("take_files", to_take_files),
    ],
)
def test_killed_at_any_point_it_is_all_or_nothing_and_can_be_done_again(
    act: str, prepare: Callable[[], Ids], tmp_path: Path, settings: Settings
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the database is copied as a file")
    ids = prepare()
    database = tmp_path / "prepared.sqlite3"
    with sqlite3.connect(database) as copy:
        connection.connection.backup(copy)

    files = Path(settings.MEDIA_ROOT)
    if files.is_dir():
        shutil.copytree(files, tmp_path / "files")

    found = attacked(act, ids, database)

    assert found["wrong"] == []
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
    told: dict[str, Any] = json.loads(done.stdout)
    return told
