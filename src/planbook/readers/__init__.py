"""Readers: a file of a known format becomes a `Document`. What it means is not asked here."""

from __future__ import annotations

from pathlib import Path

from planbook.documents.tree import Document
from planbook.readers.files import ensure_file
from planbook.readers.formats import detect_format
from planbook.readers.limits import DEFAULT_LIMITS, MEBIBYTE, Limits
from planbook.readers.refusals import refusal
from planbook.readers.registry import READERS

__all__ = ["DEFAULT_LIMITS", "READERS", "Limits", "read_document"]


def read_document(
    source: Path | str | bytes, *, file_name: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Document:
    """Read a document from a path or from bytes; the format is told by the content.

    Args:
        source: path of the file, or its bytes.
        file_name: the name people know the file by; taken from the path when not given.
        limits: bounds of size, rows and nesting.

    Raises:
        UnreadableDocument: the file cannot be read; its message names cause and remedy in Russian.

    >>> document = read_document("1.\\tФорум\\tмай\\n2.\\tСлёт\\tиюнь".encode(), file_name="п.txt")
    >>> next(document.tables()).rows[1].cells[2].text
    'июнь'
    """
    data, name = _load(source, file_name, limits)
    if not data:
        raise refusal("file.empty", name)
    name_of_format = detect_format(data, file_name=name, limits=limits)
    return READERS[name_of_format](data, file_name=name, limits=limits)


def _load(source: Path | str | bytes, file_name: str | None, limits: Limits) -> tuple[bytes, str]:
    """Return the bytes and the name; a file that is too large is not even opened."""
    limit = limits.file_size // MEBIBYTE
    if isinstance(source, bytes):
        name = file_name or "документ"
        if len(source) > limits.file_size:
            raise refusal("file.too_large", name, limit=limit)
        return source, name
    path = Path(source)
    name = file_name or path.name
    if ensure_file(path, name) > limits.file_size:
        raise refusal("file.too_large", name, limit=limit)
    try:
        with path.open("rb") as stream:
            data = stream.read(limits.file_size + 1)
    except OSError as err:
        raise refusal("file.missing", name) from err
    if len(data) > limits.file_size:
        raise refusal("file.too_large", name, limit=limit)
    return data, name
