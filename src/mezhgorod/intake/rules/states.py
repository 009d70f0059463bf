"""The way of one loaded file, and when a new version must be confirmed twice."""

from __future__ import annotations

from django.db import models

# A new document that would remove more of a plan than this share needs an explicit yes.
MAX_REMOVED_SHARE = 0.2


class RunState(models.TextChoices):
    QUEUED = "queued", "ждёт очереди"
    READING = "reading", "читается"
    READY = "ready", "прочитан, ждёт проверки"
    APPLYING = "applying", "принимается"
    UNDOING = "undoing", "принятие отменяется"
    APPLIED = "applied", "принят"
    DISCARDED = "discarded", "отклонён"
    FAILED = "failed", "не прочитан"


TRANSITIONS: dict[RunState, frozenset[RunState]] = {
    RunState.QUEUED: frozenset({RunState.READING, RunState.FAILED, RunState.DISCARDED}),
    RunState.READING: frozenset(
        {RunState.READY, RunState.FAILED, RunState.DISCARDED, RunState.QUEUED}
    ),
    RunState.READY: frozenset({RunState.APPLIED, RunState.APPLYING, RunState.DISCARDED}),
    # A large document is applied and taken back in the background; if that fails, nothing changed.
    RunState.APPLYING: frozenset({RunState.APPLIED, RunState.READY}),
    RunState.UNDOING: frozenset({RunState.READY, RunState.APPLIED}),
    # Undoing brings the document back to where a person decides about it.
    RunState.APPLIED: frozenset({RunState.READY, RunState.UNDOING}),
    RunState.DISCARDED: frozenset(),
    RunState.FAILED: frozenset(),
}


# A person has decided, and the background worker is at it: the state to fall back to.
FALL_BACK = {RunState.APPLYING: RunState.READY, RunState.UNDOING: RunState.APPLIED}
# Documents of more rows are applied and taken back in the background.
MAX_ROWS_AT_ONCE = 1_000


def can_move(state: str, new_state: str) -> bool:
    """Return whether a run may go from one state to another."""
    return RunState(new_state) in TRANSITIONS[RunState(state)]


def is_mass_removal(*, removed: int, kept: int) -> bool:
    """Return whether a re-import would drop so many rows that a person must say yes again."""
    total = removed + kept
    return total > 0 and removed / total > MAX_REMOVED_SHARE
