"""Background tasks of notices: letters leave, and every minute what is due is looked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from mezhgorod.notices.actions.clocks import held_clock
from mezhgorod.notices.actions.daily import do_daily_work, write_weekly_digests
from mezhgorod.notices.actions.regular import do_regular_work
from mezhgorod.notices.actions.sending import due_letters, mark_orphans, send_due
from mezhgorod.notices.actions.telling import tell_changes
from mezhgorod.notices.actions.telling_plans import tell_plans

_TICK = "tick"


@dataclass(frozen=True, slots=True)
class Tick:
    """What one look at the clock has done."""

    orphans: int
    written: int
    is_sending: bool


@task()
def send_waiting() -> None:
    """Send the letters that are due."""
    send_due(clock=_clock)


def start_sending(*, now: datetime) -> bool:
    """Put the sending of what is due into the queue; one waiting task is enough."""
    if not due_letters(now=now).exists():
        return False
    waiting = DBTaskResult.objects.filter(task_path=send_waiting.module_path, status="READY")
    if not waiting.exists():
        send_waiting.enqueue()
    return True


def tick(*, now: datetime) -> Tick | None:
    """Do everything that is due now, None when another process is doing it.

    A standstill is caught up with in one tick: nothing is done twice for the time that was missed.
    """
    with held_clock(_TICK, now=now) as is_ours:
        if not is_ours:
            return None
        orphans = mark_orphans(now=now)
        written = tell_changes(now=now)
        written += tell_plans(now)
        written += do_regular_work(now=now)
        written += do_daily_work(now=now)
        written += write_weekly_digests(now=now)
        return Tick(orphans, written, start_sending(now=now))


def _clock() -> datetime:
    return datetime.now(tz=UTC)
