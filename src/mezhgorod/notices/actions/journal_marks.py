"""The journal read on: every entry of some actions is taken up once, by a mark of its own."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from mezhgorod.notices.actions.clocks import locked_clock
from mezhgorod.registry.models import AuditEntry

# A step that began earlier may still be writing: nobody waits longer for a step to end.
_SETTLED_AFTER = timedelta(minutes=10)
# After a long standstill nobody is told what happened long ago.
_TOLD_WITHIN = timedelta(days=14)
_AT_A_TIME = 1_000


def take_entries(
    *,
    mark: str,
    actions: Collection[str],
    now: datetime,
    owner_id: int | None = None,
    quiet: timedelta | None = None,
    longest: timedelta | None = None,
) -> list[AuditEntry]:
    """Return the entries of some actions behind a mark and move the mark behind them.

    Call it inside the transaction that writes what follows from them: a killed process neither
    loses nor doubles an entry.

    Args:
        mark: the name of the mark, at most 40 characters.
        owner_id: only what happened in the affairs of this owner.
        quiet: wait until nothing has been done for so long, at most `longest` after the first.
    """
    clock = locked_clock(mark)
    rows = AuditEntry.objects.filter(
        pk__gt=clock.last_id, action__in=actions, at__gte=now - _TOLD_WITHIN
    )
    if owner_id is not None:
        rows = rows.filter(owner=owner_id)
    found = list(rows.order_by("pk")[:_AT_A_TIME])
    if found and quiet is not None and longest is not None:
        times = [one.at for one in found]
        if max(times) > now - quiet and min(times) > now - longest:
            return []
    settled: list[AuditEntry] = []
    for one in found:
        if one.at > now - _SETTLED_AFTER:
            break
        settled.append(one)
    if settled:
        clock.last_id = settled[-1].pk
        clock.save(update_fields=["last_id"])
    return settled
