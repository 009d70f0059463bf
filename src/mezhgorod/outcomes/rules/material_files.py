"""Which files may stand among the materials of an event: told by their content, not their name.

Values only.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from mezhgorod.registry.rules import RuleViolation

MAX_FILE_BYTES = 50 * 1024 * 1024
_MOST_PARTS = 20_000
_OFFICE = {
    "word/document.xml": (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xl/workbook.xml": (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "ppt/presentation.xml": (
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
}
_OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
_ALLOWED = "PDF, Word, Excel, PowerPoint, OpenDocument (.odt, .ods, .odp) и текст"


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file is: the ending it is kept under and its media type (RFC 6838)."""

    ending: str
    media_type: str


def kind_of_file(data: bytes, *, name: str) -> FileKind:
    """Return what a file is.

    Args:
        name: what it is called in messages.

    Raises:
        RuleViolation: empty, too large, of a kind that is not kept, or with macros.
    """
    if not data:
        message = f"Файл «{name}» пуст. Проверьте, что он сохранён, и добавьте его снова."
        raise RuleViolation("material.empty", message, "file")
    if len(data) > MAX_FILE_BYTES:
        message = (
            f"Файл «{name}» больше {MAX_FILE_BYTES // 2**20} МБ. Уменьшите в нём рисунки или "
            "дайте ссылку на него."
        )
        raise RuleViolation("material.too_large", message, "file")
    found = _kind(data)
    if found is None:
        message = f"Файл «{name}» такого вида не хранится. Подойдут {_ALLOWED}; снимки — JPEG, PNG."
        raise RuleViolation("material.kind", message, "file")
    if found.ending == "macros":
        message = f"В файле «{name}» есть макросы. Сохраните его без них и добавьте снова."
        raise RuleViolation("material.macros", message, "file")
    return found


def _kind(data: bytes) -> FileKind | None:
    if data.startswith(b"%PDF-"):
        return FileKind("pdf", "application/pdf")
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if _is_text(data):
        return FileKind("txt", "text/plain; charset=utf-8")
    return None


def _packed(data: bytes) -> FileKind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            if len(names) > _MOST_PARTS:
                return None
            if any(name.casefold().endswith("vbaproject.bin") for name in names):
                return FileKind("macros", "")
            for part, (ending, media_type) in _OFFICE.items():
                if part in names and "[Content_Types].xml" in names:
                    return FileKind(ending, media_type)
            return _open_document(package, names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError):
        return None


def _open_document(package: zipfile.ZipFile, names: list[str]) -> FileKind | None:
    if "mimetype" not in names or package.getinfo("mimetype").file_size > 200:
        return None
    media_type = package.read("mimetype").decode("ascii", "replace").strip()
    ending = _OPEN_DOCUMENT.get(media_type)
    return FileKind(ending, media_type) if ending else None


def _is_text(data: bytes) -> bool:
    """Return whether it is plain text in UTF-8: no markup that a browser would run."""
    head = data[:512].lstrip().lower()
    if b"\x00" in data or head.startswith((b"<", b"\xef\xbb\xbf<")):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
