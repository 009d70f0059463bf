"""Cells of a row gathered by role, and the draft cells that keep them word for word."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from planbook.plans.blocks import BodyCell, BodyRow
from planbook.plans.columns import OTHER, Column, ColumnSet
from planbook.plans.draft import CellDraft
from planbook.plans.wording import one_line

# Days without a month: «15», «1-3», «5, 12, 19».
_BARE_DAYS = re.compile(r"\d{1,2}(?:\s*[-–—,]\s*\d{1,2}){0,9}")


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

    def timing_text(self) -> str:
        """Return the wording of the timing: start and end of a split column, else all of them."""
        parts = self._timing_parts()
        plain = parts.get("", [])
        if "start" in parts and "end" in parts:
            plain = [f"{parts['start'][0].strip()} - {parts['end'][0].strip()}", *plain]
        else:
            plain = [*plain, *parts.get("start", []), *parts.get("end", [])]
        month = parts.get("month", [""])[0].strip()
        if month and all(_BARE_DAYS.fullmatch(text.strip()) for text in plain):
            plain = [f"{text.strip()} {month}" for text in plain] or [month]
        return plain[0] if len(plain) == 1 else ", ".join(text.strip() for text in plain)

    def marked_headers(self) -> list[str]:
        """Return the headers of the columns without a role that hold something: marks in a grid."""
        return [
            column.header
            for column, text in self.pairs
            if column.role.startswith(OTHER) and column.header and text.strip()
        ]

    def _timing_parts(self) -> dict[str, list[str]]:
        parts: dict[str, list[str]] = {}
        for column, text in self.pairs:
            if column.role == "timing" and text.strip():
                parts.setdefault(column.part, []).append(text)
        return parts

    def unnamed(self) -> list[str]:
        """Return the texts of columns without a role, each after its header, for the note."""
        return [
            f"{column.header}: {one_line(text)}" if column.header else one_line(text)
            for column, text in self.pairs
            if column.role.startswith(OTHER) and text.strip()
        ]


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
