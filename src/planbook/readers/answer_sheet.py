"""The workbook that a city has filled, read back: values, reasons, and all that is wrong, at once.

Rows and columns are found by hidden codes, so moved and inserted ones do no harm. Nothing is
guessed: a cell that cannot be read as one exact value is told with its address and left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from planbook.errors import UnreadableDocument
from planbook.findings import Finding, Severity
from planbook.indicators import Cell, CellValue, IndicatorForm
from planbook.indicators.formulas import FormulaError, computed
from planbook.indicators.sheet_plan import MARK_SHEET, SheetStamp, stamp_of
from planbook.readers.answer_sheet_cells import read_cells
from planbook.readers.answer_sheet_questions import read_questions
from planbook.readers.answer_sheet_table import Notes, find_questions, find_table
from planbook.readers.formats import detect_format
from planbook.readers.limits import DEFAULT_LIMITS, MEBIBYTE, Limits
from planbook.readers.refusals import refusal
from planbook.readers.remarks import Remarks
from planbook.readers.sheets import read_workbook
from planbook.readers.sheets.sheet import Reading, Sheet

# A filled workbook weighs some dozens of kilobytes.
SHEET_LIMITS = replace(
    DEFAULT_LIMITS, file_size=10 * MEBIBYTE, unpacked_size=100 * MEBIBYTE, part_size=60 * MEBIBYTE
)
_FORMATS = ("xlsx", "xls", "ods")
_AGAIN = "Скачайте шаблон ещё раз и перенесите в него значения."
_FINDINGS_PER_CODE = 500
_HEAD_ROWS = 12


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What a filled workbook says.

    Attributes:
        stamp: what the file was made for, None where its mark is lost.
        city, period: the same in words, as the file tells them.
        is_usable: whether the cells were read; a foreign or damaged file is only told about.
        values: also of computed rows, computed anew.
        findings: all that was noticed; those of errors tell what was not taken.
        places: where a cell stands in the file, for messages about it.
        seen, seen_copies, seen_texts: what had stood in cells, names and words when the file was
            made; a cell that is not among them has no such mark.
    """

    stamp: SheetStamp | None = None
    city: str = ""
    period: str = ""
    is_usable: bool = False
    values: Mapping[Cell, CellValue] = field(default_factory=dict)
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    places: Mapping[Cell, str] = field(default_factory=dict)
    seen: Mapping[Cell, str] = field(default_factory=dict)
    seen_copies: Mapping[tuple[str, int], str] = field(default_factory=dict)
    seen_texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What was not taken, and why."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)


def read_answer_sheet(
    data: bytes,
    *,
    file_name: str,
    form: IndicatorForm,
    expected: SheetStamp,
    limits: Limits = SHEET_LIMITS,
) -> SheetReading:
    """Read a filled workbook (.xlsx, .xlsm, .xls, .ods). It never raises for a bad file.

    Args:
        form: what is asked in the round the file is taken for.
        expected: what the file must have been made for; `party` 0 takes any city.

    >>> from planbook.indicators import IndicatorForm
    >>> asked = SheetStamp(1, 1, 1, 1, "0" * 12)
    >>> reading = read_answer_sheet(b"", file_name="а.xlsx", form=IndicatorForm("Т", ()),
    ...                             expected=asked)
    >>> reading.findings[0].message
    'Файл «а.xlsx»: файл пустой. Скачайте шаблон ещё раз и перенесите в него значения.'
    """
    reading = Reading(file_name, limits, remarks=Remarks(_FINDINGS_PER_CODE))
    try:
        sheets = _sheets(data, file_name, reading)
    except UnreadableDocument as err:
        return SheetReading(findings=(_unreadable(err),))
    notes = Notes()
    found = _marked(sheets, notes)
    _tell_package(sheets, reading, notes)
    is_ours = _check_stamp(found, expected, notes)
    table = find_table(sheets, form, notes) if is_ours else None
    if table is None:
        return replace(found, findings=notes.findings())
    if found.stamp is None and not _ensure_marked(expected, notes):
        return replace(found, findings=notes.findings())
    read = read_cells(table, form, notes)
    words = read_questions(find_questions(sheets), form, notes)
    values = read.values | _computed(form, read.values)
    _tell_overwritten(read.overwritten, values, notes)
    return replace(
        found,
        is_usable=True,
        values=values,
        copies=read.copies,
        texts=words.texts,
        findings=notes.findings(),
        places=table.places(),
        seen=read.seen,
        seen_copies=read.seen_copies,
        seen_texts=words.seen,
    )


def _sheets(data: bytes, file_name: str, reading: Reading) -> list[Sheet]:
    if not data:
        raise refusal("file.empty", file_name)
    if len(data) > reading.limits.file_size:
        limit = reading.limits.file_size // MEBIBYTE
        raise refusal("file.too_large", file_name, limit=limit)
    format_name = detect_format(data, file_name=file_name, limits=reading.limits)
    if format_name not in _FORMATS:
        raise UnreadableDocument(
            "sheet.not_a_workbook",
            file_name=file_name,
            cause=f"это не таблица Excel, а файл другого вида (.{format_name}).",
            remedy="",
        )
    return list(read_workbook(data, reading)[1])


