"""Rules of order inside lists of cities: sorted by day, or by the alphabet."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TypeVar

from planbook.anniversaries import alphabetical_key
from planbook.checks.editions import title_source
from planbook.checks.rule import Remark, Scene
from planbook.plans import EventDraft, Grouping

_Key = TypeVar("_Key", tuple[str, str], tuple[int, int])

_FEWEST_ROWS = 5
_SHARE_IN_ORDER = 0.8


def broken_order(scene: Scene) -> Iterator[Remark]:
    """Find rows that break the order of a list: of days, or of the alphabet.

    A list is taken to have an order when four rows of five keep it. Of the rows that may be blamed,
    those are told without which all others stand in order.
    """
    for section in scene.draft.sections:
        items = section.items
        if section.grouping is not Grouping.LIST or len(items) < _FEWEST_ROWS:
            continue
        by_name = _out_of_order([alphabetical_key(item.title) for item in items])
        days = [_day(item) for item in items]
        orders = [("по алфавиту", by_name)]
        if len(set(days)) > len(days) / 2:
            orders.append(("по датам", _out_of_order(days)))
        words, blamed = min(orders, key=lambda one: len(one[1]))
        if len(blamed) <= len(items) * (1 - _SHARE_IN_ORDER):
            for at in blamed:
                yield Remark(
                    f"Список идёт {words}, а {_neighbours(items, at)}.",
                    title_source(items[at]),
                    items[at].title,
                )


def _day(item: EventDraft) -> tuple[int, int]:
    day = item.timing.earliest
    return (day.month, day.day) if day else (13, 0)


def _out_of_order(keys: Sequence[_Key]) -> list[int]:
    """Return the positions outside a longest run of keys that do not fall."""
    tails: list[_Key] = []
    ends: list[int] = []
    before: list[int] = []
    for at, key in enumerate(keys):
        length = bisect_right(tails, key)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(key)
            ends.append(at)
        else:
            tails[length] = key
            ends[length] = at
    kept = set()
    position = ends[-1] if ends else -1
    while position >= 0:
        kept.add(position)
        position = before[position]
    return [at for at in range(len(keys)) if at not in kept]


def _neighbours(items: Sequence[EventDraft], at: int) -> str:
    if at + 1 < len(items):
        return f"«{items[at].title}» стоит перед «{items[at + 1].title}»"
    return f"«{items[at].title}» стоит после «{items[at - 1].title}»"
