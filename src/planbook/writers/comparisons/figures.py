"""All that is told about a comparison table, computed once for whatever format is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from planbook.indicators import (
    Change,
    ComparisonRow,
    ComparisonTable,
    FormSection,
    Rank,
    RowSummary,
    UnitKind,
    changes,
    city_numbers,
    number_text,
    ranks,
    summary,
)
from planbook.indicators.statistics import kept_decimals
from planbook.indicators.wording import rounded_to
from planbook.language import plural
from planbook.writers.comparison_export import ComparisonExport

# Words that take more room than this are printed below the table and not in its narrow columns.
_LONGEST_WORDS = 60
_MOST_NAMES = 2


@dataclass(frozen=True, slots=True)
class RowFigures:
    """One row with its number in the table («2.1») and everything told about it."""

    number: str
    row: ComparisonRow
    summary: RowSummary
    ranks: tuple[Rank | None, ...]
    changes: tuple[Change | None, ...]

    @property
    def code(self) -> str:
        """The code of the indicator."""
        return self.row.line.indicator.code

    @property
    def is_told_below(self) -> bool:
        """Whether the row is answered with words too long for a column."""
        if self.row.line.indicator.unit.kind is not UnitKind.TEXT:
            return False
        return any(
            cell is not None and len(cell.text) > _LONGEST_WORDS
            for cells in self.row.cells
            for cell in cells
        )


@dataclass(frozen=True, slots=True)
class SectionFigures:
    """The rows of one section, in the order of the form."""

    section: FormSection
    rows: tuple[RowFigures, ...]


class TableFigures:
    """A comparison table with its figures; changes are empty where there is no earlier table."""

    def __init__(self, export: ComparisonExport) -> None:
        self.export = export
        self.table: ComparisonTable = export.table

    @cached_property
    def sections(self) -> tuple[SectionFigures, ...]:
        """Sections that have rows, each with its rows."""
        found = changes(self.table, self.export.previous) if self.export.previous else {}
        by_section: dict[str, list[ComparisonRow]] = {}
        for row in self.table.rows:
            by_section.setdefault(row.section_code, []).append(row)
        filled = [one for one in self.table.form.sections if one.code in by_section]
        return tuple(
            SectionFigures(
                section,
                tuple(
                    _row_figures(f"{place}.{number}", row, found)
                    for number, row in enumerate(by_section[section.code], 1)
                ),
            )
            for place, section in enumerate(filled, 1)
        )

    @cached_property
    def rows(self) -> tuple[RowFigures, ...]:
        """All rows in the order of the form."""
        return tuple(one for section in self.sections for one in section.rows)

    @cached_property
    def answered_count(self) -> int:
        """How many cities told at least one value, or why there is none, or wrote an answer."""
        told = {
            place
            for row in self.table.rows
            for place, cells in enumerate(row.cells)
            if any(cell is not None for cell in cells)
        }
        for texts in self.table.texts.values():
            told.update(place for place, text in enumerate(texts) if text.strip())
        return len(told)

    @property
    def own_place(self) -> int | None:
        """Where the column of the own city stands."""
        keys = [column.key for column in self.table.columns]
        return keys.index(self.export.own_key) if self.export.own_key in keys else None

    def cities_with(self, figures: RowFigures, number: Decimal | None) -> str:
        """Return the cities that gave a number, as printed: two names, else how many."""
        if number is None:
            return ""
        names = [self.table.columns[place].city for place in places_of(figures.row, number)]
        if len(names) <= _MOST_NAMES:
            return ",\n".join(names)
        return f"{len(names)}\u00a0{plural(len(names), 'город', 'города', 'городов')}"


def places_of(row: ComparisonRow, number: Decimal) -> list[int]:
    """Return the columns that stand for a least or largest number of a row."""
    decimals = kept_decimals(row.line.indicator)
    wanted = rounded_to(number, decimals)

    def is_it(place: int, told: Decimal | None, cells: Sequence[object]) -> bool:
        if told is not None:
            return rounded_to(told, decimals) == wanted
        return len(cells) > 1 and any(
            cell is not None and cell.number is not None and cell.number == number
            for cell in row.cells[place]
        )

    pairs = zip(city_numbers(row), row.cells, strict=True)
    return [place for place, (told, cells) in enumerate(pairs) if is_it(place, told, cells)]


def change_text(change: Change | None, figures: RowFigures, *, separator: str = "\n") -> str:
    """Return a change as printed: «+1,20» and «+3,9 %»; of a share only its points."""
    if change is None:
        return ""
    indicator = figures.row.line.indicator
    absolute = signed(change.absolute, indicator.decimals)
    is_plain = indicator.unit.kind is UnitKind.SHARE or not change.absolute
    if is_plain or change.percent is None:
        return absolute
    return f"{absolute}{separator}{signed(change.percent, 1)}\u00a0%"


def signed(number: Decimal, decimals: int) -> str:
    """Return a number with its sign; zero has none.

    >>> signed(Decimal("1.2"), 2), signed(Decimal("-0.5"), 1), signed(Decimal("0.001"), 1)
    ('+1,20', '−0,5', '0,0')
    """
    text = number_text(number, decimals)
    return f"+{text}" if rounded_to(number, decimals) > 0 else text


def _row_figures(
    number: str, row: ComparisonRow, found: Mapping[str, tuple[Change | None, ...]]
) -> RowFigures:
    nothing = (None,) * len(row.cells)
    return RowFigures(
        number, row, summary(row), ranks(row), found.get(row.line.indicator.code, nothing)
    )
