"""How far regular work has come, and who does it now: never two at once."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.db.models import Q

from mezhgorod.notices.models import Clock

_LONGEST_WORK = timedelta(minutes=10)


def locked_clock(name: str) -> Clock:
    """Return the row of a work, locked until the transaction of the caller ends."""
    Clock.objects.bulk_create([Clock(name=name)], ignore_conflicts=True)
    return Clock.objects.select_for_update(of=("self",)).get(name=name)


@contextmanager
def held_clock(name: str, *, now: datetime) -> Iterator[bool]:
    """Take a work into hands; gives False when another process has it.

    A process that dies holds it for ten minutes at most.
    """
    Clock.objects.bulk_create([Clock(name=name)], ignore_conflicts=True)
    holder = secrets.token_hex(16)
    is_free = Q(held_until__isnull=True) | Q(held_until__lte=now)
    is_ours = bool(
        Clock.objects.filter(is_free, name=name).update(
            holder=holder, held_until=now + _LONGEST_WORK
        )
    )
    try:
        yield is_ours
    finally:
        if is_ours:
            Clock.objects.filter(name=name, holder=holder).update(
                holder="", held_until=None, last_at=now
            )


def release_clock(name: str) -> None:
    """Free a work whose process is known to be gone."""
    Clock.objects.filter(name=name).update(holder="", held_until=None)


def begin_day(name: str, today: date) -> Clock | None:
    """Lock a daily work and mark it as done for a day, None when that day is done.

    Called inside the transaction of the work: both are written or neither. Days that were missed
    are not made up for.
    """
    clock = locked_clock(name)
    if clock.last_on is not None and clock.last_on >= today:
        return None
    return clock
