"""A header whose words nobody knows: told from the rows under it by what its cells are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from planbook.dates import Period
from planbook.documents import Row
from planbook.plans.columns import Column, ColumnSet, build_columns, header_role
from planbook.plans.content import ContentKind, content_kind
from planbook.plans.header_rows import Header, filled_cells
from planbook.plans.wording import one_line

_DIGIT = re.compile(r"\d")
_MAX_CELL = 80
_SINGLE = frozenset({"number", "title", "timing", "place", "place_timing"})
_DATED = frozenset({ContentKind.TIMING, ContentKind.PLACE_TIMING})


def unfamiliar_header(
    rows: Sequence[Row], guessed: ColumnSet, period: Period | None
) -> Header | None:
    """Take the first full row for a header if it plainly is no row of the plan, else None.

    Under the columns `guessed` from content its cell of dates is no date, and either its cell of
    numbers is no number or one of its cells names a column.
    """
    first = next((n for n, row in enumerate(rows) if len(filled_cells(row)) > 1), None)
    if first is None or len(rows) < first + 3 or not _is_header(rows[first], guessed, period):
        return None
    cells = filled_cells(rows[first])
    named = build_columns([(cell.column, cell.text.strip()) for cell in cells])
    columns = tuple(_merged(column, named.at(column.index), guessed) for column in guessed.columns)
    levels = tuple((column.header,) for column in columns)
    return Header(first, first + 1, ColumnSet(columns), levels)


def _is_header(row: Row, guessed: ColumnSet, period: Period | None) -> bool:
    texts = {cell.column: cell.text for cell in filled_cells(row)}
    if set(texts) != {column.index for column in guessed.columns}:
        return False
    if any(len(text) > _MAX_CELL or _DIGIT.search(text) for text in texts.values()):
        return False
    dated = [*guessed.indexes("timing"), *guessed.indexes("place_timing")]
    if any(content_kind(texts[index], period) in _DATED for index in dated):
        return False
    return guessed.has("number") or any(header_role(text) for text in texts.values())


def _merged(guessed: Column, named: Column, columns: ColumnSet) -> Column:
    """Keep what the content shows; the words of the header tell about the other columns."""
    header = one_line(named.header)
    if guessed.is_known:
        return replace(guessed, header=header)
    is_taken = named.role in _SINGLE and columns.has(named.role)
    return replace(named, role=f"other:{header}") if is_taken else named
