"""What a file is, told by its content; its name is not asked.

Formats that are not read are recognised too, so that the refusal can name them.
"""

from __future__ import annotations

import re

from planbook.readers.archive import Archive, is_zip
from planbook.readers.limits import Limits
from planbook.readers.refusals import refusal

_HEAD_SIZE = 4096

# Beginnings of files and their Russian names.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "документ PDF"),
    (b"{\\rtf", "документ RTF"),
    (b"\x1f\x8b", "сжатый архив .gz"),
    (b"7z\xbc\xaf\x27\x1c", "архив .7z"),
    (b"Rar!\x1a\x07", "архив .rar"),
    (b"\x89PNG\r\n\x1a\n", "изображение .png"),
    (b"\xff\xd8\xff", "изображение .jpg"),
    (b"GIF87a", "изображение .gif"),
    (b"GIF89a", "изображение .gif"),
    (b"II*\x00", "изображение .tiff"),
    (b"MM\x00*", "изображение .tiff"),
    (b"\x7fELF", "исполняемый файл"),
    (b"MZ\x90\x00", "исполняемый файл"),
    (b"SQLite format 3\x00", "база данных SQLite"),
)
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams of a compound file (MS-CFB), by which its kind shows; the order matters.
_COMPOUND_STREAMS = (
    ("WordDocument", "документ старого формата .doc"),
    ("Workbook", "таблица старого формата .xls"),
    ("Book", "таблица старого формата .xls"),
    ("PowerPoint Document", "презентация старого формата .ppt"),
)
_MARKUP: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"<(?:!doctype\s+html|html[\s>])", re.IGNORECASE), "страница .html"),
    (re.compile(rb"<(?:pkg:package|w:wordDocument)[\s>]"), "документ Word в виде файла .xml"),
    (re.compile(rb"\s*<\?xml\s"), "файл разметки .xml"),
    (re.compile(rb"MIME-Version:\s*1\.0", re.IGNORECASE), "веб-архив .mht или письмо"),
)
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "документ .odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "таблица .ods",
    b"application/vnd.oasis.opendocument.presentation": "презентация .odp",
    b"application/epub+zip": "книга .epub",
}
_OFFICE_FOLDERS = {
    "xl/": "таблица .xlsx",
    "ppt/": "презентация .pptx",
    "visio/": "схема .vsdx",
}


def detect_format(data: bytes, *, file_name: str, limits: Limits) -> str:
    """Return the name of the format to read the bytes with: «docx» or «txt».

    Raises:
        UnreadableDocument: the content is recognised as something that is not read, and named.

    >>> from planbook.readers.limits import DEFAULT_LIMITS
    >>> detect_format("План\\tна год".encode(), file_name="план.docx", limits=DEFAULT_LIMITS)
    'txt'
    """
    if is_zip(data):
        _check_archive_kind(Archive(data, file_name=file_name, limits=limits), file_name)
        return "docx"
    if data.startswith(_COMPOUND_FILE):
        raise _compound_refusal(data, file_name)
    kind = _kind_by_beginning(data[:_HEAD_SIZE])
    if kind:
        raise refusal("file.format_not_supported", file_name, kind=kind)
    return "txt"


def _kind_by_beginning(head: bytes) -> str:
    """Return the Russian name of a format that is recognised by its first bytes, else nothing."""
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    # PDF allows foreign bytes before its header (ISO 32000-1, implementation note 13).
    if b"%PDF-" in head[:1024] and b"\0" in head:
        return "документ PDF"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"<", b"MIME", b"mime")):
        return next((kind for pattern, kind in _MARKUP if pattern.search(start)), "")
    return ""


def _compound_refusal(data: bytes, file_name: str) -> Exception:
    """Name what a compound file holds: an encrypted package or a document of an old format."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return refusal("file.encrypted", file_name)
    kind = next(
        (kind for stream, kind in _COMPOUND_STREAMS if (stream + "\0").encode("utf-16-le") in data),
        "файл старого формата Microsoft Office",
    )
    return refusal("file.format_not_supported", file_name, kind=kind)


def _check_archive_kind(archive: Archive, file_name: str) -> None:
    """Refuse an archive that is not a Word document, naming what it is."""
    if "mimetype" in archive:
        mime = archive.read("mimetype")[:100].strip()
        kind = _OPEN_DOCUMENT.get(mime, "файл формата OpenDocument")
        raise refusal("file.format_not_supported", file_name, kind=kind)
    if "[content_types].xml" not in archive:
        raise refusal("archive.not_a_document", file_name)
    for folder, kind in _OFFICE_FOLDERS.items():
        if archive.has_folder(folder) and not archive.has_folder("word/"):
            raise refusal("file.format_not_supported", file_name, kind=kind)
