"""Finding the table of an answer in a workbook: its columns and rows, however they were moved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from planbook.findings import Finding, Severity, SourceRef
from planbook.indicators import Cell, FormLine, FormSection, IndicatorForm
from planbook.indicators.sheet_plan import (
    COLUMN_HEADERS,
    COLUMNS_MARK,
    QUESTIONS_MARK,
    QUESTIONS_SHEET,
    RowKey,
    SheetColumn,
    copy_label,
    row_key,
)
from planbook.readers.sheets.sheet import Sheet, SheetCell, column_letters
from planbook.text import comparison_key

_EMPTY = SheetCell("")
_SEARCHED_ROWS = 60
_NEEDED = (SheetColumn.NAME, SheetColumn.VALUE)
_SHORT = 60
_MOST_OF_A_KIND = 500
_HEADERS = frozenset(comparison_key(header) for header in COLUMN_HEADERS.values())


class Notes:
    """Collects findings in the order in which a person looks: the file, then its rows."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._counts: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._findings)

    def has(self, code: str) -> bool:
        """Tell whether a finding of a code was kept."""
        return any(finding.code == code for finding in self._findings)

    def add(self, finding: Finding) -> None:
        """Keep a finding."""
        self._findings.append(finding)

    def error(self, code: str, message: str, *, evidence: str = "") -> None:
        """Tell of something that was not taken."""
        self.add(Finding(code, message, Severity.ERROR, evidence=evidence))

    def warning(self, code: str, message: str, *, evidence: str = "") -> None:
        """Tell of something doubtful."""
        self.add(Finding(code, message, Severity.WARNING, evidence=evidence))

    def info(self, code: str, message: str) -> None:
        """Tell of something that does no harm."""
        self.add(Finding(code, message, Severity.INFO))

    def at(self, severity: Severity, code: str, message: str, place: Place) -> None:
        """Tell of something at a place of a sheet."""
        self._counts[code] += 1
        if self._counts[code] > _MOST_OF_A_KIND:
            return
        source = SourceRef(row=place.row, column=place.column)
        self.add(Finding(code, f"{place}: {message}", severity, source, evidence=str(place)))

    def findings(self) -> tuple[Finding, ...]:
        """Return all, those of the whole file first, then by row."""
        found = sorted(self._findings, key=lambda one: (one.source.row, one.source.column))
        kinds = {one.code: one.severity for one in found}
        more = (
            Finding(code, f"Таких замечаний ещё {count - _MOST_OF_A_KIND}.", kinds[code])
            for code, count in self._counts.items()
            if count > _MOST_OF_A_KIND
        )
        return (*found, *more)


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a sheet, as people name it, and the words that stand in its row."""

    sheet: str
    row: int
    column: int
    name: str = ""

    def __str__(self) -> str:
        address = f"Лист «{self.sheet}», {column_letters(self.column)}{self.row}"
        return f"{address} ({shortened(self.name)})" if self.name else address


def shortened(text: str) -> str:
    """Return a name that does not drown a message.

    >>> shortened("Тариф на холодную воду")
    'Тариф на холодную воду'
    """
    words = " ".join(text.split())
    return words if len(words) <= _SHORT else f"{words[: _SHORT - 1]}…"


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row of the sheet that belongs to the form."""

    row: int
    section: FormSection
    copy: int
    line: FormLine | None = None

    @property
    def cell(self) -> Cell | None:
        """The cell of the answer, None for the name of a copy."""
        return Cell(self.line.indicator.code, self.copy) if self.line is not None else None


@dataclass(slots=True)
class Table:
    """The sheet of the answer with its columns and rows."""

    sheet: Sheet
    columns: dict[SheetColumn, int]
    rows: list[FoundRow] = field(default_factory=list)

    def cell(self, row: int, column: SheetColumn) -> SheetCell:
        """Return a cell, an empty one where nothing stands."""
        place = self.columns.get(column)
        return self.sheet.rows.get(row, {}).get(place, _EMPTY) if place else _EMPTY

    def place(self, row: int, column: SheetColumn, name: str = "") -> Place:
        """Return where a cell stands, for a message."""
        return Place(self.sheet.name, row, self.columns.get(column, 1), name)

    def places(self) -> dict[Cell, str]:
        """Return where the value of every cell stands, in words."""
        return {
            row.cell: str(self.place(row.row, SheetColumn.VALUE, row.line.indicator.name))
            for row in self.rows
            if row.cell is not None and row.line is not None
        }

    def formula(self, row: int, column: SheetColumn) -> str | None:
        """Return the formula of a cell, None where there is none."""
        return self.sheet.formulas.get((row, self.columns.get(column, 0)))


