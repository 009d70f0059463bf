"""Whether a text is a list of separated values, and by which sign its values are parted."""

from __future__ import annotations

import csv
import io
import re

from planbook.readers.text.encodings import SAMPLE_SIZE

_DELIMITERS = (";", ",", "\t", "|")
# The line with which Excel is told the separator.
_NAMED = re.compile(r"\ufeff?sep=([;,\t|])\r?\n", re.IGNORECASE)
_TABLE_ENDINGS = (".csv", ".tsv", ".tab")
_SAMPLE_ROWS = 200
# Prose has commas and semicolons too: without other signs, lists are this long and this even.
_SURE_ROWS = 3
_SURE_COLUMNS = 3
_EVEN_SHARE = 0.9
_NAMED_EVEN_SHARE = 0.5


def find_delimiter(text: str, *, file_name: str = "") -> str:
    """Return the sign between the values of a text, or nothing when it is no such list.

    Tabs alone make no list: text dumps of Word tables have them too, and their own reader. Quoted
    values with line breaks or doubled quotes inside do. A file name ending in «.csv» or «.tsv»
    settles what is left open.

    >>> find_delimiter("№;Мероприятие;Срок\\n1;Форум;май\\n2;Слёт;июнь")
    ';'
    >>> find_delimiter("№\\tМероприятие\\tСрок\\n1\\tФорум\\tмай")
    ''
    """
    if named := named_delimiter(text):
        return named
    is_named = file_name.lower().endswith(_TABLE_ENDINGS)
    sample = text[:SAMPLE_SIZE]
    if not is_named and sample.count("\n") + sample.count("\r") < _SURE_ROWS - 1:
        return ""
    scored = [(_evenness(sample, sign, is_named=is_named), sign) for sign in _DELIMITERS]
    best, sign = max(scored, key=lambda pair: pair[0])
    return sign if best > 0 else ""


def named_delimiter(text: str) -> str:
    """Return the sign that a first line «sep=;» names, or nothing.

    >>> named_delimiter("sep=;\\n1;Форум")
    ';'
    """
    found = _NAMED.match(text)
    return found[1] if found else ""


def _evenness(sample: str, sign: str, *, is_named: bool) -> int:
    """Return how many values stand in rows of one length, 0 when the text is no list of `sign`."""
    if sign not in sample:
        return 0
    rows = _rows(sample, sign)
    # Titles and headings between the rows of a named list hold one value each.
    widths = [len(row) for row in rows if len(row) > 1 or not is_named]
    width = max(set(widths), key=lambda number: (widths.count(number), number), default=0)
    even = widths.count(width)
    if width < 2 or even < (_NAMED_EVEN_SHARE if is_named else _EVEN_SHARE) * len(widths):
        return 0
    is_list = is_named or _has_quoted_values(sample, sign)
    if sign != "\t" and not is_list:
        is_list = even == len(rows) >= _SURE_ROWS and width >= _SURE_COLUMNS
    return even * width if is_list else 0


def _rows(sample: str, sign: str) -> list[list[str]]:
    """Return the first rows of the sample that have any text; the last one may be cut off."""
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=sign)
    try:
        for row in reader:
            if any(value.strip() for value in row):
                rows.append(row)
            if len(rows) > _SAMPLE_ROWS:
                break
    except csv.Error:
        return []
    is_cut = len(sample) >= SAMPLE_SIZE and len(rows) > _SURE_ROWS
    return rows[:-1] if is_cut else rows


def _has_quoted_values(sample: str, sign: str) -> bool:
    """Tell whether quotes part values: one of them hides a line break, a quote or the sign."""
    quoted = re.compile(rf'(?:^|(?<=[{sign}\n\r]))"((?:[^"]|"")*)"(?=[{sign}\n\r]|$)')
    return any(
        part in found[1] for found in quoted.finditer(sample) for part in ("\n", "\r", '""', sign)
    )
