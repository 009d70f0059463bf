"""Changes of rows become news: those of one row in a short time together, each change once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from mezhgorod.notices.actions.clocks import locked_clock
from mezhgorod.notices.models import Clock, RowNews
from mezhgorod.planning.models import PlanChange

CLOCK = "changes"
_AT_A_TIME = 500
# A step that began earlier may still be writing: nobody waits longer for a step to end.
_SETTLED_AFTER = timedelta(minutes=10)
# After a long standstill nobody is told what happened long ago.
_TOLD_WITHIN = timedelta(days=14)


@transaction.atomic
def gather_changes(*, now: datetime) -> int:
    """Take up the changes that are not news yet and move the mark behind them.

    Everything happens in one transaction, so a killed process neither loses nor doubles a change.

    Returns:
        How many changes were taken up, those that were taken back included.
    """
    clock = locked_clock(CLOCK)
    settled = now - _SETTLED_AFTER
    changes = _new_changes(clock, settled)
    undone = _undone_since(clock, settled)
    waiting = _waiting([*changes, *undone])
    told = _told([*changes, *undone])
    for change in changes:
        if change.at >= now - _TOLD_WITHIN:
            before = told.get((change.plan_id, row_key(change)))
            _join(waiting, change, before.told if before else change.before, change.at)
    for change in undone:
        key = change.plan_id, row_key(change)
        at = change.undone_at or change.at
        if key in waiting:
            _join(waiting, change, None, at)
        elif key in told:
            _join(waiting, change, told[key].told, at)
    _write(waiting.values())
    clock.last_id = changes[-1].pk if changes else clock.last_id
    clock.last_at = settled
    clock.save(update_fields=["last_id", "last_at"])
    return len(changes) + len(undone)


def row_key(change: PlanChange) -> str:
    """Return by what the changes of one row are recognised, empty for none."""
    if change.event_uid is not None:
        return str(change.event_uid)
    return f"item-{change.item_id}" if change.item_id else ""


def _new_changes(clock: Clock, settled: datetime) -> list[PlanChange]:
    """Return what follows the mark, up to the first change that may have neighbours on the way."""
    found = []
    for change in PlanChange.objects.filter(pk__gt=clock.last_id).order_by("pk")[:_AT_A_TIME]:
        if change.at > settled:
            break
        found.append(change)
    return found


def _undone_since(clock: Clock, settled: datetime) -> list[PlanChange]:
    """Return changes that were news already and have been taken back since."""
    if clock.last_at is None:
        return []
    return list(
        PlanChange.objects.filter(
            pk__lte=clock.last_id, undone_at__gt=clock.last_at, undone_at__lte=settled
        ).order_by("pk")
    )


Waiting = dict[tuple[int, str], RowNews]


def _waiting(changes: Iterable[PlanChange]) -> Waiting:
    """Return the news of these rows that nobody has been told yet."""
    keys = {row_key(one) for one in changes}
    found = RowNews.objects.filter(told_at__isnull=True, row_key__in=keys)
    return {(one.plan_id, one.row_key): one for one in found}


def _told(changes: Iterable[PlanChange]) -> Waiting:
    """Return the latest told news of the rows of some changes: what readers know of them."""
    keys = {row_key(one) for one in changes}
    found = RowNews.objects.filter(told_at__isnull=False, row_key__in=keys).order_by("pk")
    return {(one.plan_id, one.row_key): one for one in found}


def _join(waiting: Waiting, change: PlanChange, base: object, at: datetime) -> None:
    """Let a change join the news of its row, or begin it with the row as readers know it."""
    key = row_key(change)
    if not key:
        return
    news = waiting.get((change.plan_id, key))
    if news is None:
        waiting[change.plan_id, key] = RowNews(
            plan_id=change.plan_id,
            row_key=key,
            event_uid=change.event_uid,
            base=base,
            first_change_id=change.pk,
            last_change_id=change.pk,
            first_at=at,
            last_at=at,
        )
        return
    news.last_change_id = max(news.last_change_id, change.pk)
    news.last_at = max(news.last_at, at)


def _write(news: Iterable[RowNews]) -> None:
    fresh = [one for one in news if one.pk is None]
    known = [one for one in news if one.pk is not None]
    RowNews.objects.bulk_create(fresh)
    RowNews.objects.bulk_update(known, ["last_change_id", "last_at"], batch_size=200)
