"""Cells of a filled workbook as values, reasons, comments and names of copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from planbook.findings import Severity
from planbook.indicators import (
    MAX_COMMENT_LENGTH,
    REASON_WORDS,
    Cell,
    CellError,
    CellValue,
    FormLine,
    FormSection,
    IndicatorForm,
    MissingReason,
    UnitKind,
    cell_reading,
    read_number,
)
from planbook.indicators.absence import absence_of
from planbook.indicators.sheet_plan import SheetColumn, copy_label
from planbook.readers.answer_sheet_table import FoundRow, Notes, Table, shortened
from planbook.readers.answer_sheet_values import date_message, ensure_no_date, exact_text, is_worded
from planbook.readers.sheets.sheet import CellKind, SheetCell
from planbook.text import clean_spaces, comparison_key

_INPUTS = (SheetColumn.VALUE, SheetColumn.REASON, SheetColumn.COMMENT)
_MAX_NAME = 200
_TOLD_AT_ONCE = 5


@dataclass(slots=True)
class ReadCells:
    """What the table says; `overwritten` are numbers typed over formulas of computed rows.

    `seen` and `seen_copies` are what the hidden column has kept of the time the file was made.
    """

    values: dict[Cell, CellValue] = field(default_factory=dict)
    copies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    overwritten: dict[Cell, tuple[str, CellValue]] = field(default_factory=dict)
    seen: dict[Cell, str] = field(default_factory=dict)
    seen_copies: dict[tuple[str, int], str] = field(default_factory=dict)


def read_cells(table: Table, form: IndicatorForm, notes: Notes) -> ReadCells:
    """Return everything that the table says; what cannot be taken is told by its address."""
    reader = _CellReader(table, form, notes)
    reader.read()
    return reader.found


class _CellReader:
    def __init__(self, table: Table, form: IndicatorForm, notes: Notes) -> None:
        self.table, self.form, self.notes = table, form, notes
        self.found = ReadCells()
        self.names: dict[tuple[str, int], str] = {}
        self.blank: list[tuple[FoundRow, FormLine]] = []
        self.lines_by_name = {
            comparison_key(line.indicator.name.partition("\n")[0]): line for line in form.lines
        }
        self.merged = _merged_inputs(table)

    def read(self) -> None:
        for cell, rows in self._by_cell().items():
            if len(rows) > 1 and not self._is_same(rows):
                self._tell_twice(rows)
                continue
            self._read_line(cell, rows[0])
            mark = self.table.cell(rows[0].row, SheetColumn.SEEN).text
            if SheetColumn.SEEN in self.table.columns:
                self.found.seen[cell] = mark
        for row in self.table.rows:
            if row.line is None:
                self._read_name(row)
                name = self.table.cell(row.row, SheetColumn.SEEN).text
                if name:
                    self.found.seen_copies[row.section.code, row.copy] = clean_spaces(name)
        self._settle_copies()
        self._tell_blank()
        self._tell_lost_rows()

    def _by_cell(self) -> dict[Cell, list[FoundRow]]:
        rows: dict[Cell, list[FoundRow]] = defaultdict(list)
        for row in self.table.rows:
            if row.cell is not None:
                rows[row.cell].append(row)
        return rows

    def _is_same(self, rows: list[FoundRow]) -> bool:
        said = {tuple(self.table.cell(row.row, column).text for column in _INPUTS) for row in rows}
        return len(said) == 1

    def _tell_twice(self, rows: list[FoundRow]) -> None:
        first, *others = rows
        name = first.line.indicator.name if first.line else ""
        numbers = ", ".join(str(row.row) for row in others)
        place = self.table.place(first.row, SheetColumn.VALUE, name)
        message = (
            f"эта строка есть в файле ещё раз (строки {numbers}) с другим значением. Оставьте одну."
        )
        self.notes.at(Severity.ERROR, "sheet.row_twice", message, place)

    def _read_line(self, cell: Cell, row: FoundRow) -> None:
        line = row.line
        if line is None or not self._is_in_place(row, line):
            return
        if line.formula.strip():
            self._read_overwritten(cell, row, line)
            return
        value = self._value(row, line)
        if value is not None:
            self.found.values[cell] = value

    def _is_in_place(self, row: FoundRow, line: FormLine) -> bool:
        """Tell rows whose visible words and hidden code have parted, and changed units."""
        name = self.table.cell(row.row, SheetColumn.NAME).text
        key = comparison_key(name.partition("\n")[0])
        asked = comparison_key(line.indicator.name.partition("\n")[0])
        place = self.table.place(row.row, SheetColumn.NAME)
        if key != asked and key in self.lines_by_name:
            message = (
                f"в строке стоит «{shortened(name)}», а её место в форме — "
                f"«{shortened(line.indicator.name)}»: строки сдвинуты. Значение не взято. "
                "Скачайте шаблон ещё раз и перенесите значения."
            )
            self.notes.at(Severity.ERROR, "sheet.shifted", message, place)
            return False
        if key and key != asked:
            message = (
                f"название изменено на «{shortened(name)}»; прочитано как "
                f"«{shortened(line.indicator.name)}»."
            )
            self.notes.at(Severity.WARNING, "sheet.renamed", message, place)
        return self._has_unit(row, line) and not self._is_merged(row, line)

    def _has_unit(self, row: FoundRow, line: FormLine) -> bool:
        unit = self.table.cell(row.row, SheetColumn.UNIT).text
        asked = line.indicator.unit.name
        if not unit or comparison_key(unit) == comparison_key(asked):
            return True
        place = self.table.place(row.row, SheetColumn.UNIT, line.indicator.name)
        message = (
            f"единица изменена на «{shortened(unit)}», а спрашивают «{asked}». Значение не взято: "
            "пересчитайте его и верните единицу."
        )
        self.notes.at(Severity.ERROR, "sheet.unit", message, place)
        return False

    def _is_merged(self, row: FoundRow, line: FormLine) -> bool:
        if row.row not in self.merged:
            return False
        place = self.table.place(row.row, SheetColumn.VALUE, line.indicator.name)
        message = "ячейки объединены, значение не взято. Отмените объединение и впишите в каждую."
        self.notes.at(Severity.ERROR, "sheet.merged", message, place)
        return True

    def _read_overwritten(self, cell: Cell, row: FoundRow, line: FormLine) -> None:
        typed = self.table.cell(row.row, SheetColumn.VALUE)
        if typed.number is None or self.table.formula(row.row, SheetColumn.VALUE) is not None:
            return
        place = self.table.place(row.row, SheetColumn.VALUE, line.indicator.name)
        try:
            value = read_number(typed.number, line.indicator)
        except CellError:
            return
        self.found.overwritten[cell] = (str(place), value)

    def _value(self, row: FoundRow, line: FormLine) -> CellValue | None:
        if self._has_formula(row, line):
            return None
        shown = self.table.cell(row.row, SheetColumn.VALUE)
        reason = self._reason(row, line)
        comment = self._comment(row, line)
        if not shown.text:
            if isinstance(reason, MissingReason):
                return CellValue(missing=reason, comment=comment)
            if reason is None:
                self._note_blank(row, line, comment)
            return None
        value = self._typed(row, line, shown)
        if value is None:
            return None
        if isinstance(reason, MissingReason) and value.missing is not reason:
            self._tell_both(row, line, reason)
            return None
        return replace(value, comment=comment)

    def _has_formula(self, row: FoundRow, line: FormLine) -> bool:
        is_found = False
        for column in _INPUTS:
            formula = self.table.formula(row.row, column)
            if formula is None:
                continue
            is_found = True
            shown = self.table.cell(row.row, column).text
            result = (
                f" Сейчас она даёт «{shortened(shown)}»: если это верно, впишите." if shown else ""
            )
            message = f"здесь формула, а нужно само значение; ничего не взято.{result}"
            place = self.table.place(row.row, column, line.indicator.name)
            self.notes.at(Severity.ERROR, "cell.formula", message, place)
        return is_found

    def _reason(self, row: FoundRow, line: FormLine) -> MissingReason | str | None:
        """Return the reason, its words where they are none (told), None where nothing stands."""
        text = self.table.cell(row.row, SheetColumn.REASON).text
        if not text:
            return None
        absence = absence_of(clean_spaces(text), are_words_asked=False)
        place = self.table.place(row.row, SheetColumn.REASON, line.indicator.name)
        if absence is None:
            words = "; ".join(REASON_WORDS.values())
            message = (
                f"«{shortened(text)}» — не причина из списка, ячейка не взята. Выберите: {words}; "
                "остальное впишите в пояснение."
            )
            self.notes.at(Severity.ERROR, "cell.reason", message, place)
            return text
        if absence.remark:
            self.notes.at(Severity.WARNING, "cell.doubtful", absence.remark, place)
        return absence.reason

    def _comment(self, row: FoundRow, line: FormLine) -> str:
        text = self.table.cell(row.row, SheetColumn.COMMENT).text
        if len(text) <= MAX_COMMENT_LENGTH:
            return text
        place = self.table.place(row.row, SheetColumn.COMMENT, line.indicator.name)
        message = f"пояснение длиннее {MAX_COMMENT_LENGTH} знаков и не взято. Сократите его."
        self.notes.at(Severity.ERROR, "cell.long_comment", message, place)
        return ""

    def _note_blank(self, row: FoundRow, line: FormLine, comment: str) -> None:
        if comment:
            place = self.table.place(row.row, SheetColumn.COMMENT, line.indicator.name)
            message = "есть пояснение, но нет ни значения, ни причины; оно не взято."
            self.notes.at(Severity.ERROR, "cell.comment_alone", message, place)
        elif line.is_required:
            self.blank.append((row, line))

    def _tell_both(self, row: FoundRow, line: FormLine, reason: MissingReason) -> None:
        place = self.table.place(row.row, SheetColumn.REASON, line.indicator.name)
        message = (
            f"есть и значение, и причина «{REASON_WORDS[reason]}»; ничего не взято. Оставьте одно."
        )
        self.notes.at(Severity.ERROR, "cell.both", message, place)

    def _typed(self, row: FoundRow, line: FormLine, shown: SheetCell) -> CellValue | None:
        """Return the value that stands in the cell, None where it cannot be taken."""
        indicator = line.indicator
        place = self.table.place(row.row, SheetColumn.VALUE, indicator.name)
        in_words = indicator.unit.kind is UnitKind.TEXT
        try:
            if shown.kind is CellKind.DATE and not in_words:
                raise CellError(date_message(shown), code="cell.date")
            if shown.number is not None and not in_words and not is_worded(shown):
                ensure_no_date(shown.number, line)
                return read_number(shown.number, indicator)
            reading = cell_reading(exact_text(shown), indicator)
        except CellError as wrong:
            self.notes.at(Severity.ERROR, wrong.code, wrong.message, place)
            return None
        if reading.remark:
            self.notes.at(Severity.WARNING, "cell.doubtful", reading.remark, place)
        return reading.value

    def _read_name(self, row: FoundRow) -> None:
        place = self.table.place(row.row, SheetColumn.VALUE, copy_label(row.section, row.copy))
        if self.table.formula(row.row, SheetColumn.VALUE) is not None:
            message = "здесь формула, название не взято. Впишите его словами."
            self.notes.at(Severity.ERROR, "cell.formula", message, place)
            return
        name = clean_spaces(self.table.cell(row.row, SheetColumn.VALUE).text)
        if len(name) > _MAX_NAME:
            message = f"название длиннее {_MAX_NAME} знаков и не взято. Сократите его."
            self.notes.at(Severity.ERROR, "cell.long", message, place)
            return
        if name:
            self.names.setdefault((row.section.code, row.copy), name)

    def _settle_copies(self) -> None:
        for section in self.form.sections:
            if section.is_repeated:
                self._settle(section)

    def _settle(self, section: FormSection) -> None:
        codes = {line.indicator.code for line in section.lines}
        filled = {cell.copy for cell in self.found.values if cell.code in codes}
        named = {copy for code, copy in self.names if code == section.code}
        if not filled | named:
            return
        names = []
        for copy in range(max(filled | named) + 1):
            place = (section.code, copy)
            name = self.names.get(place) or self.found.seen_copies.get(place, "")
            names.append(name or copy_label(section, copy))
            if not name:
                self._tell_nameless(section, copy)
        self.found.copies[section.code] = tuple(names)

    def _tell_nameless(self, section: FormSection, copy: int) -> None:
        label = copy_label(section, copy)
        row = next((one for one in self.table.rows
                    if one.line is None and (one.section.code, one.copy) == (section.code, copy)),
                   None)  # fmt: skip
        message = f"нет названия; взято «{label}». Впишите название."
        if row is not None:
            place = self.table.place(row.row, SheetColumn.VALUE)
            self.notes.at(Severity.WARNING, "sheet.no_name", message, place)
        else:
            self.notes.warning("sheet.no_name", f"{label}: {message}")

    def _tell_blank(self) -> None:
        for row, line in self.blank:
            copies = self.found.copies.get(row.section.code, ())
            if row.section.is_repeated and row.copy >= len(copies):
                continue
            place = self.table.place(row.row, SheetColumn.VALUE, line.indicator.name)
            message = "пусто. Впишите значение или выберите, почему его нет."
            self.notes.at(Severity.WARNING, "cell.blank", message, place)

    def _tell_lost_rows(self) -> None:
        seen = {row.line.indicator.code for row in self.table.rows if row.line is not None}
        lost = [line.indicator.name for line in self.form.lines if line.indicator.code not in seen]
        if lost:
            names = "; ".join(f"«{shortened(name)}»" for name in lost[:_TOLD_AT_ONCE])
            more = len(lost) - _TOLD_AT_ONCE
            also = f" и ещё {more}" if more > 0 else ""
            self.notes.warning(
                "sheet.lost_rows", f"Этих строк формы в файле нет: {names}{also}. Они не изменены."
            )


def _merged_inputs(table: Table) -> set[int]:
    """Return the rows of lines whose inputs are merged with others."""
    columns = {table.columns[column] for column in _INPUTS if column in table.columns}
    rows = {row.row for row in table.rows if row.line is not None}
    merged: set[int] = set()
    for one in table.sheet.merges:
        if any(one.left <= column <= one.right for column in columns):
            merged |= _within(rows, range(one.top, one.bottom + 1))
    return merged


def _within(rows: set[int], merged: Iterable[int]) -> set[int]:
    if isinstance(merged, range) and len(merged) > len(rows):
        return {row for row in rows if row in merged}
    return rows.intersection(merged)
