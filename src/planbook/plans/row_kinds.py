"""What a row of a plan is: an event, a heading, the rest of a row cut by a page, a sum."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from planbook.dates import Period
from planbook.plans.blocks import BodyCell, BodyRow
from planbook.plans.columns import TIMED_ROLES, ColumnSet
from planbook.plans.content import has_bullet, is_number, is_timing
from planbook.plans.event_kinds import find_event_kind
from planbook.plans.header_parts import is_calendar_header
from planbook.plans.headings import is_continuation_caption, is_total, split_numeral
from planbook.plans.place_timing import split_place_timing

_UNFINISHED = re.compile(
    r"(?:[-–—,(«]|(?<!\w)(?:в|во|на|по|и|с|со|к|ко|от|для|о|об|при|из|за|г\.|им\.))$",
    re.IGNORECASE,
)
# «I. Собрания» numbers a heading; «IX Фестиваль» has no point and counts editions.
_ROMAN_POINT = re.compile(r"\s*[IVXLІХ]{1,5}\.\s")
_ROMAN_CELL = re.compile(r"[IVXLІХМС]+[.)]?", re.IGNORECASE)
_MAX_HEADING = 300


class RowKind(StrEnum):
    """What a row is."""

    EVENT = "event"
    HEADING = "heading"
    CONTINUATION = "continuation"
    TOTAL = "total"
    EMPTY = "empty"
    STRAY_NUMBER = "stray_number"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class RowContext:
    """What stands around a row: its columns, whether rows are numbered, its neighbours."""

    column_set: ColumnSet
    column_count: int
    is_numbered: bool
    period: Period | None = None
    previous: BodyRow | None = None
    following: BodyRow | None = None


def row_kind(row: BodyRow, context: RowContext) -> RowKind:
    """Tell what a row is from its filled cells and its neighbours."""
    filled = row.filled()
    if not filled:
        return RowKind.EMPTY
    if is_total(filled[0].text):
        return RowKind.TOTAL
    if len(filled) == 1:
        return _single_kind(filled[0], context)
    if context.previous is not None and _is_merged_on(row, context):
        return RowKind.CONTINUATION
    if _row_number(row, context.column_set):
        return RowKind.HEADING if _is_numbered_heading(row, context) else RowKind.EVENT
    if context.is_numbered:
        return _unnumbered_kind(row, filled, context)
    return _free_kind(row, filled, context)


def _single_kind(cell: BodyCell, context: RowContext) -> RowKind:
    column_set = context.column_set
    role = column_set.at(cell.column).role
    if is_number(cell.text):
        return RowKind.STRAY_NUMBER
    if is_continuation_caption(cell.text):
        return RowKind.CAPTION
    if cell.span > 1 and cell.span * 2 >= context.column_count:
        return RowKind.HEADING
    if is_calendar_header(cell.text):
        return RowKind.HEADING
    if role == "title":
        return _single_title_kind(cell, context)
    if role == "number" or (cell.column == 1 and context.previous is None):
        return RowKind.HEADING
    if cell.column == 1 and not cell.text[:1].islower():
        return RowKind.HEADING
    return RowKind.EVENT if context.previous is None else RowKind.CONTINUATION


def _single_title_kind(cell: BodyCell, context: RowContext) -> RowKind:
    """A lone title: the rest of the row above, an event with nothing but a name, or a heading."""
    if context.previous is not None and cell.text[:1].islower():
        return RowKind.CONTINUATION
    is_named_event = has_bullet(cell.text) or find_event_kind(cell.text) is not None
    if context.is_numbered or not is_named_event or _ROMAN_POINT.match(cell.text):
        return RowKind.HEADING
    return RowKind.EVENT


def _unnumbered_kind(row: BodyRow, filled: list[BodyCell], context: RowContext) -> RowKind:
    """A row without a number where others have one: a rest of a row, a heading, an event."""
    titles = [row.text(column) for column in context.column_set.indexes("title")]
    is_listed = any(map(has_bullet, titles)) and _is_dated(row, context)
    if is_listed:
        return RowKind.EVENT
    if context.previous is not None and (not any(titles) or _goes_on(row, filled, context)):
        return RowKind.CONTINUATION
    if _is_dated(row, context) or sum(len(cell.text) for cell in filled) > _MAX_HEADING:
        return RowKind.EVENT
    return RowKind.HEADING


def _free_kind(row: BodyRow, filled: list[BodyCell], context: RowContext) -> RowKind:
    """A row of a table whose rows bear no numbers."""
    titles = [row.text(column) for column in context.column_set.indexes("title")]
    if context.previous is None:
        return RowKind.EVENT
    is_rest = not any(titles) or _goes_on(row, filled, context, needs_start=True)
    return RowKind.CONTINUATION if is_rest else RowKind.EVENT


def _goes_on(
    row: BodyRow, filled: list[BodyCell], context: RowContext, *, needs_start: bool = False
) -> bool:
    """Tell whether a row goes on with the one above: two rows with dates of their own never do.

    Where rows bear no numbers (`needs_start`) a missing date alone does not make the row a rest.
    """
    previous = context.previous
    if previous is None:
        return False
    is_dated, was_dated = _is_dated(row, context), _is_dated(previous, context)
    if is_dated and was_dated:
        return False
    is_loose = _has_loose_end(previous, row) or filled[0].text[:1].islower()
    return is_loose or (is_dated and not was_dated and not needs_start)


def _is_merged_on(row: BodyRow, context: RowContext) -> bool:
    """Tell whether number and title are merged with the row above: one event over two rows."""
    titles = context.column_set.indexes("title")
    numbers = context.column_set.indexes("number")
    merged = {cell.column for cell in row.cells if cell.is_continuation}
    return bool(titles) and set(titles) <= merged and set(numbers) <= merged


def _row_number(row: BodyRow, column_set: ColumnSet) -> str:
    return next((row.text(column).strip() for column in column_set.indexes("number")), "")


def _is_numbered_heading(row: BodyRow, context: RowContext) -> bool:
    """Tell «II | Спорт» and «2. | Спорт» above «2.1» from an event."""
    number = _row_number(row, context.column_set)
    roles = {context.column_set.at(cell.column).role for cell in row.filled()}
    if not roles <= {"number", "title"}:
        return False
    if _ROMAN_CELL.fullmatch(number) and split_numeral(f"{number.rstrip('.)')}. ")[0]:
        return True
    following = _row_number(context.following, context.column_set) if context.following else ""
    if following.rstrip(".").startswith(f"{number.rstrip('.')}."):
        return True
    # «2. | Спорт» above a row that begins to count anew.
    titles = "".join(row.text(column) for column in context.column_set.indexes("title"))
    restarts = following.rstrip(".)") == "1"
    return restarts and len(context.column_set.columns) > 2 and find_event_kind(titles) is None


def _is_dated(row: BodyRow, context: RowContext) -> bool:
    for column in context.column_set.columns:
        text = row.text(column.index)
        if not text.strip() or column.role not in TIMED_ROLES:
            continue
        if column.role == "timing" and is_timing(text, context.period):
            return True
        if any(pair.timing for pair in split_place_timing(text, context.period)):
            return True
    return False


def _has_loose_end(previous: BodyRow, row: BodyRow) -> bool:
    """Tell whether a cell above stops in the middle and the cell below it goes on."""
    return any(
        _UNFINISHED.search(previous.text(cell.column).strip()) is not None
        for cell in row.filled()
        if previous.text(cell.column).strip()
    )
