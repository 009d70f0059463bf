"""What differs between two versions of a comparison table, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planbook.indicators import Cell, CellValue, ComparisonTable


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A cell that is another one in the later table; None stands for an empty cell."""

    city: str
    key: str
    cell: Cell
    name: str
    before: CellValue | None
    after: CellValue | None


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What a later version of a table changed: cities that came and went, cells of the others.

    `words_changed` tells that answers in words or names of copies differ.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    cells: tuple[ChangedCell, ...]
    words_changed: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the tables say the same."""
        return not (self.added or self.removed or self.cells or self.words_changed)


def table_changes(before: ComparisonTable, after: ComparisonTable) -> TableChanges:
    """Return what a later version of a table changed, in the order of its rows and columns."""
    old, new = _cells_by_column(before), _cells_by_column(after)
    cities = {one.key: one.city for one in after.columns}
    names = {row.line.indicator.code: row.line.indicator.name for row in after.rows}
    changed = tuple(
        ChangedCell(cities[key], key, cell, names[cell.code], old[key].get(cell), value)
        for key in (one.key for one in after.columns if one.key in old)
        for cell in _all_cells(after, old[key], new[key])
        if (value := new[key].get(cell)) != old[key].get(cell)
    )
    stayed = [one.key for one in after.columns if one.key in old]
    return TableChanges(
        added=tuple(one.city for one in after.columns if one.key not in old),
        removed=tuple(one.city for one in before.columns if one.key not in new),
        cells=changed,
        words_changed=_words(before, stayed) != _words(after, stayed),
    )


def _all_cells(
    table: ComparisonTable, old: Mapping[Cell, CellValue], new: Mapping[Cell, CellValue]
) -> list[Cell]:
    order = {row.line.indicator.code: place for place, row in enumerate(table.rows)}
    found = {cell for cell in (*old, *new) if cell.code in order}
    return sorted(found, key=lambda cell: (order[cell.code], cell.copy))


def _cells_by_column(table: ComparisonTable) -> dict[str, dict[Cell, CellValue]]:
    return {
        column.key: {
            Cell(row.line.indicator.code, copy): value
            for row in table.rows
            for copy, value in enumerate(row.cells[place])
            if value is not None
        }
        for place, column in enumerate(table.columns)
    }


def _words(table: ComparisonTable, keys: list[str]) -> list[object]:
    places = {column.key: place for place, column in enumerate(table.columns)}
    return [
        (
            {code: names[places[key]] for code, names in table.copies.items()},
            {code: texts[places[key]] for code, texts in table.texts.items()},
        )
        for key in keys
    ]