def find_table(sheets: Sequence[Sheet], form: IndicatorForm, notes: Notes) -> Table | None:
    """Return the table of the answer, None (and told) where no sheet has it."""
    seen = [sheet for sheet in sheets if not sheet.is_hidden]
    for sheet in seen:
        head = _coded_head(sheet) or _named_head(sheet)
        if head is None or not all(column in head[1] for column in _NEEDED):
            continue
        row, columns = head
        table = Table(sheet, columns)
        _tell_head(table, row, notes)
        table.rows = list(_Finder(table, form, notes).rows(row))
        if table.rows:
            return table
    notes.error(
        "sheet.no_table",
        "В файле не найдена таблица ответа: столбцы «Показатель» и «Значение» и строки формы. "
        "Похоже, это другой файл. Скачайте шаблон и перенесите в него значения.",
    )
    return None


def find_questions(sheets: Sequence[Sheet]) -> tuple[Sheet, tuple[int, int]] | None:
    """Return the sheet of questions with the row and column of its mark, None for none."""
    for sheet in sheets:
        for row, cells in _first_rows(sheet):
            for column, cell in cells.items():
                if cell.text == QUESTIONS_MARK:
                    return sheet, (row, column)
    named = (sheet for sheet in sheets if sheet.name.strip() == QUESTIONS_SHEET)
    found = next(named, None)
    return (found, (min(found.rows, default=1), 0)) if found is not None else None


def _first_rows(sheet: Sheet) -> Iterator[tuple[int, dict[int, SheetCell]]]:
    for row in sorted(sheet.rows)[:_SEARCHED_ROWS]:
        yield row, sheet.rows[row]


def _coded_head(sheet: Sheet) -> tuple[int, dict[SheetColumn, int]] | None:
    """Return the hidden row of codes and the columns that it names."""
    for row, cells in _first_rows(sheet):
        codes = {cell.text: column for column, cell in cells.items()}
        if COLUMNS_MARK in codes or {"name", "value", "reason"} <= set(codes):
            return row, {one: codes[one.value] for one in SheetColumn if one.value in codes}
    return None


def _named_head(sheet: Sheet) -> tuple[int, dict[SheetColumn, int]] | None:
    """Return the row of headers that people see, for a file that has lost its codes."""
    for row, cells in _first_rows(sheet):
        named = {comparison_key(cell.text): column for column, cell in cells.items()}
        columns = {
            one: named[comparison_key(header)]
            for one, header in COLUMN_HEADERS.items()
            if comparison_key(header) in named
        }
        if all(column in columns for column in _NEEDED):
            return row, columns
    return None


def _tell_head(table: Table, head: int, notes: Notes) -> None:
    """Tell of renamed headers and of columns that are gone."""
    for column in (SheetColumn.REASON, SheetColumn.COMMENT):
        if column not in table.columns:
            notes.warning(
                "sheet.no_column",
                f"Столбца «{COLUMN_HEADERS[column]}» в файле нет: из него ничего не взято.",
            )
    for row in range(head, head + 12):
        said = {
            column: table.cell(row, column).text
            for column in table.columns
            if column not in (SheetColumn.CODE, SheetColumn.SEEN)
        }
        usual = [
            column
            for column, text in said.items()
            if comparison_key(text) == comparison_key(COLUMN_HEADERS[column])
        ]
        if len(usual) * 2 <= len(said):
            continue
        for column, text in said.items():
            if column not in usual:
                notes.warning(
                    "sheet.header",
                    f"{table.place(row, column)}: вместо «{COLUMN_HEADERS[column]}» стоит "
                    f"«{shortened(text)}». Столбец прочитан как «{COLUMN_HEADERS[column]}».",
                )
        return


