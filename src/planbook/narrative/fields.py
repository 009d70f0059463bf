"""Tables of fields: what a Russian name in braces means on a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from planbook.narrative.sheets import FactRef
from planbook.narrative.values import Item, Value, Values

Read = Value | tuple[Item, ...] | None


class SheetKind(StrEnum):
    """Of which sheet a field is."""

    EVENT = "event"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A field for a palette.

    Attributes:
        name: Russian name as written in braces: «участники», «места.команда».
        what: what it is, in Russian.
        example: how it is used: «{участники:род}».
        attribute: attribute of the sheet, `FactRef.field` of its words.
        is_list: whether `[*name: …]` repeats over it.
    """

    name: str
    what: str
    example: str
    attribute: str
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class FieldDef:
    """A field and how its values are taken from a sheet."""

    info: FieldInfo
    read: Callable[[Any], Values]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: «команда» of «места»."""

    name: str
    what: str
    read: Callable[[Any], Read]


@dataclass(frozen=True, slots=True)
class ListDef:
    """A list of lines; the first column is what `{места}` prints.

    `lines` gives places in the attribute with the lines; `key` of a line is the caller's own.
    """

    info: FieldInfo
    lines: Callable[[Any], Iterable[tuple[int, Any]]]
    columns: tuple[Column, ...]

    def values(self, sheet: Any, column: Column) -> Values:
        """Return one column of all lines."""
        items: list[Item] = []
        for index, line in self.lines(sheet):
            items += self.items(sheet.key, index, line, column)
        return Values(tuple(items))

    def items(self, sheet_key: str, index: int, line: Any, column: Column) -> Iterator[Item]:
        """Yield what a column of one line says."""
        read = column.read(line)
        if isinstance(read, tuple):
            yield from read
        elif read is not None:
            key = str(getattr(line, "key", ""))
            yield Item(read, FactRef(sheet_key, self.info.attribute, index, key))


@dataclass(frozen=True, slots=True)
class Table:
    """All fields of a sheet by name; `rows` are lists whose lines are sheets of events."""

    fields: dict[str, FieldDef]
    lists: dict[str, ListDef]
    rows: dict[str, FieldDef]

    def names(self) -> tuple[str, ...]:
        """Return every name that may stand in braces."""
        columns = [
            f"{one.info.name}.{column.name}"
            for one in self.lists.values()
            for column in one.columns
        ]
        return (*self.fields, *self.lists, *columns)

    def infos(self) -> Iterator[FieldInfo]:
        """Yield what a palette shows, columns of lists after their list."""
        yield from (one.info for one in self.fields.values())
        for one in self.lists.values():
            yield one.info
            for column in one.columns:
                name = f"{one.info.name}.{column.name}"
                yield FieldInfo(name, column.what, f"{{{name}}}", one.info.attribute)
        yield from (one.info for one in self.rows.values())
