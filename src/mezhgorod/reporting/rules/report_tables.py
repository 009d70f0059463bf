"""Tables of numbers in a report: kept with a version, drawn as pictures. No queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mezhgorod.registry.rules import RuleViolation


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line: what it is about and its values, as printed or as counts."""

    label: str
    values: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of a report.

    Attributes:
        key: stable ASCII name: ``months``, ``bodies``, ``matrix``, ``discipline``, ``years``.
        label_head: head of the first column; `heads` of the others.
        is_drawn: whether a picture of bars is drawn from its first column of values.
        note: what its signs mean, empty for none.
        points: cities of the table with their degrees, north and east: a map is drawn of them.
    """

    key: str
    title: str
    label_head: str
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    is_drawn: bool = False
    note: str = ""
    points: tuple[tuple[str, float, float], ...] = ()


def tables_to_list(tables: Sequence[ReportTable]) -> list[dict[str, Any]]:
    """Return tables in the form in which versions keep them."""
    return [
        {
            "key": one.key,
            "title": one.title,
            "label_head": one.label_head,
            "heads": list(one.heads),
            "rows": [[row.label, *row.values] for row in one.rows],
            "is_drawn": one.is_drawn,
            "note": one.note,
            "points": [list(point) for point in one.points],
        }
        for one in tables
    ]


def tables_from_list(data: Sequence[Mapping[str, Any]]) -> tuple[ReportTable, ...]:
    """Return kept tables.

    Raises:
        RuleViolation: what is kept is damaged.
    """
    try:
        return tuple(
            ReportTable(
                key=str(one["key"]),
                title=str(one["title"]),
                label_head=str(one["label_head"]),
                heads=tuple(map(str, one["heads"])),
                rows=tuple(TableRow(str(row[0]), tuple(row[1:])) for row in one["rows"]),
                is_drawn=bool(one["is_drawn"]),
                note=str(one["note"]),
                points=tuple((str(city), x, y) for city, x, y in one["points"]),
            )
            for one in data
        )
    except (KeyError, TypeError, IndexError) as error:
        message = "Сохранённые показатели отчёта повреждены. Обратитесь к администратору сайта."
        raise RuleViolation("report.damaged", message) from error
