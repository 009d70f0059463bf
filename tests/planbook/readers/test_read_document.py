"""Which reader a file gets, and with what words a file is refused."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from tests.planbook.readers.docx_builder import (
    CONTENT_TYPES,
    cell,
    document,
    docx,
    package,
    paragraph,
    row,
    table,
)

from planbook.errors import UnreadableDocument
from planbook.readers import DEFAULT_LIMITS, read_document

pytestmark = pytest.mark.core

GOOD = docx(table(row("1.", "Форум", "май"), row("2.", "Слёт", "июнь")))
SAVE_AS_DOCX = (
    "Откройте файл в программе, в которой он создан, и сохраните его в формате .docx, "
    "затем загрузите снова."
)
SEND_AGAIN = "Получите файл у отправителя ещё раз или сохраните его заново в формате .docx."
SUPPORTED = (
    "Читаются файлы .docx, .doc, .odt, .pdf, .xlsx, .xls, .ods, .html, .csv и текстовые файлы .txt."
)
SPLIT = "Разделите документ на части (например, по разделам плана) и загрузите их по отдельности."
# The header of a compound file with sectors of 512 bytes (MS-CFB 2.2).
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 22 + b"\x09" + b"\0" * 600
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;">]>'
    + document(paragraph("&b;"))
)
EXTERNAL_DTD = '<?xml version="1.0"?><!DOCTYPE w SYSTEM "file:///etc/passwd">' + document(
    paragraph("План")
)


def compound(stream: str) -> bytes:
    """Return the beginning of an old Office file that names one of its streams."""
    return COMPOUND + (stream + "\0").encode("utf-16-le")


def refused(data: bytes, file_name: str = "план.docx") -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(data, file_name=file_name)
    return caught.value


def encrypted_zip() -> bytes:
    """Return a document whose main part carries the flag of a password (bit 0 of the flags)."""
    data = bytearray(GOOD)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = data.find(signature)
        while position >= 0:
            data[position + offset] |= 1
            position = data.find(signature, position + 4)
    return bytes(data)


def unsupported(kind: str) -> str:
    return f"Файл «план.docx»: это {kind}. {SUPPORTED} {SAVE_AS_DOCX}"


REFUSED = {
    "empty": (
        b"",
        "file.empty",
        "Файл «план.docx»: файл пустой. Проверьте, что сохранён и выбран нужный файл.",
    ),
    "only blanks": (
        b" \n\t\n",
        "file.empty",
        "Файл «план.docx»: файл пустой. Проверьте, что сохранён и выбран нужный файл.",
    ),
    "encrypted document": (
        compound("EncryptedPackage"),
        "file.encrypted",
        "Файл «план.docx»: файл защищён паролем. "
        "Откройте файл, снимите пароль, сохраните в формате .docx и загрузите снова.",
    ),
    "zip with a password": (
        encrypted_zip(),
        "file.encrypted",
        "Файл «план.docx», _rels/.rels: файл защищён паролем. "
        "Откройте файл, снимите пароль, сохраните в формате .docx и загрузите снова.",
    ),
    "cut off zip": (
        GOOD[:-100],
        "archive.corrupt",
        f"Файл «план.docx»: архив документа повреждён. {SEND_AGAIN}",
    ),
    "only the beginning of a zip": (
        b"PK\x03\x04",
        "archive.corrupt",
        f"Файл «план.docx»: архив документа повреждён. {SEND_AGAIN}",
    ),
    "no main part": (
        package({"[Content_Types].xml": CONTENT_TYPES}),
        "archive.part_missing",
        f"Файл «план.docx», word/document.xml: в файле нет основной части с содержимым "
        f"документа. "
        f"{SEND_AGAIN}",
    ),
    "main part of another kind": (
        package({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": "<план/>"}),
        "archive.part_missing",
        f"Файл «план.docx», word/document.xml: в файле нет основной части с содержимым "
        f"документа. "
        f"{SEND_AGAIN}",
    ),
    "broken markup": (
        package(
            {
                "[Content_Types].xml": CONTENT_TYPES,
                "word/document.xml": document(paragraph("План"))[:-30],
            }
        ),
        "file.corrupt",
        f"Файл «план.docx», word/document.xml: файл повреждён или записан с ошибками. {SEND_AGAIN}",
    ),
    "entities": (
        docx(ENTITIES),
        "file.entities",
        "Файл «план.docx», word/document.xml: в разметке есть определения DTD или сущности; "
        f"файл может быть опасен. {SEND_AGAIN}",
    ),
    "external definitions": (
        docx(EXTERNAL_DTD),
        "file.entities",
        "Файл «план.docx», word/document.xml: в разметке есть определения DTD или сущности; "
        f"файл может быть опасен. {SEND_AGAIN}",
    ),
    "entities in a further part": (
        docx(paragraph("План"), styles=ENTITIES),
        "file.entities",
        "Файл «план.docx», word/styles.xml: в разметке есть определения DTD или сущности; "
        f"файл может быть опасен. {SEND_AGAIN}",
    ),
    "plain archive": (
        package({"план.txt": "План"}),
        "archive.not_a_document",
        f"Файл «план.docx»: это архив .zip, а не документ. {SUPPORTED} "
        "Распакуйте архив и загрузите документ из него.",
    ),
    "cut off file of an old format": (
        COMPOUND[:512],
        "file.corrupt",
        f"Файл «план.docx»: файл повреждён или записан с ошибками. {SEND_AGAIN}",
    ),
    "bytes of no format": (
        bytes(range(256)) * 4,
        "file.not_text",
        f"Файл «план.docx»: содержимое не является ни документом известного формата, ни текстом. "
        f"{SUPPORTED} {SAVE_AS_DOCX}",
    ),
}
NOT_READ = {
    "документ RTF": b"{\\rtf1\\ansi plan}",
    "презентация старого формата .ppt": compound("PowerPoint Document"),
    "файл старого формата Microsoft Office": compound("Root Entry"),
    "презентация .pptx": package({"[Content_Types].xml": "<Types/>", "ppt/a.xml": ""}),
    "файл формата OpenDocument": package({"mimetype": "application/x"}),
    "документ Word в виде файла .xml": b'<?xml version="1.0"?><w:wordDocument xmlns:w="x">',
    "файл разметки .xml": b'<?xml version="1.0"?><plan/>',
    "веб-архив .mht или письмо": b"MIME-Version: 1.0\nContent-Type: multipart/related",
    "изображение .png": b"\x89PNG\r\n\x1a\n\0\0",
    "архив .rar": b"Rar!\x1a\x07\x01\x00",
}


@pytest.mark.parametrize(("data", "code", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_bad_file_is_refused_with_cause_and_remedy(data: bytes, code: str, message: str) -> None:
    error = refused(data)

    assert (error.code, str(error)) == (code, message)


@pytest.mark.parametrize(("kind", "data"), NOT_READ.items(), ids=NOT_READ.keys())
def test_format_that_is_not_read_is_named(kind: str, data: bytes) -> None:
    error = refused(data)

    assert (error.code, str(error)) == ("file.format_not_supported", unsupported(kind))


@pytest.mark.parametrize(
    ("file_name", "data", "format_name"),
    [
        ("план.txt", GOOD, "docx"),
        ("план.docx", "План мероприятий\n1.\tФорум\tмай\n2.\tСлёт\tиюнь".encode(), "txt"),
        ("план.pdf", b"<- 2023 ->", "txt"),
        ("план", "BM и MZ — сокращения".encode(), "txt"),
    ],
)
def test_format_is_told_by_content(file_name: str, data: bytes, format_name: str) -> None:
    found = read_document(data, file_name=file_name)

    assert (found.format_name, found.file_name) == (format_name, file_name)


def test_path_is_read_under_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "план.docx"
    path.write_bytes(GOOD)

    assert read_document(path) == read_document(GOOD, file_name="план.docx")
    assert read_document(str(path), file_name="иначе.docx").file_name == "иначе.docx"


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(tmp_path / "нет.docx")

    assert str(caught.value) == (
        "Файл «нет.docx»: файл не найден или недоступен для чтения. "
        "Проверьте путь к файлу и права доступа."
    )


def test_folder_and_impossible_name_are_refused(tmp_path: Path) -> None:
    codes = []
    for source in (tmp_path, "план\0.docx"):
        with pytest.raises(UnreadableDocument) as caught:
            read_document(source)
        codes.append(caught.value.code)

    assert codes == ["file.not_a_file", "file.missing"]


def test_file_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "большой.docx"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)

    with pytest.raises(UnreadableDocument) as caught:
        read_document(path)

    assert str(caught.value) == (
        "Файл «большой.docx»: размер файла больше допустимого (50 МБ). "
        "Уменьшите файл: удалите из него изображения или разделите документ на части."
    )


@pytest.mark.parametrize(
    ("data", "limits", "message"),
    [
        (
            GOOD,
            replace(DEFAULT_LIMITS, file_size=100),
            "Файл «план.docx»: размер файла больше допустимого (0 МБ). "
            "Уменьшите файл: удалите из него изображения или разделите документ на части.",
        ),
        (
            GOOD,
            replace(DEFAULT_LIMITS, rows=1),
            f"Файл «план.docx»: в документе больше 1 строк таблиц. {SPLIT}",
        ),
        (
            b"a\tb\nc\td\ne\tf",
            replace(DEFAULT_LIMITS, rows=2),
            f"Файл «план.docx»: в документе больше 2 строк таблиц. {SPLIT}",
        ),
        (
            GOOD,
            replace(DEFAULT_LIMITS, cells=5),
            f"Файл «план.docx»: в документе больше 5 ячеек таблиц. {SPLIT}",
        ),
        (
            b"a\tb\tc\nd\te\tf",
            replace(DEFAULT_LIMITS, cells=5),
            f"Файл «план.docx»: в документе больше 5 ячеек таблиц. {SPLIT}",
        ),
        (
            GOOD,
            replace(DEFAULT_LIMITS, columns=2),
            "Файл «план.docx»: в таблице больше 2 столбцов. "
            "Проверьте, что это план мероприятий, и уберите лишние столбцы.",
        ),
        (
            b"a\tb\tc\nd\te\tf",
            replace(DEFAULT_LIMITS, columns=2),
            "Файл «план.docx»: в таблице больше 2 столбцов. "
            "Проверьте, что это план мероприятий, и уберите лишние столбцы.",
        ),
        (
            docx(paragraph("а") * 3),
            replace(DEFAULT_LIMITS, paragraphs=2),
            f"Файл «план.docx»: в документе больше 2 абзацев или элементов разметки. {SPLIT}",
        ),
        (
            b"a\nb\nc",
            replace(DEFAULT_LIMITS, paragraphs=2),
            f"Файл «план.docx»: в документе больше 2 абзацев или элементов разметки. {SPLIT}",
        ),
        (
            docx(table(row("длинный текст"))),
            replace(DEFAULT_LIMITS, cell_characters=5),
            "Файл «план.docx»: в одной ячейке или абзаце больше 5 знаков. "
            "Проверьте, что ячейки таблицы разделены, и разбейте длинный текст на абзацы.",
        ),
        (
            "длинный текст".encode(),
            replace(DEFAULT_LIMITS, cell_characters=5),
            "Файл «план.docx»: в одной ячейке или абзаце больше 5 знаков. "
            "Проверьте, что ячейки таблицы разделены, и разбейте длинный текст на абзацы.",
        ),
        (
            docx("<w:p><w:r><w:sym/>" + "<w:a>" * 20 + "</w:a>" * 20 + "</w:r></w:p>"),
            replace(DEFAULT_LIMITS, nesting=10),
            f"Файл «план.docx»: вложенность разметки больше допустимой (10). {SEND_AGAIN}",
        ),
        (
            docx(table(row(cell(table(row(cell(table(row("а"))))))))),
            replace(DEFAULT_LIMITS, table_nesting=2),
            f"Файл «план.docx»: вложенность разметки больше допустимой (2). {SEND_AGAIN}",
        ),
        (
            docx("<w:p/>" * 60),
            replace(DEFAULT_LIMITS, tags=50),
            "Файл «план.docx», word/document.xml: в документе больше 50 абзацев "
            f"или элементов разметки. {SPLIT}",
        ),
        (
            b"\n" * 5 + b"a",
            replace(DEFAULT_LIMITS, lines=4),
            f"Файл «план.docx»: в документе больше 4 абзацев или элементов разметки. {SPLIT}",
        ),
        (
            b"a" + b"\t" * 20,
            replace(DEFAULT_LIMITS, columns=2),
            "Файл «план.docx»: в таблице больше 2 столбцов. "
            "Проверьте, что это план мероприятий, и уберите лишние столбцы.",
        ),
        (
            docx("<w:z/>" * 60),
            replace(DEFAULT_LIMITS, elements_at_once=50),
            "Файл «план.docx», word/document.xml: в документе больше 50 абзацев "
            f"или элементов разметки. {SPLIT}",
        ),
    ],
)
def test_document_beyond_a_limit_is_refused(data: bytes, limits: object, message: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(data, file_name="план.docx", limits=limits)  # type: ignore[arg-type]

    assert str(caught.value) == message


def bomb_message(place: str) -> str:
    return (
        f"Файл «план.docx»{place}: содержимое при распаковке больше допустимого, "
        f"файл может быть опасен. {SEND_AGAIN}"
    )


def test_part_packed_too_well_is_refused_while_unpacking() -> None:
    body = document((" " * 1_000_000 + "<w:z/>") * 30)
    data = package({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": body})

    assert str(refused(data)) == bomb_message(", word/document.xml")


@pytest.mark.parametrize("limit", ["part_size", "unpacked_size"])
def test_part_beyond_its_size_is_refused(limit: str) -> None:
    limits = replace(DEFAULT_LIMITS, **{limit: 500})

    with pytest.raises(UnreadableDocument) as caught:
        read_document(docx(paragraph("План " * 200)), file_name="план.docx", limits=limits)

    assert caught.value.code == "archive.bomb"


def test_archive_of_too_many_entries_is_refused() -> None:
    limits = replace(DEFAULT_LIMITS, archive_entries=3)

    with pytest.raises(UnreadableDocument) as caught:
        read_document(GOOD, file_name="план.docx", limits=limits)

    assert str(caught.value) == bomb_message("")


def test_size_told_by_the_archive_is_not_trusted() -> None:
    data = bytearray(GOOD)
    directory = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")

    error = refused(bytes(data))

    assert error.code in {"archive.corrupt", "file.corrupt"}


@pytest.mark.slow
def test_table_of_50000_rows_is_refused() -> None:
    lines = "\n".join(f"{number}.\tФорум\tмай" for number in range(50_000))

    error = refused(lines.encode(), "план.txt")

    assert str(error) == f"Файл «план.txt»: в документе больше 20000 строк таблиц. {SPLIT}"


@pytest.mark.slow
def test_word_table_of_50000_rows_is_refused() -> None:
    data = docx(table(row("1.", "Форум", "май") * 50_000))

    error = refused(data)

    assert str(error) == f"Файл «план.docx»: в документе больше 20000 строк таблиц. {SPLIT}"


def test_unknown_compression_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("word/document.xml", document(paragraph("План")))

    error = refused(buffer.getvalue())

    assert (error.code, error.place) == ("archive.corrupt", "word/document.xml")
