"""What rooms do every minute beside their daily work: letters about what has just happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

RegularWork = Callable[[datetime], int]
_WORKS: dict[str, RegularWork] = {}


def add_regular_work(name: str, work: RegularWork) -> None:
    """Let a room look every minute for what to write about; twice under one name is once.

    `work(now)` returns how many letters it wrote; it opens its own transactions and keeps a mark,
    so that nothing is written twice.
    """
    _WORKS[name] = work


def do_regular_work(*, now: datetime) -> int:
    """Do the works of all rooms.

    Returns:
        How many letters were written.
    """
    return sum(work(now) for work in _WORKS.values())
