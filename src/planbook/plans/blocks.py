"""Rows and blocks of rows, as they are between the table of a file and the draft of a plan."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from planbook.documents import Cell, Paragraph, Row
from planbook.findings import Finding, SourceRef
from planbook.plans.columns import Column, ColumnSet


@dataclass(frozen=True, slots=True)
class BodyCell:
    """A cell of a row of the plan: where it stands and whether its text was inherited."""

    column: int
    text: str
    source: SourceRef
    span: int = 1
    is_inherited: bool = False
    is_continuation: bool = False


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row of the plan; `joined` counts the further rows of the table that belong to it."""

    cells: tuple[BodyCell, ...]
    source: SourceRef
    joined: tuple[SourceRef, ...] = ()

    def text(self, column: int) -> str:
        """Return the text at a grid position, empty when there is none."""
        return next((cell.text for cell in self.cells if cell.column == column), "")

    def filled(self) -> list[BodyCell]:
        """Return the cells that hold text of their own."""
        return [cell for cell in self.cells if cell.text.strip() and not cell.is_inherited]


@dataclass(slots=True)
class Block:
    """A heading (its pieces, empty before the first one) and the rows under it."""

    heading: tuple[str, ...]
    column_set: ColumnSet
    source: SourceRef
    footnotes: tuple[str, ...] = ()
    rows: list[BodyRow] = field(default_factory=list)


@dataclass(slots=True)
class Assembly:
    """What came of the tables: blocks of rows, all columns met, findings, texts outside tables."""

    blocks: list[Block] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    outside: list[Paragraph] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    is_titled_plan: bool = False


def body_row(row: Row) -> BodyRow:
    """Take a row of a table as a row of the plan."""
    cells = tuple(
        BodyCell(
            cell.column,
            _cell_text(cell),
            cell.source,
            cell.column_span,
            is_continuation=cell.is_continuation,
        )
        for cell in row.cells
    )
    return BodyRow(cells, row.source)


def join_rows(first: BodyRow, second: BodyRow) -> BodyRow:
    """Join a row that a page break cut in two; texts of a column follow on a new line."""
    columns = {cell.column: cell for cell in first.cells}
    for cell in second.cells:
        above = columns.get(cell.column)
        if above is None or not above.text.strip():
            columns[cell.column] = cell if cell.text.strip() or above is None else above
        elif cell.text.strip():
            columns[cell.column] = replace(above, text=f"{above.text}\n{cell.text}")
    cells = tuple(columns[column] for column in sorted(columns))
    return BodyRow(cells, first.source, (*first.joined, second.source, *second.joined))


def _cell_text(cell: Cell) -> str:
    """Return the text of a cell and, on lines of their own, of the tables inside it."""
    lines = [cell.text] if cell.text else []
    for table in cell.tables:
        for row in table.rows:
            lines.append("\t".join(_cell_text(inner) for inner in row.cells))
    return "\n".join(lines)
