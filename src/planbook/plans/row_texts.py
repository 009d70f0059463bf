"""Cells of a row gathered by role, and the draft cells that keep them word for word."""

from __future__ import annotations

from dataclasses import dataclass

from planbook.plans.blocks import BodyRow
from planbook.plans.columns import OTHER, Column, Layout
from planbook.plans.draft import CellDraft
from planbook.plans.wording import one_line


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
        ends = {
            column.part: text
            for column, text in self.pairs
            if column.role == "timing" and column.part and text.strip()
        }
        plain = [
            text
            for column, text in self.pairs
            if column.role == "timing" and not column.part and text.strip()
        ]
        if {"start", "end"} <= ends.keys():
            plain.insert(0, f"{ends['start'].strip()} - {ends['end'].strip()}")
        else:
            plain.extend(ends.values())
        return plain[0] if len(plain) == 1 else ", ".join(text.strip() for text in plain)

    def unnamed(self) -> list[str]:
        """Return the texts of columns without a role, each after its header, for the note."""
        return [
            f"{column.header}: {one_line(text)}" if column.header else one_line(text)
            for column, text in self.pairs
            if column.role.startswith(OTHER) and text.strip()
        ]


def row_texts(row: BodyRow, layout: Layout) -> RowTexts:
    """Pair the cells of a row with their columns."""
    return RowTexts(tuple((layout.at(cell.column), cell.text) for cell in row.cells))


def draft_cells(row: BodyRow, layout: Layout) -> tuple[CellDraft, ...]:
    """Return the verbatim cells; empty ones only where the header names their column."""
    cells = []
    named = {column.index for column in layout.columns if column.is_known or column.header}
    for cell in row.cells:
        if cell.text.strip() or cell.column in named:
            role = layout.at(cell.column).role
            cells.append(CellDraft(role, cell.text, cell.source, cell.is_inherited))
    return tuple(cells)
