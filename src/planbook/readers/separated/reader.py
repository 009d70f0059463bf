"""The reader of separated text: encoding, separator, rows."""

from __future__ import annotations

from planbook.documents.tree import Document
from planbook.readers.limits import Limits
from planbook.readers.refusals import refusal


def read_csv(data: bytes, *, file_name: str, limits: Limits) -> Document:
    """Read text whose cells are parted by a separator into the document tree.

    Raises:
        UnreadableDocument: the bytes are no text, or the text is beyond the limits.
    """
    raise refusal("file.empty", file_name)
