"""Actions killed in the middle: one fresh copy of a database per point, a process per attempt.

Runs as a program of its own (`python -m tests.factories.killed`), so that a killed process is not
the one that tests. It reads what to do from its input and writes what it saw, both as JSON.
"""

import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

POINTS = 6
FEW_POINTS = 3
TIMERS = (0.01,)
_REFUSED = 7
# Done once more these are new deeds: further papers with numbers of their own.
_ANEW = frozenset({"make_papers"})


def act(name: str, ids: dict[str, Any]) -> None:
    """Do one action; everything it is about is given by numbers."""
    from uuid import UUID  # noqa: PLC0415 -- Django is set up after this file is read

    from tests.factories.approvals import AMENDING, APPROVAL, GROUNDS, LATER, rows_of  # noqa: PLC0415
    from tests.factories.papers import CITY, make_batch  # noqa: PLC0415

    from mezhgorod.campaigns.actions import accept_rows, consolidate  # noqa: PLC0415
    from mezhgorod.campaigns.models import Campaign  # noqa: PLC0415
    from mezhgorod.exchanges import actions as rounds  # noqa: PLC0415
    from mezhgorod.exchanges.actions.taking_files import take_waiting  # noqa: PLC0415
    from mezhgorod.exchanges.models import ExchangeRound  # noqa: PLC0415
    from mezhgorod.outcomes.models import HeldEvent  # noqa: PLC0415
    from mezhgorod.papers.models import PaperTemplateVersion  # noqa: PLC0415
    from mezhgorod.planning.actions.approval.amendments import approve_amendment  # noqa: PLC0415
    from mezhgorod.planning.actions.approval.approving import Seen, approve_plan  # noqa: PLC0415
    from mezhgorod.planning.actions.changes.changing import postpone  # noqa: PLC0415
    from mezhgorod.planning.actions.rows.undoing import undo_last_change  # noqa: PLC0415
    from mezhgorod.planning.actions.years.next_plan import make_next_plan  # noqa: PLC0415
    from mezhgorod.planning.models import Amendment, Plan  # noqa: PLC0415
    from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415
    from mezhgorod.reporting.actions.reading import confirm_all_sure  # noqa: PLC0415
    from mezhgorod.reporting.actions.writing import (  # noqa: PLC0415
        ReportApproval,
        approve_report,
        freeze_report,
    )
    from mezhgorod.reporting.models import AnnualReport, Report  # noqa: PLC0415
    from planbook.dates import Period  # noqa: PLC0415

    by = {"actor": SYSTEM, "now": LATER}
    written = Report.objects.filter(pk=ids.get("report")).first()
    plan = Plan.objects.select_related("owner").filter(pk=ids.get("plan")).first()
    campaign = Campaign.objects.filter(pk=ids.get("campaign")).first()
    found = ExchangeRound.objects.select_related("exchange__owner", "form").filter(
        pk=ids.get("round")
    )
    acts: dict[str, Callable[[], object]] = {
        "open_round": lambda: rounds.open_round(found=found.get(), **by),
        "close_round": lambda: rounds.close_round(found=found.get(), **by),
        "accept_answers": lambda: rounds.accept_responses(
            found=found.get(), response_ids=ids["answers"], **by
        ),
        "consolidate_round": lambda: rounds.consolidate_round(found=found.get(), **by),
        "publish_round": lambda: rounds.publish_round(found=found.get(), **by),
        "take_files": lambda: take_waiting(found=found.get(), clock=lambda: LATER),
        "accept": lambda: accept_rows(campaign=campaign, row_ids=ids["rows"], **by),
        "consolidate": lambda: consolidate(campaign=campaign, **by),
        "approve": lambda: approve_plan(
            plan=plan, approval=APPROVAL, seen=Seen(ids["revision"]), **by
        ),
        "amend": lambda: approve_amendment(
            amendment=Amendment.objects.get(pk=ids["amendment"]),
            approval=AMENDING,
            seen_change=ids["change"],
            **by,
        ),
        "postpone": lambda: postpone(
            item=rows_of(plan)[0], wording="29 мая", grounds=GROUNDS, **by
        ),
        "undo": lambda: undo_last_change(plan=plan, batch=UUID(ids["batch"]), **by),
        "next": lambda: make_next_plan(
            plan=plan, period=Period.from_edtf("2024"), chosen=[0, 1, 2], **by
        ),
        "confirm_all_sure": lambda: confirm_all_sure(
            report=AnnualReport.objects.get(pk=ids["read"]), **by
        ),
        "freeze_report": lambda: freeze_report(report=written, seen=ids["seen"], **by),
        "approve_report": lambda: approve_report(
            report=written, approval=ReportApproval(is_without_body=True), seen=ids["seen"], **by
        ),
        "make_papers": lambda: make_batch(
            HeldEvent.objects.get(pk=ids["held"]),
            *[CITY] * 2,
            version=PaperTemplateVersion.objects.get(pk=ids["template"]),
        ),
    }
    acts[name]()


