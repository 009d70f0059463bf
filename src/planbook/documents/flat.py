"""A flat table: one row per item, values typed, made for spreadsheets and other programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FlatValue = str | int | float | date | None


class FlatKind(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class FlatColumn:
    """A column: `name` for programs (ASCII), `header` for people, `width` in characters."""

    name: str
    header: str
    kind: FlatKind = FlatKind.TEXT
    width: float = 20.0


@dataclass(frozen=True, slots=True)
class FlatTable:
    """Rows over columns, ready for a sheet named `title`; every row has a value per column."""

    title: str
    columns: tuple[FlatColumn, ...]
    rows: tuple[tuple[FlatValue, ...], ...]
