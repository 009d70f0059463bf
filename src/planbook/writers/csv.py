"""Separated text by RFC 4180: one row per item, the byte order mark that Excel needs to see UTF-8.

Text that a spreadsheet would take for a formula gets an apostrophe in front (see
`planbook.text.formulas`); our reader of separated text takes it away again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

from planbook.documents.flat import FlatTable, FlatValue
from planbook.text.formulas import guard_formula
from planbook.writers.characters import printable

_BOM = "\ufeff"


def write_csv(flat: FlatTable, *, bom: bool = True, separator: str = ";") -> bytes:
    """Write a flat table as separated text.

    Args:
        flat: the table; its headers become the first line.
        bom: begin with the byte order mark; without it Excel takes UTF-8 for another encoding.
        separator: the sign between values; a semicolon is what Excel expects where a comma stands
            in decimals, as in Russia.

    >>> from planbook.documents.flat import FlatColumn
    >>> flat = FlatTable("План", (FlatColumn("title", "Мероприятие"),), (("Форум",),))
    >>> write_csv(flat, bom=False).decode()
    'Мероприятие\\r\\nФорум\\r\\n'
    """
    return "".join(csv_lines(flat, bom=bom, separator=separator)).encode("utf-8")


def csv_lines(flat: FlatTable, *, bom: bool = True, separator: str = ";") -> Iterator[str]:
    """Yield the lines of the file one by one, so that long tables can be sent as they are made."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    headers: tuple[FlatValue, ...] = tuple(column.header for column in flat.columns)
    for number, row in enumerate((headers, *flat.rows)):
        buffer.write(_BOM if bom and number == 0 else "")
        writer.writerow([_field(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _field(value: FlatValue) -> str:
    match value:
        case None:
            return ""
        case str():
            return guard_formula(printable(value))
        case date():
            return value.isoformat()
        case _:
            return str(value)
