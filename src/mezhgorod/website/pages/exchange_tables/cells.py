"""The consolidated table as HTML: made of strings, because it has up to 18,000 cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString

from planbook.indicators import (
    CellValue,
    Change,
    ComparisonRow,
    ComparisonTable,
    Indicator,
    RowSummary,
    cell_text,
    changes,
    number_text,
    ranks,
    summaries,
    summary_text,
)
from planbook.indicators.note_wording import change_unit_after, is_in_percents

_MINUS = "\N{MINUS SIGN}"
_EMPTY = '<td class="num soft"><abbr title="нет ответа">–</abbr></td>'


class Shown(StrEnum):
    """What cells tell."""

    VALUES = "values"
    RANKS = "ranks"
    CHANGES = "changes"


SHOWN_WORDS = {
    Shown.VALUES: "значения",
    Shown.RANKS: "места городов",
    Shown.CHANGES: "изменение к прошлому раунду",
}
# header and what it means, the field of `RowSummary`
_FIGURES = (
    ("Медиана", "половина городов не больше, половина не меньше", "median"),
    ("Минимум", "", "minimum"),
    ("Максимум", "", "maximum"),
    ("Среднее", "среднее по городам без весов", "mean"),
    ("Нижний квартиль", "четверть городов не больше", "lower_quartile"),
    ("Верхний квартиль", "четверть городов не меньше", "upper_quartile"),
)


@dataclass(frozen=True, slots=True)
class CellNote:
    """A comment of a city, printed below the table."""

    number: int
    city: str
    indicator: str
    text: str


@dataclass
class TableParts:
    """Everything of a table that is drawn, in the order it is drawn.

    Attributes:
        own_key: column that is highlighted and stands first.
        marked: keys of columns whose cells of `marked_code` are pointed at.
    """

    table: ComparisonTable
    previous: ComparisonTable | None = None
    own_key: str = ""
    shown: Shown = Shown.VALUES
    marked_code: str = ""
    marked: frozenset[str] = frozenset()
    notes: list[CellNote] = field(default_factory=list)

    @cached_property
    def figures(self) -> dict[str, RowSummary]:
        return summaries(self.table)

    @cached_property
    def places(self) -> list[int]:
        """Places of columns, the own city first."""
        columns = self.table.columns
        return sorted(range(len(columns)), key=lambda place: columns[place].key != self.own_key)

    @cached_property
    def _cells(self) -> dict[str, list[str]]:
        """Cells of every row by code, in the order of the columns of the table."""
        told = self._changes
        return {
            row.line.indicator.code: list(self._row_cells(row, told)) for row in self.table.rows
        }

    @cached_property
    def _changes(self) -> Mapping[str, tuple[Change | None, ...]]:
        wanted = self.previous if self.shown is Shown.CHANGES else None
        return changes(self.table, wanted) if wanted else {}

    def usual(self) -> SafeString:
        """Rows are indicators, columns are cities."""
        cells = self._cells
        lines = [f"<thead>{self._usual_head()}</thead><tbody>"]
        span = len(self.places) + len(_FIGURES) + 2
        for section_code, rows in groupby(self.table.rows, key=lambda row: row.section_code):
            heading = self._heading(section_code)
            if heading:
                lines.append(
                    f'<tr><th class="group" colspan="{span}" scope="colgroup">'
                    f"<span>{escape(heading)}</span></th></tr>"
                )
            for row in rows:
                own = cells[row.line.indicator.code]
                first, rest = self._parted([own[place] for place in self.places])
                figures = "".join(self._figure_cells(row))
                lines.append(f"<tr>{_row_head(row)}{first}{figures}{rest}</tr>")
        return SafeString("".join((*lines, "</tbody>")))

    def turned(self) -> SafeString:
        """Rows are cities, columns are indicators."""
        rows, cells = self.table.rows, self._cells
        heads = "".join(_column_head(row.line.indicator) for row in rows)
        lines = [f'<thead><tr><th scope="col">Город</th>{heads}</tr></thead><tbody>']
        for place in self.places:
            column = self.table.columns[place]
            own = ' class="own"' if column.key == self.own_key else ""
            shown = "".join(cells[row.line.indicator.code][place] for row in rows)
            lines.append(f'<tr{own}><th scope="row">{escape(column.city)}</th>{shown}</tr>')
        lines.append('</tbody><tbody class="summed">')
        table = [list(self._figure_cells(row)) for row in rows]
        heads_of_figures = [*(header for header, _, _ in _FIGURES), "Ответов"]
        for number, header in enumerate(heads_of_figures):
            shown = "".join(figures[number] for figures in table)
            lines.append(f'<tr><th scope="row">{header}</th>{shown}</tr>')
        return SafeString("".join((*lines, "</tbody>")))

    def _usual_head(self) -> str:
        figures = "".join(
            f'<th scope="col" class="num summed"{_title(said)}>{header}</th>'
            for header, said, _ in (*_FIGURES, ("Ответов", "сколько городов дали значение", ""))
        )
        first, rest = self._parted(
            [
                f'<th scope="col" class="num{" own" if column.key == self.own_key else ""}">'
                f"{escape(column.city)}</th>"
                for column in (self.table.columns[place] for place in self.places)
            ]
        )
        return f'<tr><th scope="col">Показатель, единица</th>{first}{figures}{rest}</tr>'

    def _parted(self, cells: list[str]) -> tuple[str, str]:
        """The own city, which stands before the figures, and all others."""
        has_own = any(column.key == self.own_key for column in self.table.columns)
        return "".join(cells[:has_own]), "".join(cells[has_own:])

    def _heading(self, code: str) -> str:
        headings = {section.code: section.heading for section in self.table.form.sections}
        return headings.get(code, "")

    def _figure_cells(self, row: ComparisonRow) -> Iterable[str]:
        indicator = row.line.indicator
        found = self.figures[indicator.code]
        for _, _, name in _FIGURES:
            number = getattr(found, name)
            words = "" if number is None else summary_text(number, indicator)
            yield f'<td class="num summed">{words}</td>'
        yield f'<td class="num summed">{found.count}</td>'

    def _row_cells(
        self, row: ComparisonRow, told: Mapping[str, tuple[Change | None, ...]]
    ) -> Iterable[str]:
        indicator = row.line.indicator
        if self.shown is Shown.RANKS:
            for place, rank in enumerate(ranks(row)):
                yield self._td(row, place, rank.text if rank else "")
            return
        if self.shown is Shown.CHANGES:
            found = told.get(indicator.code, (None,) * len(row.cells))
            for place, change in enumerate(found):
                yield self._td(row, place, change_words(change, indicator))
            return
        names = self.table.copies.get(row.section_code)
        for place, copies in enumerate(row.cells):
            if names is not None:
                yield self._td(row, place, self._copies(row, place, names[place]))
            elif copies[0] is None:
                is_plain = self.table.columns[place].key not in {self.own_key, *self.marked}
                yield _EMPTY if is_plain else self._td(row, place, "–")
            else:
                yield self._td(row, place, self._value(row, place, copies[0]))

    def _td(self, row: ComparisonRow, place: int, content: str) -> str:
        key = self.table.columns[place].key
        classes = "num" if row.line.indicator.is_numeric else "words"
        if key == self.own_key:
            classes += " own"
        if key in self.marked and row.line.indicator.code == self.marked_code:
            classes += " pointed"
        return f'<td class="{classes}">{content}</td>'

    def _value(self, row: ComparisonRow, place: int, value: CellValue) -> str:
        indicator = row.line.indicator
        words: str = escape(cell_text(value, indicator))
        if value.missing is not None:
            words = f'<span class="soft">{words}</span>'
        if not value.comment:
            return words
        city = self.table.columns[place].city
        number = len(self.notes) + 1
        self.notes.append(CellNote(number, city, indicator.name, value.comment))
        label = f"Пояснение {number}: {escape(city)}"
        return f'{words}<sup><a href="#note-{number}" aria-label="{label}">{number}</a></sup>'

    def _copies(self, row: ComparisonRow, place: int, names: Sequence[str]) -> str:
        lines = []
        if len(names) == 1:
            # The only supplier needs no name: columns stay narrow.
            names = ("",)
        for copy, value in enumerate(row.cells[place]):
            name = names[copy] if copy < len(names) else ""
            said = f'<span class="copy">{escape(name)}</span> ' if name else ""
            words = "–" if value is None else self._value(row, place, value)
            lines.append(f"<div>{said}{words}</div>")
        return "".join(lines)


def signed(number: Decimal, decimals: int) -> str:
    """Return a difference as printed, with its sign."""
    words = number_text(number, decimals)
    return words if number <= 0 or words.startswith(_MINUS) else f"+{words}"


def change_words(told: Change | None, indicator: Indicator) -> str:
    """Return a change with its percents; percents themselves change by points."""
    if told is None:
        return ""
    words = signed(told.absolute, indicator.decimals)
    if is_in_percents(indicator):
        return f"{words}{change_unit_after(indicator)}"
    if told.percent is None:
        return words
    return f"{words} ({signed(told.percent, 1)}\N{NO-BREAK SPACE}%)"


def _row_head(row: ComparisonRow) -> str:
    return _indicator_head(row.line.indicator, "row")


def _column_head(indicator: Indicator) -> str:
    return _indicator_head(indicator, "col")


def _indicator_head(indicator: Indicator, scope: str) -> str:
    unit = escape(indicator.unit.name)
    words = f' <span class="unit">{unit}</span>' if unit else ""
    code, name, said = escape(indicator.code), escape(indicator.name), _title(indicator.definition)
    return f'<th scope="{scope}" id="row-{code}"{said}>{name}{words}</th>'


def _title(words: str) -> str:
    return f' title="{escape(words)}"' if words else ""
