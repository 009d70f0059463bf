"""A short form of tables for tests: what stands where, and what covers what."""

from __future__ import annotations

from planbook.documents import Document

Grid = list[list[tuple[str, int, int, int]]]


def grid(document: Document) -> Grid:
    """Return text, column, column span and row span of every cell; «…» for a covered one."""
    return [
        [
            (
                "…" if cell.is_continuation else cell.text,
                cell.column,
                cell.column_span,
                cell.row_span,
            )
            for cell in row.cells
        ]
        for row in next(document.tables()).rows
    ]


def texts(document: Document) -> list[list[str]]:
    """Return the texts of the cells of the first table by rows."""
    return [[cell.text for cell in row.cells] for row in next(document.tables()).rows]


def told(document: Document) -> list[tuple[str, str]]:
    """Return code and evidence of every finding."""
    return [(finding.code, finding.evidence) for finding in document.findings]
