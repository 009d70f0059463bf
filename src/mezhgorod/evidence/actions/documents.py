"""Files are kept byte for byte under their checksum, outside the database.

A file is written aside, flushed and renamed, so a crash never leaves half of one under its name.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, NamedTuple

from django.core.files.storage import default_storage
from django.db import transaction

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.evidence.rules import MAX_FILE_BYTES, file_suffix, shown_file_name
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import RuleViolation

_CHUNK = 1024 * 1024
_FOLDER = "documents"


class _Incoming(NamedTuple):
    path: Path
    sha256: str
    size: int


def store_document(
    *, file: IO[bytes], file_name: str, by: User | None, now: datetime, origin: str = ""
) -> SourceDocument:
    """Keep a file and return its record; the same bytes always give the same record.

    Memory stays bounded: the file is hashed while it is written aside, and the writing stops at
    the size limit.

    Raises:
        RuleViolation: the file is empty or longer than the limit.
    """
    name = shown_file_name(file_name)
    incoming = _receive(file, name)
    try:
        return _keep(incoming, name, by=by, now=now, origin=origin)
    finally:
        incoming.path.unlink(missing_ok=True)


def _receive(file: IO[bytes], name: str) -> _Incoming:
    folder = Path(default_storage.path(_FOLDER))
    folder.mkdir(parents=True, exist_ok=True)
    checksum, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".incoming-", delete=False) as aside:
        path = Path(aside.name)
        try:
            for chunk in _chunks(file):
                size += len(chunk)
                _ensure_size(size, name)
                checksum.update(chunk)
                aside.write(chunk)
            if not size:
                message = f"Файл «{name}» пуст. Проверьте, что он сохранён, и загрузите его снова."
                raise RuleViolation("file.empty", message, "file")
            aside.flush()
            os.fsync(aside.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return _Incoming(path, checksum.hexdigest(), size)


@transaction.atomic
def _keep(
    incoming: _Incoming, name: str, *, by: User | None, now: datetime, origin: str
) -> SourceDocument:
    suffix = file_suffix(name)
    stored = f"{_FOLDER}/{incoming.sha256[:2]}/{incoming.sha256}{suffix}"
    document, _ = SourceDocument.objects.get_or_create(
        sha256=incoming.sha256,
        defaults={
            "file": stored,
            "file_name": name,
            "format_name": suffix.lstrip("."),
            "size": incoming.size,
            "origin": origin,
            "uploaded_at": now,
            "uploaded_by": by,
        },
    )
    target = Path(document.file.path)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        incoming.path.replace(target)
    return document


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        yield chunk


def _ensure_size(size: int, name: str) -> None:
    if size > MAX_FILE_BYTES:
        message = (
            f"Файл «{name}» больше {MAX_FILE_BYTES // 1024 // 1024} МБ. "
            "Уберите из него рисунки или разделите документ и загрузите части."
        )
        raise RuleViolation("file.too_large", message, "file")