def contents(database: Path) -> list[str]:
    """Everything in a database, as statements."""
    with sqlite3.connect(database) as connection:
        return list(connection.iterdump())


def counts(database: Path) -> dict[str, int]:
    """How many rows every table has."""
    with sqlite3.connect(database) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in tables.fetchall()
        }


class Killer:
    """Counts statements, the commit too, and kills its own process at one of them."""

    def __init__(self, point: int) -> None:
        self.point = point
        self.count = 0

    def __call__(self, statement: str) -> None:
        self.count += 1
        if self.count == self.point:
            os.kill(os.getpid(), signal.SIGKILL)


def attempt(name: str, ids: dict[str, Any], database: Path, setting: dict[str, Any]) -> int:
    """Do an action in a process of its own; return how it ended, below 0 where it was killed."""
    child = os.fork()
    if child == 0:
        os._exit(_in_child(name, ids, database, setting))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def undisturbed(name: str, ids: dict[str, Any], database: Path) -> int:
    """Do an action here, so that later processes find everything read in; count its statements."""
    from django.db import connection  # noqa: PLC0415 -- Django is set up after this file is read

    killer = _watch(database, 0)
    act(name, ids)
    connection.close()
    return killer.count


def _watch(database: Path, point: int) -> Killer:
    from django.db import connection  # noqa: PLC0415 -- Django is set up after this file is read

    connection.settings_dict["NAME"] = str(database)
    connection.ensure_connection()
    killer = Killer(point)
    connection.connection.set_trace_callback(killer)
    return killer


def _in_child(name: str, ids: dict[str, Any], database: Path, setting: dict[str, Any]) -> int:
    from mezhgorod.registry.rules import RuleViolation  # noqa: PLC0415 -- Django is set up later

    _watch(database, setting.get("point", 0))
    after = setting.get("after", 0)
    if after:
        signal.setitimer(signal.ITIMER_REAL, after)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    try:
        act(name, ids)
    except RuleViolation:
        return _REFUSED
    return 0


def fresh(prepared: Path) -> Path:
    """Return a new copy of the prepared database, without what is left of the one before."""
    work = prepared.with_name("work.sqlite3")
    for one in prepared.parent.glob("work.sqlite3*"):
        one.unlink(missing_ok=True)
    shutil.copy(prepared, work)
    return work


def attack(
    name: str,
    ids: dict[str, Any],
    prepared: Path,
    times: int = POINTS,
    timers: tuple[float, ...] = TIMERS,
) -> dict[str, Any]:
    """Kill an action at points spread over it; return what was wrong and how often it died."""
    before = contents(prepared)
    work = fresh(prepared)
    count = undisturbed(name, ids, work)
    done = counts(work)
    wrong = [] if done != counts(prepared) else ["nothing was done"]
    points = sorted({1 + round(n * (count - 1) / (times - 1)) for n in range(times)})
    deaths = untouched = 0
    for setting in [{"point": one} for one in points] + [{"after": one} for one in timers]:
        work = fresh(prepared)
        code = attempt(name, ids, work, setting)
        deaths += code < 0
        is_untouched = contents(work) == before
        untouched += is_untouched
        if not is_untouched and counts(work) != done:
            wrong.append(f"{setting}: half written")
        code = attempt(name, ids, work, {})
        if not is_untouched and name in _ANEW and code == 0:
            continue
        if code not in ({0} if is_untouched else {0, _REFUSED}) or counts(work) != done:
            wrong.append(f"{setting}: repeating gives {code}")
    return {"wrong": wrong, "statements": count, "deaths": deaths, "untouched": untouched}


def main() -> None:
    """Attack the action named in the task, or each of several on the same database."""
    import django  # noqa: PLC0415 -- settings first

    django.setup()
    task = json.load(sys.stdin)
    database = Path(task["database"])
    found = {
        name: attack(name, ids, database, FEW_POINTS, ())
        for name, ids in task.get("acts", {}).items()
    }
    json.dump(found or attack(task["act"], task["ids"], database), sys.stdout)


if __name__ == "__main__":
    main()
