"""Reader to come: until then the format is named and refused."""

from __future__ import annotations

from planbook.documents.tree import Document
from planbook.readers.limits import Limits
from planbook.readers.refusals import refusal


def read_pdf(data: bytes, *, file_name: str, limits: Limits) -> Document:
    """Refuse the file, naming what it is."""
    raise refusal("file.format_not_supported", file_name, kind="документ PDF")
