"""A flat table as a spreadsheet: one row per item, to sort, filter and count.

Text is only ever text: no formulas, addresses or numbers are made of what an author wrote. Rows go
out as they come, so that memory does not grow with the table.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from planbook.documents.flat import FlatColumn, FlatKind, FlatTable, FlatValue
from planbook.writers.characters import printable

# Excel: https://support.microsoft.com/office — limits of a sheet.
MAX_CELL_LENGTH = 32_767
MAX_ROW_COUNT = 1_048_576
_MAX_NAME_LENGTH = 31
_MAX_FOOTER = 100
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
# Codes of paper in the format; characters in all columns that A4 shows legibly; points.
_A3, _A4, _WIDEST_ON_A4 = 8, 9, 180.0
_LINE, _HIGHEST = 13.0, 409.0
_CUT = " … [текст длиннее, чем вмещает ячейка Excel]"
# Excel counts days from 1900 and takes that year for a leap year; before March it is wrong.
_FIRST_DAY = date(1900, 3, 1)
_NO_MOMENT = datetime(1980, 1, 1)  # noqa: DTZ001 -- the library writes naive moments as UTC
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
_TEXT = {
    "font_name": "Arial",
    "font_size": 10,
    "valign": "top",
    "border": 1,
    "border_color": "#A6A6A6",
}
_HEADER = {**_TEXT, "bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E7EAEE"}


@dataclass(frozen=True, slots=True)
class _Looks:
    text: Format
    day: Format
    number: Format


def write_xlsx(flat: FlatTable, *, created: datetime | None = None) -> bytes:
    """Write a flat table as an Excel workbook of one sheet.

    Args:
        flat: the table; dates become real dates, None an empty cell.
        created: aware moment told in the properties; without it the bytes depend on the table
            alone.

    >>> write_xlsx(FlatTable("План", (FlatColumn("title", "Мероприятие"),), ()))[:2]
    b'PK'
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as workbook:
        moment = created.astimezone(UTC).replace(tzinfo=None) if created else _NO_MOMENT
        title = " ".join(printable(flat.title).split())
        workbook.set_properties({"title": beginning(title, 255), "created": moment})
        sheet = workbook.add_worksheet(sheet_name(flat.title))
        text = workbook.add_format({**_TEXT, "text_wrap": True})
        day = workbook.add_format({**_TEXT, "num_format": "dd.mm.yyyy", "align": "left"})
        looks = _Looks(text, day, workbook.add_format({**_TEXT, "align": "center"}))
        _lay_out(sheet, flat)
        header = workbook.add_format(_HEADER)
        widths = [_width(one) for one in flat.columns]
        sheet.set_row(0, _height([one.header for one in flat.columns], widths))
        for column, one in enumerate(flat.columns):
            sheet.write_string(0, column, printable(one.header), header)
        for number, row in enumerate(flat.rows[: MAX_ROW_COUNT - 1], start=1):
            sheet.set_row(number, _height(row, widths))
            for column, value in enumerate(row):
                _write(sheet, (number, column), value, looks)
    return buffer.getvalue()


def _lay_out(sheet: Worksheet, flat: FlatTable) -> None:
    """Set widths, the frozen header, filters and the look of printed pages."""
    for column, one in enumerate(flat.columns):
        sheet.set_column(column, column, _width(one))
    sheet.freeze_panes(1, 0)
    if flat.columns:
        sheet.autofilter(0, 0, len(flat.rows), len(flat.columns) - 1)
    sheet.repeat_rows(0)
    is_wide = sum(map(_width, flat.columns)) > _WIDEST_ON_A4
    sheet.set_paper(_A3 if is_wide else _A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    # Longer footers are refused; an ampersand of the title is written twice.
    title = beginning(" ".join(printable(flat.title).split()), _MAX_FOOTER).replace("&", "&&")
    sheet.set_footer(f"&L{title}&RСтраница &P из &N")


def _height(values: Sequence[FlatValue], widths: list[float]) -> float:
    """Return the height of a row in points: not every program finds it by itself."""
    lines = max(
        (
            sum(math.ceil(len(line) / width) or 1 for line in value.split("\n"))
            for value, width in zip(values, widths, strict=False)
            if isinstance(value, str)
        ),
        default=1,
    )
    return min(lines * _LINE + 2, _HIGHEST)


def _width(column: FlatColumn) -> float:
    least = 11.0 if column.kind is FlatKind.DATE else 4.0
    return min(max(column.width, least), 255.0)


def _write(sheet: Worksheet, place: tuple[int, int], value: FlatValue, looks: _Looks) -> None:
    match value:
        case None | "":
            sheet.write_blank(*place, None, looks.text)
        case str():
            sheet.write_string(*place, cell_text(value), looks.text)
        case date() if value >= _FIRST_DAY:
            sheet.write_datetime(*place, datetime(value.year, value.month, value.day), looks.day)  # noqa: DTZ001 -- a day has no zone
        case date():
            sheet.write_string(*place, value.isoformat(), looks.text)
        case _:
            sheet.write_number(*place, value, looks.number)


def cell_text(text: str) -> str:
    """Return a text as a cell holds it: what does not fit is cut, and the cut is told.

    >>> cell_text("Форум\\x00")
    'Форум'
    """
    text = printable(text)
    whole = beginning(text, MAX_CELL_LENGTH)
    return text if text == whole else beginning(text, MAX_CELL_LENGTH - len(_CUT)) + _CUT


def beginning(text: str, length: int) -> str:
    """Return the beginning of a text as Excel counts it: in units of UTF-16, two for an emoji.

    >>> beginning("Форум", 3)
    'Фор'
    """
    if len(text) * 2 <= length:
        return text
    return text.encode("utf-16-le")[: length * 2].decode("utf-16-le", errors="ignore")


def sheet_name(title: str) -> str:
    """Return a name that Excel allows: at most 31 characters, without signs of its own.

    >>> sheet_name("План: 2023")
    'План 2023'
    """
    name = " ".join(printable(title).translate(_FORBIDDEN_IN_NAMES).split())
    return beginning(name, _MAX_NAME_LENGTH).strip() or "План"
