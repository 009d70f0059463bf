"""The automatic order of rows: what recurs first, then by start month, finer before vaguer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planbook.dates import Timing, TimingKind
from planbook.layouts.layout import Order, Sorting, UndatedPlace
from planbook.plans import EventDraft, Grouping, SectionDraft
from planbook.text import comparison_key

_RECURRENT = frozenset({TimingKind.RECURRING, TimingKind.ONGOING})
# Days before months, months before quarters: inside one month the exact ones stand first.
_PRECISION = {
    TimingKind.DAY: 0,
    TimingKind.DAYS: 0,
    TimingKind.DAY_RANGE: 0,
    TimingKind.MONTH: 1,
    TimingKind.MONTH_RANGE: 2,
    TimingKind.SEASON: 2,
    TimingKind.QUARTER: 3,
    TimingKind.HALF_YEAR: 4,
    TimingKind.YEAR: 5,
}


def sort_section(section: SectionDraft, sorting: Sorting) -> tuple[EventDraft, ...]:
    """Return the rows of a section in the order of a layout; lists have an order of their own."""
    is_list = section.grouping is Grouping.LIST
    order = sorting.list_order if is_list else sorting.order
    return sort_items(section.items, order, sorting.undated)


def sort_items(
    items: Sequence[EventDraft], order: Order, undated: UndatedPlace = UndatedPlace.END
) -> tuple[EventDraft, ...]:
    """Return rows in an order; equal ones keep the author's order.

    Rows without a date come last, or directly after the row which the author put before them.
    """
    if order is Order.AUTHOR:
        return tuple(items)
    if order is Order.ALPHABETICAL:
        return tuple(sorted(items, key=lambda item: comparison_key(item.title)))
    dated = [index for index, item in enumerate(items) if not _is_undated(item.timing)]
    dated.sort(key=lambda index: _key(items[index]))
    if undated is UndatedPlace.IN_PLACE:
        return _with_followers(items, dated)
    last = (item for item in items if _is_undated(item.timing))
    return (*(items[index] for index in dated), *last)


def _with_followers(items: Sequence[EventDraft], dated: Sequence[int]) -> tuple[EventDraft, ...]:
    followers: dict[int, list[int]] = {}
    leader = -1
    for index, item in enumerate(items):
        if _is_undated(item.timing):
            followers.setdefault(leader, []).append(index)
        else:
            leader = index
    order = list(followers.get(-1, ()))
    for index in dated:
        order += [index, *followers.get(index, ())]
    return tuple(items[index] for index in order)


def _is_undated(timing: Timing) -> bool:
    return timing.kind not in _RECURRENT and timing.earliest is None and timing.latest is None


def _key(item: EventDraft) -> tuple[bool, date, int, date, date]:
    timing = item.timing
    first = timing.earliest or timing.latest or date.min
    is_single = timing.kind not in _RECURRENT
    precision = _PRECISION.get(timing.kind, 9) if is_single else 0
    month = first.replace(day=1) if is_single else date.min
    return (is_single, month, precision, first if is_single else date.min, timing.latest or first)
