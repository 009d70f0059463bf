"""The reader of separated text: encoding, separator, records, then the same rules as for sheets."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Literal

from planbook.documents.tree import Document
from planbook.findings import Finding, Severity
from planbook.readers.delimiters import find_delimiter, named_delimiter
from planbook.readers.limits import Limits
from planbook.readers.refusals import refusal
from planbook.readers.remarks import Remarks
from planbook.readers.sheets.assembly import Assembly
from planbook.readers.sheets.grid import settle_grid
from planbook.readers.sheets.pieces import divide_rows
from planbook.readers.sheets.sheet import Reading, Sheet, SheetCell
from planbook.readers.sheets.strings import clean_text
from planbook.readers.sheets.telling import spans
from planbook.readers.text.encodings import SAMPLE_SIZE, DecodedText, decode_text
from planbook.readers.text.reader import encoding_findings
from planbook.readers.typed_notes import bind_typed_notes
from planbook.text.formulas import unguard_formula

_ENDING = "таблица.csv"  # the reader was chosen, so what is left open is settled
_SIGNS = (";", "\t", "|", ",")
_END_MARK = "\ue000"


def read_csv(data: bytes, *, file_name: str, limits: Limits) -> Document:
    """Read text whose cells are parted by a separator into the document tree (RFC 4180).

    The separator is told by a first line «sep=;» or by what parts the records evenly. Records of
    another length than the rest are kept and told. Lines above and below the table and empty lines
    are understood as in spreadsheets.

    Raises:
        UnreadableDocument: the bytes are no text, or the text is beyond the limits.
    """
    decoded = decode_text(data)
    if decoded is None:
        raise refusal("file.not_text", file_name)
    if not decoded.text.strip():
        raise refusal("file.empty", file_name)
    reading = Reading(file_name, limits, remarks=Remarks(limits.findings_per_code))
    for finding in encoding_findings(decoded):
        reading.remarks.add(finding)
    sheet = _sheet(_records(decoded, reading), reading)
    assembly = Assembly(reading)
    assembly.add_sheet(sheet, divide_rows(settle_grid(sheet, reading).rows), is_alone=True)
    blocks, notes = bind_typed_notes(assembly.blocks)
    return Document(blocks, notes, reading.remarks.findings(), "csv", file_name)


def _records(decoded: DecodedText, reading: Reading) -> list[list[str]]:
    """Cut the text into records; a quote that is never closed is a sign like any other."""
    text, named = decoded.text, named_delimiter(decoded.text)
    if named:
        text = text.partition("\n")[2]
    sign = named or find_delimiter(text, file_name=_ENDING) or _likeliest(text)
    records = _parse(text, sign, reading, quoting=csv.QUOTE_MINIMAL)
    if records and records[-1] == [_END_MARK]:
        return records[:-1]
    message = (
        "В тексте открыта кавычка, которая нигде не закрыта; кавычки прочитаны как обычные знаки. "
        "Проверьте строки, где в ячейках есть переносы."
    )
    reading.remarks.note("separated.open_quote", message, severity=Severity.WARNING)
    return _parse(text, sign, reading, quoting=csv.QUOTE_NONE)[:-1]


def _likeliest(text: str) -> str:
    """Return the sign that parts most lines alike, where titles and headings stand between them."""
    lines = text[:SAMPLE_SIZE].splitlines()
    best, chosen = 0, _SIGNS[0]
    for sign in _SIGNS:
        widths = Counter(line.count(sign) for line in lines if sign in line)
        width, count = max(widths.items(), key=lambda pair: pair[0] * pair[1], default=(0, 0))
        if width * count > best:
            best, chosen = width * count, sign
    return chosen


def _parse(text: str, sign: str, reading: Reading, *, quoting: Literal[0, 3]) -> list[list[str]]:
    """Return all records and, as the last one, a mark that no quote has swallowed the end."""
    limits = reading.limits
    stream = io.StringIO(f"{text.rstrip()}\n{_END_MARK}", newline="")
    records: list[list[str]] = []
    try:
        for record in csv.reader(stream, delimiter=sign, quoting=quoting):
            records.append(record)
            if len(records) > limits.lines:
                raise refusal("document.too_long", reading.file_name, limit=limits.lines)
    except csv.Error as err:
        limit = limits.cell_characters
        raise refusal("document.cell_too_long", reading.file_name, limit=limit) from err
    return records


def _sheet(records: list[list[str]], reading: Reading) -> Sheet:
    sheet = Sheet("")
    for number, record in enumerate(records, 1):
        if not any(value.strip() for value in record):
            continue
        reading.count_row()
        for column, value in enumerate(record, 1):
            text = clean_text(unguard_formula(value))
            if text:
                reading.count_cell()
                reading.count_text(text)
                sheet.put(number, column, SheetCell(text))
    if uneven := _uneven(records):
        reading.remarks.add(_uneven_finding(uneven, records))
    return sheet


def _uneven(records: list[list[str]]) -> list[int]:
    """Return the numbers of records that are longer or shorter than most; lone lines are none."""
    lengths = {n: len(record) for n, record in enumerate(records, 1) if len(record) > 1}
    if not lengths:
        return []
    usual = Counter(lengths.values()).most_common(1)[0][0]
    return [number for number, length in lengths.items() if length != usual]


def _uneven_finding(uneven: list[int], records: list[list[str]]) -> Finding:
    message = (
        f"В строках {spans(uneven)} другое число ячеек, чем в остальных. Все ячейки сохранены: "
        "проверьте, что они стоят в своих столбцах."
    )
    evidence = "\n".join("\t".join(records[number - 1]) for number in uneven)
    return Finding("separated.uneven_rows", message, Severity.WARNING, evidence=evidence)
