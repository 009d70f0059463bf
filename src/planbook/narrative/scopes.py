"""Where a name in braces is looked up: a line of a list first, then the sheet around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from planbook.narrative.event_fields import event_table
from planbook.narrative.fields import FieldInfo, ListDef, SheetKind, Table
from planbook.narrative.report_fields import events_of, report_table
from planbook.narrative.sheets import ReportSheet, Sheet
from planbook.narrative.values import Item, Values


@dataclass(frozen=True, slots=True)
class LineScope:
    """One line of a list, on the sheet it stands on."""

    lines: ListDef
    line: Any
    index: int
    outer: SheetScope

    def values(self, name: str) -> Values | None:
        """Return what a field says here, None for an unknown name."""
        for column in self.lines.columns:
            if column.name == name:
                sheet_key = self.outer.sheet.key
                return Values(tuple(self.lines.items(sheet_key, self.index, self.line, column)))
        return self.outer.values(name)

    def repeated(self, name: str) -> Iterator[Scope] | None:
        """Return the scopes `[*name: …]` repeats over, None for an unknown name."""
        return self.outer.repeated(name)


@dataclass(frozen=True, slots=True)
class SheetScope:
    """A sheet; an event of a report stands inside the sheet of the report."""

    sheet: Sheet
    table: Table
    outer: SheetScope | None = None

    def values(self, name: str) -> Values | None:
        """Return what a field says here, None for an unknown name."""
        found = self.table.fields.get(name)
        if found is not None:
            return found.read(self.sheet)
        list_name, _, column_name = name.partition(".")
        if list_name in self.table.lists:
            lines = self.table.lists[list_name]
            for column in lines.columns:
                if column.name == (column_name or lines.columns[0].name):
                    return lines.values(self.sheet, column)
        if list_name in self.table.rows and column_name:
            return self._rows(list_name, column_name)
        return self.outer.values(name) if self.outer else None

    def attribute(self, name: str) -> str:
        """Return the attribute of the sheet a field is read from; its own name where not known."""
        head = name.partition(".")[0]
        infos = (*self.table.infos(), *(self.outer.table.infos() if self.outer else ()))
        return next((one.attribute for one in infos if one.name in (name, head)), name)

    def repeated(self, name: str) -> Iterator[Scope] | None:
        """Return the scopes `[*name: …]` repeats over, None for an unknown name."""
        lines = self.table.lists.get(name)
        if lines is not None:
            found = lines.lines(self.sheet)
            return (LineScope(lines, line, index, self) for index, line in found)
        if name in self.table.rows and isinstance(self.sheet, ReportSheet):
            events = events_of(self.sheet, name)
            return (SheetScope(event, event_table(), self) for event in events)
        return self.outer.repeated(name) if self.outer else None

    def _rows(self, name: str, column: str) -> Values | None:
        """Return one field of all events; its numbers count events, not values."""
        items: list[Item] = []
        if not isinstance(self.sheet, ReportSheet):
            return None
        for place, event in enumerate(events_of(self.sheet, name)):
            values = SheetScope(event, event_table()).values(column)
            if values is None:
                return None
            items += (Item(one.value, one.fact, one.facts, place) for one in values.items[:1])
        return Values(tuple(items))


Scope = LineScope | SheetScope


def scope_of(sheet: Sheet) -> SheetScope:
    """Return where fields of a sheet are looked up."""
    table = report_table() if isinstance(sheet, ReportSheet) else event_table()
    return SheetScope(sheet, table)


def table_of(kind: SheetKind) -> Table:
    """Return the fields of a kind of sheets."""
    return report_table() if kind is SheetKind.REPORT else event_table()


def field_list(kind: SheetKind = SheetKind.EVENT) -> tuple[FieldInfo, ...]:
    """Return the fields in the order of a palette.

    >>> [field.example for field in field_list() if field.name == "участники"]
    ['{участники:род}']
    """
    return tuple(table_of(kind).infos())
