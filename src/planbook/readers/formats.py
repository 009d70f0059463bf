"""What a file is, told by its content; its name only settles what the content leaves open.

Formats that are not read are recognised too, so that the refusal can name them.
"""

from __future__ import annotations

import re

from planbook.readers.archive import Archive, is_zip
from planbook.readers.delimiters import find_delimiter
from planbook.readers.limits import Limits
from planbook.readers.refusals import refusal
from planbook.readers.text.encodings import SAMPLE_SIZE, decode_text

_HEAD_SIZE = 4096
_PDF_HEADER = b"%PDF-"

# Beginnings of files that are not read, and their Russian names.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
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
# What the first entry of a compound file (MS-CFB) says made it: tells a document from one inside
# another. The class stands 80 bytes after the name of the entry.
_ROOT_ENTRY = "Root Entry\0".encode("utf-16-le")
_CLASS_OFFSET = 80
_SECTOR_SHIFTS = (9, 12)
_NO_SECTOR = 0xFFFFFFFA
_COMPOUND_CLASSES = {
    "0609020000000000c000000000000046": "doc",
    "0009020000000000c000000000000046": "doc",
    "2008020000000000c000000000000046": "xls",
    "1008020000000000c000000000000046": "xls",
}
# Streams of a compound file, by which its kind shows where the class does not; the order matters.
_COMPOUND_STREAMS = (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"))
_OTHER_COMPOUND_STREAMS = (("PowerPoint Document", "презентация старого формата .ppt"),)
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|title|body|meta|link|style|table|tr|td|div|p|span"
    r"|font|center|pre|section|article|main|h[1-6]|ul|ol)[\s>/]"
    r"|<!--StartFragment",
    re.IGNORECASE,
)
_MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<(?:pkg:package|w:wordDocument)[\s>]"), "документ Word в виде файла .xml"),
    (re.compile(r"<(?:ss:)?Workbook[\s>]"), "таблица Excel в виде файла .xml"),
    (re.compile(r"<office:document[\s>]"), "документ OpenDocument в виде файла .xml"),
    (re.compile(r"<\?xml\s"), "файл разметки .xml"),
)
_MAIL = re.compile(r"MIME-Version:\s*1\.0|Content-Type:\s*multipart/", re.IGNORECASE)
_MAIL_START = re.compile(r"(?:MIME-Version|From|Date|Content-Type|Subject|Snapshot-\S+):", re.I)
# What Windows puts before a fragment of a page on the clipboard.
_CLIPBOARD = re.compile(r"Version:[\d.]+\s+StartHTML:")
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.text-template": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.spreadsheet-template": "ods",
}
_OTHER_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.presentation": "презентация .odp",
    b"application/epub+zip": "книга .epub",
}
_OTHER_OFFICE_FOLDERS = {"ppt/": "презентация .pptx", "visio/": "схема .vsdx"}


def detect_format(data: bytes, *, file_name: str, limits: Limits) -> str:
    """Return the name of the format to read the bytes with, a key of `READERS`.

    Raises:
        UnreadableDocument: the content is recognised as something that is not read, and named.

    >>> from planbook.readers.limits import DEFAULT_LIMITS
    >>> detect_format("План\\tна год".encode(), file_name="план.docx", limits=DEFAULT_LIMITS)
    'txt'
    >>> detect_format("<table><tr><td>Форум".encode(), file_name="п.xls", limits=DEFAULT_LIMITS)
    'html'
    """
    if is_zip(data):
        return _archive_format(Archive(data, file_name=file_name, limits=limits), file_name)
    if data.startswith(_COMPOUND_FILE):
        return _compound_format(data, file_name)
    head = data[:_HEAD_SIZE]
    if head.startswith(_PDF_HEADER) or _is_pdf_with_prefix(head):
        return "pdf"
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            raise refusal("file.format_not_supported", file_name, kind=kind)
    decoded = decode_text(data[: SAMPLE_SIZE - SAMPLE_SIZE % 4]) or decode_text(data)
    return _text_format(decoded.text, file_name) if decoded else "txt"


def _is_pdf_with_prefix(head: bytes) -> bool:
    """Tell a PDF with foreign bytes before its header (ISO 32000-1, implementation note 13)."""
    return _PDF_HEADER in head[:1024] and b"\0" in head


def _text_format(text: str, file_name: str) -> str:
    """Tell pages, lists of separated values and plain text apart; name other markup."""
    head = text[:_HEAD_SIZE].lstrip()
    if head.startswith("<"):
        if _HTML.search(head):
            return "html"
        kind = next((kind for pattern, kind in _MARKUP if pattern.search(head)), "")
        if kind:
            raise refusal("file.format_not_supported", file_name, kind=kind)
    if _CLIPBOARD.match(head):
        return "html"
    if _MAIL_START.match(head) and _MAIL.search(head):
        raise refusal("file.format_not_supported", file_name, kind="веб-архив .mht или письмо")
    return "csv" if find_delimiter(text, file_name=file_name) else "txt"


def _compound_format(data: bytes, file_name: str) -> str:
    """Tell what a compound file holds: an encrypted package or a document of an old format."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise refusal("file.encrypted", file_name)
    root = data.find(_ROOT_ENTRY)
    made_by = data[root + _CLASS_OFFSET : root + _CLASS_OFFSET + 16].hex() if root >= 0 else ""
    if found := _COMPOUND_CLASSES.get(made_by) or _by_stream(data, _COMPOUND_STREAMS):
        return found
    kind = _by_stream(data, _OTHER_COMPOUND_STREAMS)
    if not kind and (root < 0 or _is_cut_off(data)):
        raise refusal("file.corrupt", file_name)
    kind = kind or "файл старого формата Microsoft Office"
    raise refusal("file.format_not_supported", file_name, kind=kind)


def _is_cut_off(data: bytes) -> bool:
    """Tell whether a compound file ends before the sectors its header names (MS-CFB 2.2)."""
    shift = int.from_bytes(data[30:32], "little")
    if shift not in _SECTOR_SHIFTS:
        return True
    # The directory, then the first parts of the table of sectors.
    numbers = [data[place : place + 4] for place in (48, *range(76, 512, 4))]
    named = [int.from_bytes(number, "little") for number in numbers]
    return any((number + 1) << shift >= len(data) for number in named if number < _NO_SECTOR)


def _by_stream(data: bytes, streams: tuple[tuple[str, str], ...]) -> str:
    found = (kind for name, kind in streams if (name + "\0").encode("utf-16-le") in data)
    return next(found, "")


def _archive_format(archive: Archive, file_name: str) -> str:
    """Tell which document a .zip package is; another archive is refused."""
    if "mimetype" in archive:
        mime = archive.read("mimetype")[:100].strip()
        if mime in _OPEN_DOCUMENT:
            return _OPEN_DOCUMENT[mime]
        kind = _OTHER_OPEN_DOCUMENT.get(mime, "файл формата OpenDocument")
        raise refusal("file.format_not_supported", file_name, kind=kind)
    if "[content_types].xml" not in archive:
        raise refusal("archive.not_a_document", file_name)
    if archive.has_folder("word/"):
        return "docx"
    if archive.has_folder("xl/"):
        return "xlsx"
    for folder, kind in _OTHER_OFFICE_FOLDERS.items():
        if archive.has_folder(folder):
            raise refusal("file.format_not_supported", file_name, kind=kind)
    return "docx"