def _unreadable(err: UnreadableDocument) -> Finding:
    cause = err.cause.partition(" Читаются файлы")[0]
    if err.code == "file.encrypted":
        remedy = "Откройте его, снимите пароль, сохраните в формате .xlsx и загрузите снова."
    elif err.code in ("file.format_not_supported", "archive.not_a_document"):
        remedy = f"Ответ присылают таблицей .xlsx. {_AGAIN}"
    else:
        remedy = _AGAIN
    message = f"Файл «{err.file_name}»: {cause} {remedy}"
    return Finding(err.code, message, Severity.ERROR)


def _marked(sheets: list[Sheet], notes: Notes) -> SheetReading:
    """Return the mark of the file: from the hidden sheet, or as it is printed."""
    hidden = next((sheet for sheet in sheets if sheet.name.strip() == MARK_SHEET), None)
    printed = [
        stamp
        for sheet in sheets
        if sheet is not hidden
        for row in sorted(sheet.rows)[:_HEAD_ROWS]
        for cell in sheet.rows[row].values()
        if (stamp := stamp_of(cell.text)) is not None
    ]
    told = _told(hidden)
    stamp = stamp_of(told.get("Метка", "")) or next(iter(printed), None)
    if stamp is not None and any(other != stamp for other in printed):
        notes.error(
            "sheet.two_marks",
            "В файле метки двух разных шаблонов: похоже, лист скопирован из другого файла. "
            f"{_AGAIN}",
        )
    return SheetReading(stamp, told.get("Город", ""), told.get("Период", ""))


def _told(sheet: Sheet | None) -> dict[str, str]:
    if sheet is None:
        return {}
    return {
        cells[1].text: cells[2].text for cells in sheet.rows.values() if 1 in cells and 2 in cells
    }


def _tell_package(sheets: list[Sheet], reading: Reading, notes: Notes) -> None:
    """Tell of macros, links to the outside and hidden sheets: nothing of them is taken."""
    for finding in reading.remarks.findings():
        notes.add(finding)
    for sheet in sheets:
        if sheet.is_hidden and sheet.name.strip() != MARK_SHEET:
            notes.info("sheet.hidden", f"Скрытый лист «{sheet.name}» не прочитан.")


def _check_stamp(found: SheetReading, expected: SheetStamp, notes: Notes) -> bool:
    """Tell everything for which the file is not the one that is waited for."""
    stamp = found.stamp
    if stamp is None:
        return True
    before = len(notes)
    if stamp.exchange != expected.exchange:
        notes.error("sheet.other_exchange", f"Это файл другого информационного обмена. {_AGAIN}")
    elif stamp.round != expected.round:
        period = f" ({found.period})" if found.period else ""
        notes.error(
            "sheet.other_round",
            f"Это файл другого раунда{period}. Скачайте шаблон этого раунда и впишите значения "
            "за его период.",
        )
    elif (stamp.form_version, stamp.digest) != (expected.form_version, expected.digest):
        notes.error(
            "sheet.other_form",
            f"Файл сделан по другой версии формы: {stamp.form_version}, а сейчас в работе "
            f"{expected.form_version}. {_AGAIN}",
        )
    if expected.party and stamp.party != expected.party:
        city = f": {found.city}" if found.city else ""
        notes.error(
            "sheet.other_city",
            f"Это файл другого города{city}. Загрузите файл своего города.",
        )
    return len(notes) == before and not notes.has("sheet.two_marks")


def _ensure_marked(expected: SheetStamp, notes: Notes) -> bool:
    """Take a file without a mark only where a person says whose it is."""
    if not expected.party:
        notes.error(
            "sheet.no_mark",
            "В файле нет метки, по которой узнают город и раунд. Загрузите его на странице ответа "
            "этого города или скачайте шаблон ещё раз.",
        )
        return False
    notes.warning(
        "sheet.no_mark",
        "В файле нет метки, по которой узнают город и раунд. Проверьте, что это ответ вашего "
        "города за этот период.",
    )
    return True


def _computed(form: IndicatorForm, values: Mapping[Cell, CellValue]) -> dict[Cell, CellValue]:
    try:
        return computed(form, values)
    except FormulaError:
        return {}


def _tell_overwritten(
    overwritten: Mapping[Cell, tuple[str, CellValue]],
    values: Mapping[Cell, CellValue],
    notes: Notes,
) -> None:
    """Tell of numbers typed over the formula of a computed row."""
    for cell, (place, typed) in overwritten.items():
        found = values.get(cell)
        if found is None or found.number != typed.number:
            notes.warning(
                "sheet.computed",
                f"{place}: строка вычисляется, вписанное поверх не взято.",
                evidence=place,
            )
