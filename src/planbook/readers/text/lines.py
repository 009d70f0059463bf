"""Dumps with one table row per line: cells are parted by tabs (also plain tab-separated values)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from planbook.readers.text.pieces import (
    TextCell,
    TextPiece,
    TextTable,
    continues_sentence,
    full_width,
)

MINIMUM_ROWS = 2


@dataclass(slots=True)
class _LineTable:
    """The table being read and the lines without tabs seen since its last row."""

    rows: list[list[str]] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)

    def width(self) -> int:
        """Return the number of columns in use, trailing empty cells not counted."""
        return max((_used_width(row) for row in self.rows), default=0)


def read_line_rows(lines: Iterable[str]) -> list[TextPiece]:
    """Return paragraphs and tables of a dump whose rows stand on one line each."""
    pieces: list[TextPiece] = []
    table = _LineTable()
    for line in lines:
        if "\t" not in line:
            table.pending.append(line)
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if table.rows and not _goes_on(table, cells):
            _close(table, pieces)
            table = _LineTable(pending=table.pending)
        if table.rows:
            _take_pending(table)
        else:
            pieces.extend(table.pending)
        table.pending = []
        table.rows.append(cells)
    _close(table, pieces)
    pieces.extend(table.pending)
    return pieces


def _used_width(row: list[str]) -> int:
    return max((index for index, cell in enumerate(row, 1) if cell), default=0)


def _goes_on(table: _LineTable, cells: list[str]) -> bool:
    """Tell whether a row belongs to the open table in spite of the lines between."""
    texts = [line for line in table.pending if line.strip()]
    if not texts:
        return True
    if len(texts) == len(table.pending):
        return len(texts) <= 3 or continues_sentence(texts[0])
    is_header_again = bool(cells[0]) and cells[0] == table.rows[0][0]
    return len(texts) == 1 and not is_header_again and _used_width(cells) <= table.width()


def _take_pending(table: _LineTable) -> None:
    """Put lines between two rows where they belong: into the cell above, or as heading rows."""
    has_blank = any(not line.strip() for line in table.pending)
    for line in table.pending:
        if not line.strip():
            continue
        if not has_blank and (continues_sentence(line) or _is_short(table)):
            table.rows[-1][-1] = f"{table.rows[-1][-1]}\n{line.strip()}".strip()
        else:
            table.rows.append([line.strip()])


def _is_short(table: _LineTable) -> bool:
    """Tell whether the last row was broken off by a line break inside its last cell."""
    return 1 < len(table.rows[-1]) < len(table.rows[0])


def _close(table: _LineTable, pieces: list[TextPiece]) -> None:
    """Hand over the table, or its lines as text when they make no table."""
    full_rows = sum(1 for row in table.rows if sum(map(bool, row)) > 1)
    if full_rows < MINIMUM_ROWS:
        pieces.extend("\t".join(row) for row in table.rows)
        return
    column_count = table.width()
    rows = [
        full_width([TextCell(cell) for cell in row[:column_count]], column_count)
        for row in table.rows
        if any(row)
    ]
    pieces.append(TextTable(tuple(rows), column_count))
