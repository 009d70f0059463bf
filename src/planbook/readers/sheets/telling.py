"""The remarks about sheets: what was hidden, what has no value, what was left aside."""

from __future__ import annotations

from collections.abc import Iterable

from planbook.findings import Severity
from planbook.readers.remarks import Remarks
from planbook.readers.sheets.grid import Grid
from planbook.readers.sheets.sheet import Sheet, column_letters

_ASIDES = {
    "comment": ("sheet.comments", "Примечания к ячейкам в текст не вошли"),
    "shape": ("sheet.shapes", "Надписи поверх ячеек в текст не вошли"),
    "picture": ("sheet.pictures", "Изображения и диаграммы в текст не вошли"),
    "oddHeader": ("sheet.page_header", "Текст верхнего колонтитула в документ не вошёл"),
    "oddFooter": ("sheet.page_footer", "Текст нижнего колонтитула в документ не вошёл"),
}
_LONGEST_EVIDENCE = 100_000


def tell_sheet(sheet: Sheet, remarks: Remarks) -> None:
    """Tell everything noticed about a sheet that is read."""
    _tell_formulas(sheet, remarks)
    _tell_errors(sheet, remarks)
    if sheet.hidden_rows:
        rows = spans(sheet.hidden_rows)
        remarks.note(
            "sheet.hidden_rows",
            f"На листе «{sheet.name}» есть скрытые строки ({rows}). Они прочитаны: проверьте, "
            "относятся ли они к плану.",
            severity=Severity.WARNING,
            evidence=_lines(_row_text(sheet, row) for row in sorted(sheet.hidden_rows)),
        )
    for kind, (code, message) in _ASIDES.items():
        texts = [text for found, text in sheet.asides if found == kind]
        if texts:
            told = f"Лист «{sheet.name}». {message}: {len(texts)}."
            remarks.note(code, told, evidence=_lines(texts))


def tell_hidden_sheet(sheet: Sheet, remarks: Remarks) -> None:
    """Tell a hidden sheet; one without text needs no words."""
    if sheet.rows:
        remarks.note(
            "sheet.hidden_sheet",
            f"Лист «{sheet.name}» скрыт и не прочитан. Если он нужен, сделайте его видимым "
            "и загрузите файл снова.",
            severity=Severity.WARNING,
            evidence=_lines(_row_text(sheet, row) for row in sorted(sheet.rows)),
        )


def tell_covered(sheet: Sheet, grid: Grid, remarks: Remarks) -> None:
    """Tell texts that the file does not show: in hidden columns, under merged cells."""
    if grid.hidden:
        columns = ", ".join(
            column_letters(first) if first == last else f"{_letters(first)}–{_letters(last)}"
            for first, last in sorted(sheet.hidden_columns)
        )
        remarks.note(
            "sheet.hidden_columns",
            f"На листе «{sheet.name}» скрыты столбцы ({columns}); их текст не прочитан. "
            "Если он нужен, сделайте столбцы видимыми и загрузите файл снова.",
            severity=Severity.WARNING,
            evidence=_lines(grid.hidden),
        )
    if grid.covered:
        remarks.note(
            "sheet.covered_text",
            f"Лист «{sheet.name}». Текст под объединёнными ячейками не виден и не прочитан: "
            f"{len(grid.covered)}.",
            severity=Severity.WARNING,
            evidence=_lines(grid.covered),
        )


def _tell_formulas(sheet: Sheet, remarks: Remarks) -> None:
    for row, column, formula in sheet.formulas_without_value:
        remarks.note(
            "sheet.formula_without_value",
            f"Значение формулы в файле не сохранено ({sheet.address(row, column)}), ячейка "
            "осталась пустой. Откройте файл в программе для таблиц, сохраните и загрузите снова.",
            severity=Severity.WARNING,
            evidence=f"={formula.removeprefix('of:').removeprefix('=')}",
        )


def _tell_errors(sheet: Sheet, remarks: Remarks) -> None:
    for row, column in sheet.errors:
        cell = sheet.rows.get(row, {}).get(column)
        remarks.note(
            "sheet.error_value",
            f"Вместо значения стоит ошибка вычисления ({sheet.address(row, column)}). "
            "Исправьте ячейку в исходной таблице.",
            severity=Severity.WARNING,
            evidence=cell.text if cell else "",
        )


def _row_text(sheet: Sheet, row: int) -> str:
    cells = sheet.rows.get(row, {})
    return "\t".join(cells[column].text for column in sorted(cells))


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)[:_LONGEST_EVIDENCE]


def spans(numbers: Iterable[int]) -> str:
    """Return numbers with neighbours joined.

    >>> spans([3, 4, 5, 9])
    '3–5, 9'
    """
    joined: list[list[int]] = []
    for number in sorted(numbers):
        if joined and number == joined[-1][1] + 1:
            joined[-1][1] = number
        else:
            joined.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in joined)


def _letters(column: int) -> str:
    return column_letters(min(column, 16_384))
