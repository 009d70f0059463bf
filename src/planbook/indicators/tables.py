"""The comparison table of one round: rows are indicators, columns are cities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from planbook.indicators.forms import FormLine, IndicatorForm
from planbook.indicators.values import CellValue


@dataclass(frozen=True, slots=True)
class Column:
    """A city of the table: its name as printed and a key that stays when it is renamed."""

    city: str
    key: str


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One row of the form with the answers of all cities.

    Attributes:
        section_code: the section of the form that the row stands in.
        cells: by column, and inside by copy of a repeated section (one entry in an ordinary
            section); None stands for a cell that was not answered.
    """

    line: FormLine
    section_code: str
    cells: tuple[tuple[CellValue | None, ...], ...]


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """A comparison table as it was made: it does not change when an answer is corrected later.

    Attributes:
        title: the topic of the exchange.
        owner: the association, as printed.
        period_edtf: the period of the round.
        number: the version of the table within its round, from 1.
        copies: names of copies by code of a repeated section, in it by column.
        texts: answers to questions by code of the question, in it by column, empty for none.
        notes: printed below the table.
    """

    title: str
    owner: str
    period_edtf: str
    form: IndicatorForm
    number: int
    made_on: date
    columns: tuple[Column, ...]
    rows: tuple[ComparisonRow, ...]
    copies: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
