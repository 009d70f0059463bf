"""Columns told by what their cells hold: no header, or a list of another shape under one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from planbook.dates import Period
from planbook.plans.blocks import BodyRow
from planbook.plans.columns import TIMED_ROLES, Column, ColumnSet, other_role
from planbook.plans.content import ContentKind, content_kind, has_bullet, is_timing, share_of
from planbook.plans.event_kinds import find_event_kind

_DAY_MONTH = re.compile(r"\d{1,2}\.\d{2}\.?")
_SAMPLE = 40
_MOST = 0.6
_HALF = 0.5
_FEW = 0.3
_KEPT = ("number", "title")
# What the cells of a column with dates show: dates alone, or beside places.
_SHOWN_TIMED = (
    ("timing", (ContentKind.TIMING,)),
    ("place_timing", (ContentKind.TIMING, ContentKind.PLACE_TIMING)),
)

ColumnKinds = dict[int, list[ContentKind]]


def refit_columns(
    column_set: ColumnSet, rows: Sequence[BodyRow], period: Period | None
) -> ColumnSet:
    """Return the columns, or others when the rows plainly have another shape than the header.

    A list of anniversaries inside a table «№ | Мероприятие | Место, дата | Примечание» keeps number
    and title; the columns that hold ages and dates take these roles.
    """
    if len(rows) < 2:
        return column_set
    kinds = column_kinds(rows, period)
    timed = [column for column in column_set.columns if column.role in TIMED_ROLES]
    if any(_timed_share(kinds, column.index) > _FEW for column in timed):
        return column_set
    free = [column.index for column in column_set.columns if column.role not in _KEPT]
    for role, shown in _SHOWN_TIMED:
        dated = [index for index in free if share_of(kinds.get(index, ()), *shown) >= _MOST]
        if dated:
            columns = (_refit(column, kinds, (dated[0], role)) for column in column_set.columns)
            return ColumnSet(tuple(columns))
    return column_set


def name_columns(
    column_set: ColumnSet, rows: Sequence[BodyRow], period: Period | None
) -> ColumnSet:
    """Give columns without a header the role of number, timing or place that their cells show."""
    nameless = [
        column for column in column_set.columns if not column.header and not column.is_known
    ]
    if not nameless:
        return column_set
    kinds = column_kinds(rows, period)
    named = {column.index: column for column in column_set.columns}
    for column in nameless:
        role = _shown_role(kinds.get(column.index, ()))
        if role and not any(other.role in (role, "place_timing") for other in named.values()):
            named[column.index] = replace(column, role=role)
    return ColumnSet(tuple(named.values())) if named != _by_index(column_set) else column_set


def _by_index(column_set: ColumnSet) -> dict[int, Column]:
    return {column.index: column for column in column_set.columns}


def _shown_role(cells: Sequence[ContentKind]) -> str | None:
    shown = {
        "number": ContentKind.NUMBER,
        "timing": ContentKind.TIMING,
        "place": ContentKind.PLACE,
    }
    return next((role for role, kind in shown.items() if share_of(cells, kind) >= _MOST), None)


def guess_columns(rows: Sequence[BodyRow], period: Period | None) -> ColumnSet | None:
    """Guess the columns of a table without a header; None when nothing in it looks like a date."""
    kinds = _with_day_months(rows, column_kinds(rows, period), period)
    roles: dict[int, str] = {}
    timed = _best(kinds, roles, ContentKind.TIMING)
    if timed is not None:
        roles[timed] = "timing"
    else:
        shared = _best(kinds, roles, ContentKind.PLACE_TIMING)
        if shared is None:
            return None
        roles[shared] = "place_timing"
    _guess_number(kinds, roles)
    title = _guess_title(rows, kinds, roles)
    if title is None:
        return None
    roles[title] = "title"
    place = _best(kinds, roles, ContentKind.PLACE) if timed is not None else None
    if place is not None:
        roles[place] = "place"
    columns = (
        Column(index, roles.get(index) or other_role("", index), "") for index in sorted(kinds)
    )
    return ColumnSet(tuple(columns))


def _with_day_months(
    rows: Sequence[BodyRow], kinds: ColumnKinds, period: Period | None
) -> ColumnKinds:
    """Take «1.10», «15.11» for days where they cannot be numbers of rows.

    They are numbers when they count on («1.1», «1.2», «2.1»); in a column behind others, or where
    they jump, they are days.
    """
    if any(ContentKind.TIMING in cells for cells in kinds.values()):
        return kinds
    for index, cells in kinds.items():
        texts = [text for row in rows if (text := row.text(index).strip())]
        are_days = all(_DAY_MONTH.fullmatch(text) and is_timing(text, period) for text in texts)
        if texts and are_days and not _counts_on(texts):
            return {**kinds, index: [ContentKind.TIMING] * len(cells)}
    return kinds


def _counts_on(texts: Sequence[str]) -> bool:
    """Tell whether numbers of two parts go on by one, or begin the next part with one."""
    pairs = [tuple(int(part) for part in text.strip(".").split(".")) for text in texts]
    return all(
        after in ((before[0], before[1] + 1), (before[0] + 1, 1))
        for before, after in itertools.pairwise(pairs)
    )


def column_kinds(rows: Sequence[BodyRow], period: Period | None) -> ColumnKinds:
    """Return what the cells of every column look like, over a sample of the rows."""
    kinds: ColumnKinds = {}
    step = max(1, len(rows) // _SAMPLE)
    for row in rows[::step][:_SAMPLE]:
        for cell in row.cells:
            kinds.setdefault(cell.column, []).append(content_kind(cell.text, period))
    return kinds


def _refit(column: Column, kinds: ColumnKinds, dated: tuple[int, str]) -> Column:
    if column.role in _KEPT:
        return column
    if column.index == dated[0]:
        return replace(column, role=dated[1], part="")
    cells = kinds.get(column.index, ())
    if share_of(cells, ContentKind.AGE, ContentKind.NUMBER) >= _MOST:
        return replace(column, role="age", part="")
    if column.role not in TIMED_ROLES:
        return column
    if share_of(cells, ContentKind.PLACE) >= _MOST:
        return replace(column, role="place", part="")
    return replace(column, role=other_role(column.header, column.index), part="")


def _timed_share(kinds: ColumnKinds, index: int) -> float:
    return share_of(kinds.get(index, ()), ContentKind.TIMING, ContentKind.PLACE_TIMING)


def _best(kinds: ColumnKinds, roles: dict[int, str], wanted: ContentKind) -> int | None:
    """Return the free column that most looks like the wanted kind, at least half of its cells."""
    shares = {
        index: share_of(cells, wanted) for index, cells in kinds.items() if index not in roles
    }
    best = max(shares, key=lambda index: shares[index], default=None)
    return best if best is not None and shares[best] >= _HALF else None


def _guess_number(kinds: ColumnKinds, roles: dict[int, str]) -> None:
    first = min((index for index in kinds if index not in roles), default=None)
    if first is not None and share_of(kinds[first], ContentKind.NUMBER) >= _MOST:
        roles[first] = "number"


def _guess_title(rows: Sequence[BodyRow], kinds: ColumnKinds, roles: dict[int, str]) -> int | None:
    """Return the column of names: it speaks of kinds of events or has bullets, else comes first."""
    free = [
        index
        for index, cells in kinds.items()
        if index not in roles and share_of(cells, ContentKind.TEXT) >= _FEW
    ]
    scores = {index: sum(_names_event(row.text(index)) for row in rows[:_SAMPLE]) for index in free}
    return max(free, key=lambda index: (scores[index], -index), default=None)


def _names_event(text: str) -> bool:
    return has_bullet(text) or find_event_kind(text) is not None
