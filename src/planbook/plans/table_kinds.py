"""What a table with a header is: a plan of events, or values of indicators, prices, tariffs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from planbook.documents import Row, Table
from planbook.plans.columns import TIMED_ROLES, ColumnSet
from planbook.plans.header_rows import Header, filled_cells, read_header
from planbook.plans.phrases import PhraseIndex, read_vocabulary
from planbook.plans.wording import header_words, one_line

_EVENT_WORD = "мероприяти"
_AMOUNT = re.compile(r"(?:не (?:менее|более)|до|от)?\s?[-\d\s.,%<>≤≥~*xх–—+]{1,40}")
_MOSTLY = 0.6
_SAMPLE = 40


def is_indicator_table(table: Table, header: Header | None) -> bool:
    """Tell a table of values from a plan; `header` is its header where one was found.

    Its first column names indicators, goods or services, it has units of measurement, or all its
    other columns hold numbers; and nothing in it says when an event is held.
    """
    if header is None:
        return _is_headless(table.rows, table.column_count)
    columns, rows = header.column_set, table.rows[header.last :]
    if _speaks_of_events(columns):
        return False
    names = _names_indicators(columns)
    if columns.has("unit"):
        return names or not _has_dates(columns)
    return (names or _holds_numbers(columns, rows)) and not _has_dates(columns)


def _is_headless(rows: Sequence[Row], column_count: int) -> bool:
    """Tell a table of values whose header names neither events nor dates.

    Its first row has to name indicators or units, and numbers have to stand below.
    """
    if len(rows) < 2 or len(filled_cells(rows[0])) < 2:
        return False
    header = read_header(rows, 0, column_count)
    columns = header.column_set
    body = rows[header.last :]
    is_named = _names_indicators(columns) or columns.has("unit")
    return is_named and not _speaks_of_events(columns) and _holds_numbers(columns, body)


def _speaks_of_events(columns: ColumnSet) -> bool:
    return any(_EVENT_WORD in column.header.lower() for column in columns.columns)


def _names_indicators(columns: ColumnSet) -> bool:
    named = [column for column in columns.columns if column.header and column.role != "number"]
    return bool(named) and _titles().match(header_words(named[0].header)) is not None


def _has_dates(columns: ColumnSet) -> bool:
    return any(
        column.role in TIMED_ROLES and column.part != "calendar" for column in columns.columns
    )


def _holds_numbers(columns: ColumnSet, rows: Sequence[Row]) -> bool:
    """Tell whether nearly everything beside numbers and names is an amount."""
    words = ("number", "title", "unit")
    named = {column.index for column in columns.columns if column.role in words}
    texts = [
        one_line(cell.text)
        for row in rows[:_SAMPLE]
        for cell in filled_cells(row)
        if cell.column not in named and cell.column_span == 1
    ]
    amounts = sum(_AMOUNT.fullmatch(text) is not None for text in texts)
    return len(texts) > 1 and amounts >= len(texts) * _MOSTLY


@cache
def _titles() -> PhraseIndex:
    return PhraseIndex([read_vocabulary("columns")["indicators"]["titles"]])
