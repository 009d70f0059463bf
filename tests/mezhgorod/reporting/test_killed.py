"""A process killed while it writes what was held, a report, papers: all of it or nothing."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings
from tests.factories.killed import FEW_POINTS
from tests.factories.outcomes import NOW
from tests.factories.papers import make_template
from tests.factories.read_reports import gold_events, paragraphs
from tests.factories.reports import make_report
from tests.factories.written_reports import draft, held_with, text_part

from mezhgorod.registry.rules import SYSTEM
from mezhgorod.reporting.actions.reading import keep_read_events
from mezhgorod.reporting.actions.writing import freeze_report
from mezhgorod.reporting.models import Report

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.once]


def prepared() -> dict[str, dict[str, Any]]:
    """What each action is about, all in one database."""
    read = make_report(*paragraphs())
    keep_read_events(report=read, events=gold_events()[2:4], now=NOW, actor=SYSTEM)
    held = held_with(read.owner, "Вологда, Шуя")
    part = text_part("Приняли участие {участники:число}.", held)
    waiting, frozen = (draft(part, period=year, owner=read.owner) for year in ("2024", "2025"))
    freeze_report(report=frozen, seen=sequence(frozen), actor=SYSTEM, now=NOW)
    return {
        "confirm_all_sure": {"read": read.pk},
        "freeze_report": {"report": waiting.pk, "seen": sequence(waiting)},
        "approve_report": {"report": frozen.pk, "seen": sequence(frozen)},
        "make_papers": {"held": held.pk, "template": make_template(read.owner).pk},
    }


def sequence(report: Report) -> int:
    return Report.objects.get(pk=report.pk).sequence


def test_killed_at_any_point_it_is_all_or_nothing_and_can_be_done_again(
    tmp_path: Path, settings: Settings
) -> None:
    acts = prepared()
    database = tmp_path / "prepared.sqlite3"
    with sqlite3.connect(database) as copy:
        connection.connection.backup(copy)
    shutil.copytree(settings.MEDIA_ROOT, tmp_path / "files")

    found = attacked(acts, database)

    assert list(found) == list(acts)
    for name, one in found.items():
        assert (name, one["wrong"]) == (name, [])
        assert one["statements"] > 10
        assert one["deaths"] >= FEW_POINTS
        assert one["untouched"] >= FEW_POINTS - 1


def attacked(acts: dict[str, dict[str, Any]], database: Path) -> dict[str, Any]:
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mezhgorod.config.settings",
        "MEZHGOROD_DATA_DIR": str(database.parent),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.factories.killed"],
        input=json.dumps({"acts": acts, "database": str(database)}),
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))
