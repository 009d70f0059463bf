"""Which live row a row of a new document continues.

Matching goes from the surest sign to the weakest; a sign shared by several rows pairs those that
have most else in common. Rows never match by position alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence

from rapidfuzz import fuzz

from mezhgorod.intake.rules.comparison import RowIdentity

# Beyond so many pairs of look-alike rows comparing each with each would take too long.
MAX_PAIRS = 250_000
# How alike two titles must be (0–100) to be one title that was corrected.
MIN_TITLE_RATIO = 80

_Sign = Callable[[RowIdentity], Hashable | None]

_SIGNS: tuple[_Sign, ...] = (
    lambda row: row.fingerprint,
    lambda row: (row.section, row.title, row.timing, row.places),
    lambda row: (row.title, row.timing, row.places),
    lambda row: row.number and (row.section, row.number, row.title),
    lambda row: (row.section, row.title, row.places),
    lambda row: (row.section, row.title, row.timing),
    lambda row: (row.section, row.title),
    lambda row: (row.title,),
    lambda row: row.own_name and (row.section, row.own_name, row.number),
    lambda row: row.own_name and (row.section, row.own_name),
)


def match_rows(live: Mapping[int, RowIdentity], drafted: Sequence[RowIdentity]) -> dict[int, int]:
    """Return for every drafted row that continues a live one the id of that row."""
    free = dict(live)
    pending = dict(enumerate(drafted))
    pairs: dict[int, int] = {}
    for sign in _SIGNS:
        _pair(_by_sign(free, pending, sign), free, pending, pairs)
        if not free or not pending:
            return pairs
    _pair_corrected_titles(free, pending, pairs)
    return pairs


_Group = tuple[list[int], list[int]]


def _by_sign(
    free: Mapping[int, RowIdentity], pending: Mapping[int, RowIdentity], sign: _Sign
) -> list[_Group]:
    groups: dict[Hashable, _Group] = defaultdict(lambda: ([], []))
    for index, row in pending.items():
        if value := sign(row):
            groups[value][0].append(index)
    for item_id, row in free.items():
        value = sign(row)
        if value and value in groups:
            groups[value][1].append(item_id)
    return [group for group in groups.values() if group[1]]


def _pair(
    groups: Sequence[_Group],
    free: dict[int, RowIdentity],
    pending: dict[int, RowIdentity],
    pairs: dict[int, int],
) -> None:
    for indexes, item_ids in groups:
        for index, item_id in _best(indexes, item_ids, free, pending):
            pairs[index] = item_id
            del pending[index], free[item_id]


def _best(
    indexes: Sequence[int],
    item_ids: Sequence[int],
    free: Mapping[int, RowIdentity],
    pending: Mapping[int, RowIdentity],
) -> list[tuple[int, int]]:
    """Pair the rows of one group: the most alike first, then in printed order."""
    if len(indexes) == len(item_ids) == 1 or len(indexes) * len(item_ids) > MAX_PAIRS:
        return list(zip(indexes, item_ids, strict=False))
    ranked = sorted(
        (-_common(pending[index], free[item_id]), abs(order - live_order), order, live_order)
        for order, index in enumerate(indexes)
        for live_order, item_id in enumerate(item_ids)
    )
    return _take_ranked(
        [(order, live_order) for *_, order, live_order in ranked], indexes, item_ids
    )


def _take_ranked(
    ranked: Sequence[tuple[int, int]], indexes: Sequence[int], item_ids: Sequence[int]
) -> list[tuple[int, int]]:
    taken_rows: set[int] = set()
    taken_items: set[int] = set()
    found = []
    for order, live_order in ranked:
        if order not in taken_rows and live_order not in taken_items:
            taken_rows.add(order)
            taken_items.add(live_order)
            found.append((indexes[order], item_ids[live_order]))
    return found


def _common(row: RowIdentity, other: RowIdentity) -> int:
    """Return how much two rows share beside the sign that brought them together."""
    return (
        3 * (row.places == other.places)
        + 3 * (row.timing == other.timing)
        + 2 * (row.own_name == other.own_name)
        + 2 * (row.number == other.number)
        + (row.section == other.section)
    )


def _pair_corrected_titles(
    free: dict[int, RowIdentity], pending: dict[int, RowIdentity], pairs: dict[int, int]
) -> None:
    """Pair rows of one section whose titles differ by a few letters or words."""
    if len(free) * len(pending) > MAX_PAIRS:
        return
    ranked = sorted(
        (-ratio, index, item_id)
        for index, row in pending.items()
        for item_id, other in free.items()
        if row.section == other.section
        and _shares_circumstance(row, other)
        and (ratio := fuzz.ratio(row.title, other.title)) >= MIN_TITLE_RATIO
    )
    for _, index, item_id in ranked:
        if index in pending and item_id in free:
            pairs[index] = item_id
            del pending[index], free[item_id]


def _shares_circumstance(row: RowIdentity, other: RowIdentity) -> bool:
    """Whether place, time or printed number speak for one event beside a similar title."""
    return (
        row.timing == other.timing
        or (bool(row.places) and row.places == other.places)
        or (bool(row.number) and row.number == other.number)
    )
