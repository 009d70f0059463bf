"""What a file is shows in its content; its name only settles what the content leaves open."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.planbook.readers.docx_builder import CONTENT_TYPES, package
from tests.planbook.readers.odt_builder import odt, p

from planbook.errors import UnreadableDocument
from planbook.readers import DEFAULT_LIMITS, READERS
from planbook.readers.delimiters import find_delimiter
from planbook.readers.formats import detect_format

pytestmark = pytest.mark.core

CORPUS = Path(__file__).parents[2] / "corpus"
HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 22 + b"\x09" + b"\0" * 481


def compound(*streams: str, made_by: str = "0" * 32) -> bytes:
    """Return an old Office file of which only the directory is there."""
    root = "Root Entry\0".encode("utf-16-le").ljust(80, b"\0") + bytes.fromhex(made_by)
    names = [(stream + "\0").encode("utf-16-le").ljust(128, b"\0") for stream in streams]
    return HEADER + root.ljust(128, b"\0") + b"".join(names)


def detected(data: bytes, file_name: str = "план") -> str:
    return detect_format(data, file_name=file_name, limits=DEFAULT_LIMITS)


EXCEL_PAGE = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>Форум'
WORD_CLASS = "0609020000000000c000000000000046"
CASES = {
    "docx": ("docx", package({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": ""})),
    "odt": ("odt", odt(p("План"))),
    "ott": ("odt", package({"mimetype": "application/vnd.oasis.opendocument.text-template"})),
    "ods": ("ods", package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})),
    "xlsx": ("xlsx", package({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": ""})),
    "doc": ("doc", compound("WordDocument")),
    "xls": ("xls", compound("Workbook")),
    "xls of 1995": ("xls", compound("Book")),
    "doc with a sheet inside": ("doc", compound("Workbook", "WordDocument", made_by=WORD_CLASS)),
    "pdf": ("pdf", b"%PDF-1.7\n"),
    "pdf with a foreign beginning": ("pdf", b"\r\n\0junk%PDF-1.4\n"),
    "page": ("html", b"\n<!DOCTYPE html><html><body>"),
    "page of Excel": ("html", EXCEL_PAGE.encode("cp1251")),
    "page in UTF-16": ("html", EXCEL_PAGE.encode("utf-16")),
    "page with an XML declaration": ("html", b'<?xml version="1.0"?>\n<html xmlns="x"><p>'),
    "fragment of a table": ("html", "<table><tr><td>Форум</td></tr></table>".encode()),
    "fragment of the clipboard": ("html", b"Version:0.9\r\nStartHTML:0105\r\n<html>"),
    "csv": ("csv", "№;Мероприятие;Срок\n1;Форум;май\n2;Слёт;июнь\n".encode("cp1251")),
    "csv with commas": ("csv", '№,Название,Срок\n1,"Форум, слёт",май\n2,Слёт,июнь\n'.encode()),
    "tabbed text with quoted cells": (
        "csv",
        'Форум\t"30 марта-\n1 апреля"\nСлёт\tиюнь\n'.encode("utf-16"),
    ),
    "tabbed text": ("txt", "1.\tФорум\tмай\n2.\tСлёт\tиюнь\n3.\tСъезд\tиюль\n".encode()),
    "prose with commas": ("txt", "Вологда, Тверь\nПсков, Орёл\nТула, Брянск\n".encode()),
    "prose with semicolons": ("txt", "форум;\nслёт;\nсъезд и совещание;\n".encode()),
    "text that begins with a bracket": ("txt", b"<- 2023 ->"),
}


@pytest.mark.parametrize(("name", "data"), CASES.values(), ids=CASES.keys())
def test_format_shows_in_the_content(name: str, data: bytes) -> None:
    assert detected(data) == name


@pytest.mark.parametrize("file_name", ["план.xls", "план.csv", "план.pdf"])
def test_name_does_not_outweigh_the_content(file_name: str) -> None:
    assert detected(EXCEL_PAGE.encode(), file_name) == "html"


def test_name_settles_what_short_lists_are() -> None:
    data = "Форум;май\nСлёт;июнь\n".encode()

    assert (detected(data, "план.txt"), detected(data, "план.CSV")) == ("txt", "csv")


def test_every_detected_format_has_a_reader() -> None:
    assert {name for name, _data in CASES.values()} == set(READERS)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/source.txt")), ids=lambda p: p.parent.name)
def test_text_dumps_stay_text(path: Path) -> None:
    assert detected(path.read_bytes(), path.name) == "txt"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        pytest.param(path, path.suffix[1:], id=f"{path.parts[-3]}/{path.name}")
        for path in sorted(CORPUS.glob("*/variants/*.*"))
        if path.suffix[1:] in READERS
    ],
)
def test_documents_of_the_corpus_are_what_they_are_called(path: Path, name: str) -> None:
    assert detected(path.read_bytes(), "план") == name


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "веб-архив .mht или письмо"),
        (b'From: <x>\nSubject: "."\nMIME-Version: 1.0\n', "веб-архив .mht или письмо"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn">', "таблица Excel в виде файла .xml"),
        (
            b'<?xml version="1.0"?><office:document xmlns:office="o">',
            "документ OpenDocument в виде файла .xml",
        ),
        (compound("PowerPoint Document"), "презентация старого формата .ppt"),
        (package({"mimetype": "application/epub+zip"}), "книга .epub"),
    ],
)
def test_other_formats_are_named(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        detected(data)

    assert caught.value.cause.startswith(f"это {kind}. ")


def test_protected_package_is_refused() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        detected(compound("EncryptedPackage", "EncryptionInfo"))

    assert caught.value.code == "file.encrypted"


@pytest.mark.parametrize("path", ["план.docx", "план.xlsx"])
def test_archive_inside_an_archive_is_no_document(path: str) -> None:
    inner = package({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": ""})
    with pytest.raises(UnreadableDocument) as caught:
        detected(package({path: inner}))

    assert caught.value.code == "archive.not_a_document"


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("а;б;в\n1;2;3\n4;5;6", ";"),
        ("а,б,в\n1,2,3\n4,5,6", ","),
        ("а;б\n1;2\n3;4", ""),
        ('"а";"б;в"\n"1";"2"\n"3";"4"', ";"),
        ("а;б;в\n1;2\n4;5;6", ""),
        ('1.\tФорум "Лидер"\tмай\n2.\t"Слёт"\tиюнь\n', ""),
        ("", ""),
        (";;;\n;;;\n;;;", ""),
    ],
)
def test_delimiter_parts_rows_evenly(text: str, sign: str) -> None:
    assert find_delimiter(text) == sign
