"""Cells of a row gathered by role, and the draft cells that keep them word for word."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from planbook.plans.blocks import BodyCell, BodyRow
from planbook.plans.columns import OTHER, TOLD_IN_NOTE, Column, ColumnSet
from planbook.plans.draft import CellDraft
from planbook.plans.place_timing import whole_timing
from planbook.plans.wording import one_line

# Days without a month: «15», «1-3», «5, 12, 19».
_BARE_DAYS = re.compile(r"\d{1,2}(?:\s*[-–—,]\s*\d{1,2}){0,9}")
_HOURS = re.compile(r"(?<!\d)(\d{1,2})[-.](\d{2})(?!\d)")
_MARK = re.compile(r"[+xхvX✓✔*•●■VХ]{1,3}|да", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d{2}(?!\d)")
_AMOUNT = re.compile(r"[\d\s.,%–—-]+")


@dataclass(frozen=True, slots=True)
class RowTexts:
    """A row as columns with their texts."""

    pairs: tuple[tuple[Column, str], ...]

    def of(self, role: str) -> list[str]:
        """Return the filled texts of a role."""
        return [text for column, text in self.pairs if column.role == role and text.strip()]

    def joined(self, role: str, separator: str = "\n") -> str:
        """Return the texts of a role joined."""
        return separator.join(self.of(role))

    def timing_texts(self) -> list[str]:
        """Return the wording of the timing put together from its columns, the fullest first.

        Start and end make a range, days take the month beside them, and an hour joins its date.
        Where the hour may not be understood the date without it comes second.
        """
        parts = self._timing_parts()
        plain = [*_span(parts), *_days(parts), *self._marked("timing")]
        date = plain[0] if len(plain) == 1 else ", ".join(text.strip() for text in plain)
        hours = [_clock(text) for text in parts.get("time", [])]
        if not hours:
            return [date] if date.strip() else []
        timed = ", ".join(text for text in (date.strip(), *hours) if text)
        return [timed, *([date] if date.strip() else [])]

    def marked_periods(self) -> list[str]:
        """Return the months or quarters whose columns hold a mark or days: a grid of months."""
        return self._marked(OTHER)

    def _marked(self, role: str) -> list[str]:
        return [
            wording
            for column, text in self.pairs
            if column.calendar and column.role.startswith(role) and text.strip()
            for wording in _in_period(text.strip(), column.calendar)
        ]

    def _timing_parts(self) -> dict[str, list[str]]:
        parts: dict[str, list[str]] = {}
        for column, text in self.pairs:
            if column.role == "timing" and column.part != "calendar" and text.strip():
                parts.setdefault(column.part, []).append(text)
        return parts

    def unnamed(self) -> list[str]:
        """Return the texts of columns without a role, each after its header, for the note."""
        return [
            f"{column.header}: {one_line(text)}" if column.header else one_line(text)
            for column, text in self.pairs
            if (column.role in TOLD_IN_NOTE or not column.is_known) and text.strip()
        ]


def _in_period(text: str, calendar: str) -> list[str]:
    """Return when a cell under a year, a quarter or a month is: that period, or a part of it."""
    if _MARK.fullmatch(text):
        return [calendar]
    if _BARE_DAYS.fullmatch(text):
        return [f"{text} {calendar}"]
    if _AMOUNT.fullmatch(text):
        return []
    if whole_timing(text) is None:
        return [calendar]
    return [f"{text} {calendar}" if _YEAR.match(calendar) else text]


def _span(parts: dict[str, list[str]]) -> list[str]:
    starts, ends = parts.get("start", []), parts.get("end", [])
    if starts and ends:
        return [f"{starts[0].strip()} - {ends[0].strip()}"]
    return [*starts, *ends]


def _days(parts: dict[str, list[str]]) -> list[str]:
    """Return days with the month that stands beside them, in one cell or in two."""
    days = [*parts.get("", []), *parts.get("day", [])]
    months = [text.strip() for text in parts.get("month", [])]
    if not months or not all(_BARE_DAYS.fullmatch(text.strip()) for text in days):
        return days
    return [f"{text.strip()} {months[0]}" for text in days] or months[:1]


def _clock(text: str) -> str:
    """Write hours with a colon: «11-30» beside a date would read as days."""
    return _HOURS.sub(r"\1:\2", one_line(text))


def row_texts(row: BodyRow, column_set: ColumnSet) -> RowTexts:
    """Pair the cells of a row with their columns."""
    return RowTexts(tuple((cell_column(cell, column_set), cell.text) for cell in row.cells))


def cell_column(cell: BodyCell, column_set: ColumnSet) -> Column:
    """Return the column of a cell; one merged over place and date is a shared one."""
    column = column_set.at(cell.column)
    if cell.span < 2:
        return column
    covered = [column_set.at(index) for index in range(cell.column, cell.column + cell.span)]
    roles = [other.role for other in covered if other.is_known]
    if {"place", "timing"} <= set(roles):
        return Column(cell.column, "place_timing", column.header)
    return column if column.is_known or not roles else replace(column, role=roles[0])


def draft_cells(row: BodyRow, column_set: ColumnSet) -> tuple[CellDraft, ...]:
    """Return the verbatim cells; empty ones only where the header names their column."""
    cells = []
    named = {column.index for column in column_set.columns if column.is_known or column.header}
    for cell in row.cells:
        if cell.text.strip() or cell.column in named:
            role = cell_column(cell, column_set).role
            cells.append(CellDraft(role, cell.text, cell.source, cell.is_inherited))
    return tuple(cells)
