"""A table pasted into the browser from Word, Excel or another page."""

from __future__ import annotations

from planbook.documents.tree import Document
from planbook.readers.delimiters import find_delimiter
from planbook.readers.html.reader import read_markup
from planbook.readers.limits import DEFAULT_LIMITS, MEBIBYTE, Limits
from planbook.readers.refusals import refusal
from planbook.readers.separated import read_csv
from planbook.readers.text import read_text

PASTED_NAME = "вставленная таблица"
_TABBED = "таблица.tsv"  # a name that settles what evenly tabbed lines are


def read_pasted(html: str, text: str, *, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read what the clipboard held: its page when that has a table, else its plain text.

    Args:
        html: the form `text/html` of the clipboard, may be empty.
        text: the form `text/plain`: Excel parts cells by tabs and puts quotes around those of
            several lines.
        limits: bounds of size, rows and nesting.

    Raises:
        UnreadableDocument: nothing was pasted, or more than the limits allow.

    >>> document = read_pasted("", "Форум\\t9 мая\\nСлёт\\tиюнь")
    >>> next(document.tables()).rows[1].cells[1].text
    'июнь'
    """
    if len(html) + len(text) > limits.file_size:
        limit = limits.file_size // MEBIBYTE
        raise refusal("file.too_large", PASTED_NAME, limit=limit)
    if not html.strip() and not text.strip():
        raise refusal("file.empty", PASTED_NAME)
    if html.strip():
        document = read_markup(html, [], file_name=PASTED_NAME, limits=limits)
        if next(document.tables(), None) is not None or not text.strip():
            return document
    is_sheet = find_delimiter(text, file_name=_TABBED) == "\t"
    # Excel's cells stand evenly; those of Word may break over lines and are read as a text dump.
    read = read_csv if is_sheet else read_text
    return read(text.encode("utf-8", "replace"), file_name=PASTED_NAME, limits=limits)
