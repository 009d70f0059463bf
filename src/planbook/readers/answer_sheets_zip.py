"""Many filled workbooks in one .zip: one after another, under limits, nothing written to disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from planbook.errors import UnreadableDocument
from planbook.readers.answer_sheet import SHEET_LIMITS
from planbook.readers.archive import Archive, is_zip
from planbook.readers.limits import MEBIBYTE

# Three hundred workbooks weigh some ten megabytes.
ZIP_LIMITS = replace(
    SHEET_LIMITS,
    file_size=100 * MEBIBYTE,
    unpacked_size=300 * MEBIBYTE,
    part_size=SHEET_LIMITS.file_size,
    archive_entries=2_000,
    # Tags are counted where the members are read, here they are bytes only.
    tags=1_000_000_000,
    elements_at_once=1_000_000_000,
)
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
_RUBBISH = ("thumbs.db", "desktop.ini", ".ds_store")
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class ZipMember:
    """A file of an archive: its bytes, or why it was not unpacked.

    `name` is never a path: folders of the archive are left out of it.
    """

    name: str
    data: bytes = b""
    problem: str = ""


def is_zip_of_sheets(data: bytes, *, file_name: str) -> bool:
    """Tell an archive of files from a workbook, which is a .zip package too.

    >>> is_zip_of_sheets(b"PK", file_name="ответы.zip")
    False
    """
    if not is_zip(data):
        return False
    try:
        archive = Archive(data, file_name=file_name, limits=ZIP_LIMITS)
    except UnreadableDocument:
        return file_name.lower().endswith(".zip")
    return "[content_types].xml" not in archive and "mimetype" not in archive


def read_zip_of_sheets(data: bytes, *, file_name: str) -> Iterator[ZipMember]:
    """Yield the files of an archive one by one; what is not a workbook is told, not unpacked.

    Raises:
        UnreadableDocument: it is no archive, it is damaged or unpacks to more than is allowed.
    """
    archive = Archive(data, file_name=file_name, limits=ZIP_LIMITS)
    for path in archive.names:
        name = _base_name(path)
        if not name or _is_rubbish(path, name):
            continue
        yield _member(archive, path, name)


def _member(archive: Archive, path: str, name: str) -> ZipMember:
    if name.lower().endswith(".zip"):
        return ZipMember(name, problem="Архив внутри архива не читается. Распакуйте его.")
    if not name.lower().endswith(_WORKBOOKS):
        return ZipMember(name, problem="Это не таблица Excel. Ответ присылают файлом .xlsx.")
    try:
        return ZipMember(name, archive.read(path))
    except UnreadableDocument as err:
        if err.code == "archive.bomb" and archive.unpacked > archive.limits.unpacked_size:
            raise
        return ZipMember(name, problem=_problem(err))


def _problem(err: UnreadableDocument) -> str:
    if err.code == "file.encrypted":
        return "Файл в архиве защищён паролем. Снимите пароль и загрузите снова."
    if err.code == "archive.bomb":
        return "Файл при распаковке больше допустимого и не прочитан."
    return "Файл в архиве повреждён. Получите его ещё раз."


def _base_name(path: str) -> str:
    """Return the name without folders, in the letters in which Windows packs Russian names."""
    name = path.replace("\\", "/").rpartition("/")[2].replace("\x00", "").strip()
    try:
        packed = name.encode("cp437").decode("cp866")
    except UnicodeError:
        packed = name
    is_russian = any("а" <= sign.lower() <= "я" for sign in packed)
    stem, dot, suffix = (packed if is_russian else name).rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{suffix[:10]}"


def _is_rubbish(path: str, name: str) -> bool:
    """Tell what systems and programs put into archives on their own."""
    lowered = name.lower()
    return lowered in _RUBBISH or lowered.startswith(("~$", "._")) or "__MACOSX/" in path
