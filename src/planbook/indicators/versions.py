"""Comparison tables changed: columns chosen, and what differs between two versions of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from planbook.indicators.tables import Column, ComparisonRow, ComparisonTable
from planbook.indicators.values import CellValue


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A cell that another version of a table has otherwise; None for empty or not there."""

    code: str
    column: Column
    copy: int
    before: CellValue | None
    after: CellValue | None


@dataclass(frozen=True, slots=True)
class TableDifference:
    """What differs between two versions of one table.

    Attributes:
        joined, left: cities that are only in the later or only in the earlier version.
        cells: of cities that are in both.
        texts: codes of questions and the cities that answer them otherwise.
    """

    joined: tuple[Column, ...] = ()
    left: tuple[Column, ...] = ()
    cells: tuple[CellDifference, ...] = ()
    texts: tuple[tuple[str, Column], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether both versions say the same."""
        return not (self.joined or self.left or self.cells or self.texts)


def with_columns(table: ComparisonTable, keys: Sequence[str]) -> ComparisonTable:
    """Return the table with these columns only, in this order; keys it has not are passed over.

    Ranks and figures of a group of cities are those of such a table.

    >>> from datetime import date
    >>> from planbook.indicators import IndicatorForm
    >>> form, columns = IndicatorForm("Т", ()), (Column("Шуя", "1"), Column("Псков", "2"))
    >>> table = ComparisonTable("Т", "Союз", "2026", form, 1, date(2026, 1, 9), columns, ())
    >>> [column.city for column in with_columns(table, ["2", "9"]).columns]
    ['Псков']
    """
    place_of = {column.key: place for place, column in enumerate(table.columns)}
    places = [place_of[key] for key in dict.fromkeys(keys) if key in place_of]
    return replace(
        table,
        columns=tuple(table.columns[place] for place in places),
        rows=tuple(
            replace(row, cells=tuple(row.cells[place] for place in places)) for row in table.rows
        ),
        copies={
            code: tuple(names[place] for place in places) for code, names in table.copies.items()
        },
        texts={
            code: tuple(texts[place] for place in places) for code, texts in table.texts.items()
        },
    )


def table_difference(before: ComparisonTable, after: ComparisonTable) -> TableDifference:
    """Return what a later version of a table says otherwise, cell by cell.

    Copies of repeated sections are compared by their place. A comment is a part of its cell.
    """
    old = {column.key for column in before.columns}
    new = {column.key: column for column in after.columns}
    return TableDifference(
        joined=tuple(column for column in after.columns if column.key not in old),
        left=tuple(column for column in before.columns if column.key not in new),
        cells=tuple(_cell_differences(before, after)),
        texts=tuple(_text_differences(before, after)),
    )


def _cell_differences(before: ComparisonTable, after: ComparisonTable) -> Iterator[CellDifference]:
    earlier, later = _rows(before), _rows(after)
    places = _common_places(before, after)
    for code in dict.fromkeys((*later, *earlier)):
        old_row, new_row = earlier.get(code), later.get(code)
        for column, old, new in places:
            old_cells = old_row.cells[old] if old_row is not None else ()
            new_cells = new_row.cells[new] if new_row is not None else ()
            if old_cells == new_cells:
                continue
            for copy, (was, now) in enumerate(zip_longest(old_cells, new_cells)):
                if was != now:
                    yield CellDifference(code, column, copy, was, now)


def _text_differences(
    before: ComparisonTable, after: ComparisonTable
) -> Iterator[tuple[str, Column]]:
    places = _common_places(before, after)
    for code in dict.fromkeys((*after.texts, *before.texts)):
        earlier, later = before.texts.get(code), after.texts.get(code)
        for column, old, new in places:
            if (earlier[old] if earlier else "") != (later[new] if later else ""):
                yield code, column


def _rows(table: ComparisonTable) -> dict[str, ComparisonRow]:
    return {row.line.indicator.code: row for row in table.rows}


def _common_places(
    before: ComparisonTable, after: ComparisonTable
) -> list[tuple[Column, int, int]]:
    """Columns of both tables with their places in each."""
    old = {column.key: place for place, column in enumerate(before.columns)}
    return [
        (column, old[column.key], place)
        for place, column in enumerate(after.columns)
        if column.key in old
    ]
