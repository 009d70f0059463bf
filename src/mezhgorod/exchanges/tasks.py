"""Background tasks of information exchanges: they fetch a round and hand it to an action."""

from __future__ import annotations

from datetime import UTC, datetime

from django_tasks import task

from mezhgorod.exchanges.actions.taking_files import take_waiting
from mezhgorod.exchanges.models import ExchangeRound


@task()
def take_files(round_id: int) -> None:
    """Take the waiting files of a round; one deleted meanwhile is nothing to do."""
    rounds = ExchangeRound.objects.select_related("exchange__owner", "form")
    found = rounds.filter(pk=round_id).first()
    if found is not None:
        take_waiting(found=found, clock=_clock)


def start_taking(found: ExchangeRound) -> None:
    """Put the taking of the waiting files of a round into the queue."""
    take_files.enqueue(found.pk)


def _clock() -> datetime:
    return datetime.now(tz=UTC)