class _Finder:
    """Finds the rows of the form by their codes or, where those are gone, by their names."""

    def __init__(self, table: Table, form: IndicatorForm, notes: Notes) -> None:
        self.table, self.notes = table, notes
        self.sections = {section.code: section for section in form.sections}
        self.form = form
        self.homes = {
            line.indicator.code: (section, line)
            for section in form.sections
            for line in section.lines
        }
        self.lines: dict[str, list[tuple[FormSection, FormLine]]] = defaultdict(list)
        for section, line in self.homes.values():
            self.lines[comparison_key(line.indicator.name.partition("\n")[0])].append(
                (section, line)
            )
        self.headings = {comparison_key(one.heading): one for one in reversed(form.sections)}
        self.labels: dict[str, list[tuple[FormSection, int]]] = defaultdict(list)
        for section in form.sections:
            for copy in range(section.max_copies if section.is_repeated else 0):
                label = comparison_key(f"{copy_label(section, copy)}: название")
                self.labels[label].append((section, copy))
        self.section: FormSection | None = None
        self.copy = 0
        self.by_name = 0

    def rows(self, head: int) -> Iterator[FoundRow]:
        for row in sorted(self.table.sheet.rows):
            if row <= head:
                continue
            key = row_key(self.table.cell(row, SheetColumn.CODE).text)
            found = self._coded(row, key) if key is not None else self._named(row)
            if found is not None:
                yield found
        if self.by_name:
            self.notes.warning(
                "sheet.no_codes",
                f"Скрытые коды строк стёрты: строки ({self.by_name}) найдены по названиям. "
                "Проверьте значения.",
            )

    def _coded(self, row: int, key: RowKey) -> FoundRow | None:
        if key.is_name:
            section = self.sections.get(key.code)
            line = None
        else:
            section, line = self.homes.get(key.code, (None, None))
        if section is None or key.copy >= max(section.max_copies, 1):
            self._tell_foreign(row)
            return None
        self.section, self.copy = section, key.copy
        return FoundRow(row, section, key.copy, line)

    def _named(self, row: int) -> FoundRow | None:
        """Return the row of a name; headings tell the section, labels the copy."""
        name = comparison_key(self.table.cell(row, SheetColumn.NAME).text.partition("\n")[0])
        if not name:
            self._tell_foreign(row)
            return None
        line_of = self._line_of(name)
        if line_of is not None:
            section, line = line_of
            if section is not self.section:
                self.section, self.copy = section, 0
            self.by_name += 1
            return FoundRow(row, section, self.copy, line)
        heading = self.headings.get(name)
        if heading is not None:
            self.section, self.copy = heading, 0
            return None
        found = self._copy_row(row, name)
        if found is None:
            self._tell_foreign(row)
        return found

    def _copy_row(self, row: int, name: str) -> FoundRow | None:
        """Return the row that names a copy; of sections with like labels, the one read now."""
        alike = self.labels.get(name, [])
        here = (one for one in alike if one[0] is self.section)
        chosen = next(here, alike[0] if alike else None)
        if chosen is None:
            return None
        self.section, self.copy = chosen
        return FoundRow(row, *chosen)

    def _line_of(self, name: str) -> tuple[FormSection, FormLine] | None:
        same = self.lines.get(name, [])
        here = [one for one in same if one[0] is self.section]
        chosen = here or same
        return chosen[0] if len(chosen) == 1 else None

    def _tell_foreign(self, row: int) -> None:
        value = self.table.cell(row, SheetColumn.VALUE)
        if value.text and comparison_key(value.text) not in _HEADERS:
            place = self.table.place(row, SheetColumn.VALUE)
            words = shortened(self.table.cell(row, SheetColumn.NAME).text)
            named = f" «{words}»" if words else ""
            message = f"строки{named} в форме нет, значение «{shortened(value.text)}» не взято."
            self.notes.at(Severity.WARNING, "sheet.foreign_row", message, place)
