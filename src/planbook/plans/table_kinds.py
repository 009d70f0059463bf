"""What a table with a header is: a plan of events, or values of indicators, prices, tariffs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from planbook.documents import Row
from planbook.plans.columns import TIMED_ROLES, ColumnSet
from planbook.plans.header_rows import Header, filled_cells
from planbook.plans.phrases import PhraseIndex, read_vocabulary
from planbook.plans.wording import header_words, one_line

_EVENT_WORD = "мероприяти"
_AMOUNT = re.compile(r"(?:не (?:менее|более)|до|от)?\s?[-\d\s.,%<>≤≥~*xх–—+]{1,40}")
_MOSTLY = 0.6
_SAMPLE = 40


def is_indicator_table(header: Header, rows: Sequence[Row]) -> bool:
    """Tell a table of values from a plan.

    Its first column names indicators, goods or services, it has units of measurement, or all its
    other columns hold numbers; and nothing in it says when an event is held.
    """
    columns = header.column_set
    if _speaks_of_events(columns):
        return False
    names = _names_indicators(columns)
    if columns.has("unit"):
        return names or not _has_dates(columns)
    return (names or _holds_numbers(columns, rows)) and not _has_dates(columns)


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
    named = {column.index for column in columns.columns if column.role in ("number", "title")}
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
