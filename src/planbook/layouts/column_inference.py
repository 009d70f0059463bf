"""The columns of a document as columns of a layout: headers, roles, widths, merging."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from planbook.documents import Row, Table
from planbook.documents.printed import Align
from planbook.layouts.constraints import fitted
from planbook.layouts.layout import (
    MAX_HEADER_LEVELS,
    LayoutColumn,
    Merging,
    SectionColumns,
)
from planbook.plans import EventDraft, Grouping, PlanDraft
from planbook.plans.columns import other_role
from planbook.text import clean_characters, clean_spaces

_MAX_HEADER, _MAX_ROLE = 200, 120
_LONGEST_WORD = 16
_NARROW = frozenset({"number", "timing", "age"})
_SAMPLE = 200
# Share of the table, in percent, below which no word would fit.
_NARROWEST = 4.0


def main_columns(
    table: Table, header_rows: Sequence[Row], draft: PlanDraft
) -> tuple[LayoutColumn, ...]:
    """Return the columns of the usual rows of a plan, in the order of the document."""
    items = [
        item
        for section in draft.sections
        if section.grouping is not Grouping.LIST
        for item in section.items
    ]
    columns = _columns(table, _header_paths(header_rows, table), items or list(draft.items()))
    if len(table.aligns) != len(columns):
        return columns
    return tuple(map(_aligned, columns, table.aligns))


def section_columns(
    table: Table, usual: Sequence[LayoutColumn], draft: PlanDraft
) -> tuple[SectionColumns, ...]:
    """Return the columns of lists where their cells hold something else than usual rows."""
    items = [
        item
        for section in draft.sections
        if section.grouping is Grouping.LIST
        for item in section.items
    ]
    if not items:
        return ()
    columns = _columns(table, [column.header for column in usual], items)
    if [column.role for column in columns] == [column.role for column in usual]:
        return ()
    # The table tells where most of its cells stand: a column that holds something else is not told.
    aligned = (
        _aligned(column, other.align) if column.role == other.role else column
        for column, other in zip(columns, usual, strict=True)
    )
    return (SectionColumns(Grouping.LIST, tuple(aligned)),)


def _columns(
    table: Table, headers: Sequence[tuple[str, ...]], items: Sequence[EventDraft]
) -> tuple[LayoutColumn, ...]:
    roles = _roles(items, table)
    inherited = {cell.source.column for item in items for cell in item.cells if cell.is_inherited}
    widths = _widths(table, items)
    columns = []
    for index, header in enumerate(headers, start=1):
        role = roles.get(index) or other_role(clean_spaces(" ".join(header)), index)
        columns.append(
            LayoutColumn(
                header=header,
                role=fitted(role, _MAX_ROLE),
                width=widths[index - 1],
                align=Align.CENTER if role in _NARROW else Align.LEFT,
                merge=Merging.INHERITED if index in inherited else Merging.NONE,
            )
        )
    return tuple(columns)


def _aligned(column: LayoutColumn, align: Align) -> LayoutColumn:
    return replace(column, align=align)


def _roles(items: Iterable[EventDraft], table: Table) -> dict[int, str]:
    """Return the role that most cells of a grid column have; a number or a title stands once."""
    counts: dict[int, Counter[str]] = {}
    for item in items:
        for cell in item.cells:
            if 1 <= cell.source.column <= table.column_count:
                counts.setdefault(cell.source.column, Counter())[cell.role] += 1
    roles: dict[int, str] = {}
    for index in sorted(counts):
        best = counts[index].most_common(1)[0][0]
        if best in ("number", "title") and best in roles.values():
            continue
        roles[index] = best
    return roles


def _header_paths(rows: Sequence[Row], table: Table) -> list[tuple[str, ...]]:
    """Return the words above every column, from the top level down."""
    paths: list[list[str]] = [[] for _ in range(table.column_count)]
    for row in rows:
        for cell in row.cells:
            words = _header_words(cell.text)
            covered = paths[cell.column - 1 : cell.column - 1 + cell.column_span]
            for path in covered:
                if words and len(path) < MAX_HEADER_LEVELS:
                    path.append(words)
    return [tuple(path) or ("",) for path in paths]


def _header_words(text: str) -> str:
    lines = (clean_spaces(line) for line in clean_characters(text).split("\n"))
    return fitted("\n".join(lines).strip(), _MAX_HEADER)


def _widths(table: Table, items: Sequence[EventDraft]) -> list[float]:
    """Return the shares of the columns: those of the file, else by how much the cells hold."""
    known = table.widths
    is_whole = len(known) == table.column_count and all(0 < width < 1e6 for width in known)
    if is_whole and not _are_even(known):
        return _shares(known, least=0.1)
    weights = [1.0] * table.column_count
    for index in range(1, table.column_count + 1):
        texts = [
            cell.text
            for item in items[:_SAMPLE]
            for cell in item.cells
            if cell.source.column == index and cell.text.strip()
        ]
        if texts:
            longest = max(len(word) for text in texts for word in text.split())
            usual = sum(map(len, texts)) / len(texts)
            weights[index - 1] = min(longest, _LONGEST_WORD) + usual**0.75
    return _shares(weights, least=_NARROWEST)


def _are_even(widths: Sequence[float]) -> bool:
    """Tell widths that programs write where nobody has set any; two columns may well be even."""
    return len(widths) > 2 and max(widths) - min(widths) < max(widths) / 100


def _shares(weights: Sequence[float], *, least: float) -> list[float]:
    """Return weights as percents with one digit that give 100, so that a copy looks the same."""
    total = sum(weights)
    shares = [max(round(weight * 100 / total, 1), least) for weight in weights]
    widest = shares.index(max(shares))
    shares[widest] = max(round(100 - sum(shares) + shares[widest], 1), least)
    return shares
