"""Every format against files made to harm: a document or a clear refusal, in bounded time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.planbook.readers import hostile_files as made
from tests.planbook.readers.sheets.book import shapes, workbook
from tools.fuzz import time_limit

from planbook.documents import Document
from planbook.errors import UnreadableDocument
from planbook.readers import read_document
from planbook.readers.html import read_pasted

pytestmark = [pytest.mark.core, pytest.mark.slow]
SECONDS = 60
NAME = "план.docx"
SEND_AGAIN = "Получите файл у отправителя ещё раз или сохраните его заново в формате .docx."
SPLIT = "Разделите документ на части (например, по разделам плана) и загрузите их по отдельности."
SUPPORTED = (
    "Читаются файлы .docx, .doc, .odt, .pdf, .xlsx, .xls, .ods, .html, .csv и текстовые файлы .txt."
)
SAVE_AS_DOCX = (
    "Откройте файл в программе, в которой он создан, и сохраните его в формате .docx, "
    "затем загрузите снова."
)
CHECK = "Проверьте, что сохранён и выбран нужный файл."
FEWER_COLUMNS = "Проверьте, что это план мероприятий, и уберите лишние столбцы."
MESSAGES = {
    "archive.bomb": f"содержимое при распаковке больше допустимого, файл может быть опасен. "
    f"{SEND_AGAIN}",
    "archive.corrupt": f"архив документа повреждён. {SEND_AGAIN}",
    "archive.not_a_document": f"это архив .zip, а не документ. {SUPPORTED} "
    "Распакуйте архив и загрузите документ из него.",
    "document.cell_too_long": "в одной ячейке или абзаце больше 200000 знаков. Проверьте, что "
    "ячейки таблицы разделены, и разбейте длинный текст на абзацы.",
    "document.too_deep": f"вложенность разметки больше допустимой (200). {SEND_AGAIN}",
    "document.too_many_cells": f"в документе больше 200000 ячеек таблиц. {SPLIT}",
    "document.too_many_columns": f"в таблице больше 128 столбцов. {FEWER_COLUMNS}",
    "document.too_many_rows": f"в документе больше 20000 строк таблиц. {SPLIT}",
    "file.corrupt": f"файл повреждён или записан с ошибками. {SEND_AGAIN}",
    "file.entities": "в разметке есть определения DTD или сущности; файл может быть опасен. "
    f"{SEND_AGAIN}",
    "pdf.corrupt": f"файл .pdf повреждён. {SEND_AGAIN}",
    "pdf.no_text": f"на страницах нет текста. {CHECK}",
    "pdf.too_many_marks": "на странице больше 300000 знаков и линий, файл может быть опасен. "
    f"{SEND_AGAIN}",
    "archive.part_missing": f"в файле нет основной части с содержимым документа. {SEND_AGAIN}",
}
ROW = "<row>{}</row>"
A = made.inline("а")
SHEET_PART = "xl/worksheets/sheet1.xml"
STRING_BOMB = f'<sst xmlns="{made.S}"><si><t>{"а" * 150_000}</t></si></sst>'
ODS_ROW = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
SELF_CALLING = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
    b"/Resources<</XObject<</F 5 0 R>>>>>>",
    b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length 11>>"
    b"stream\n/F Do /F Do\nendstream",
)


def page_of(content: bytes, *filters: str) -> bytes:
    stream = made.pdf_stream(content, *(filters or ("FlateDecode",)))
    return made.pdf(made.CATALOGUE, made.PAGES, made.PAGE, stream)


# What makes the file, the code of the refusal, the part that the refusal names.
REFUSED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "xlsx: one string in a thousand cells": (
        lambda: made.xlsx(ROW.format('<c t="s"><v>0</v></c>') * 1000, strings=STRING_BOMB),
        "archive.bomb", "",
    ),
    "xlsx: a cell of 200 MB": (
        lambda: made.xlsx(ROW.format(made.inline(" " * 201 * made.MEBIBYTE))),
        "file.corrupt", SHEET_PART,
    ),
    "xlsx: entities": (
        lambda: made.xlsx(ROW.format(made.inline("&d;")), head=made.BILLION_LAUGHS),
        "file.entities", SHEET_PART,
    ),
    "xlsx: a file of the server": (
        lambda: made.xlsx(ROW.format(made.inline("&d;")), head=made.EXTERNAL),
        "file.entities", SHEET_PART,
    ),
    "xlsx: depth": (
        lambda: made.xlsx(ROW.format("<c>" * 5000 + "</c>" * 5000)),
        "document.too_deep", SHEET_PART,
    ),
    "xlsx: columns": (
        lambda: made.xlsx(ROW.format(A * 200)), "document.too_many_columns", ""
    ),
    "xlsx: rows": (
        lambda: made.xlsx(ROW.format(A) * 20_001), "document.too_many_rows", ""
    ),
    "xlsx: no workbook": (
        lambda: made.repacked(workbook(["а"]), xl__workbook_dot_xml=None),
        "archive.part_missing", "xl/workbook.xml",
    ),
    "ods: a billion repeated cells": (
        lambda: made.ods_rows(ODS_ROW.format(1_048_576, made.ods_cell("а", 16_384))),
        "document.too_many_cells", "",
    ),
    "ods: repeated columns": (
        lambda: made.ods_rows(ODS_ROW.format(1, made.ods_cell("а", 16_384))),
        "document.too_many_columns", "",
    ),
    "ods: entities": (
        lambda: made.ods_rows(ODS_ROW.format(1, made.ods_cell("&d;")), made.BILLION_LAUGHS),
        "file.entities", "content.xml",
    ),
    "ods: depth": (
        lambda: made.ods_rows("<text:span>" * 5000 + "</text:span>" * 5000),
        "document.too_deep", "content.xml",
    ),
    "odt: entities": (
        lambda: made.opendocument("text", "<text:p>&d;</text:p>", made.BILLION_LAUGHS),
        "file.entities", "content.xml",
    ),
    "odt: a file of the server": (
        lambda: made.opendocument("text", "<text:p>&d;</text:p>", made.EXTERNAL),
        "file.entities", "content.xml",
    ),
    "odt: depth": (
        lambda: made.opendocument("text", "<text:section>" * 500 + "</text:section>" * 500),
        "document.too_deep", "content.xml",
    ),
    "docx: a text of 200 MB": (made.word_with_bomb, "file.corrupt", "word/document.xml"),
    "docx inside a zip": (
        lambda: made.zip_of(plan_dot_docx=made.variant("plain.docx")), "archive.not_a_document", ""
    ),
    "zip inside a zip": (
        lambda: made.zip_of(a_dot_zip=made.zip_of(b_dot_zip=made.zip_of(c=b"d"))),
        "archive.not_a_document", "",
    ),
    "html: depth": (
        lambda: b"<html><body>" + b"<div>" * 100_000, "document.too_deep", ""
    ),
    "html: tables in tables": (
        lambda: b"<html>" + b"<table><tr><td>" * 3000, "document.too_deep", ""
    ),
    "html: spans": (
        lambda: b"<html><table>" + b'<tr><td colspan="1000" rowspan="65534">a</td></tr>' * 1000,
        "document.too_many_cells", "",
    ),
    "txt: one endless line": (
        lambda: ("а;" * 150_000).encode() + b"\n1;2", "document.cell_too_long", ""
    ),
    "pdf: only its beginning": (lambda: b"%PDF-1.7\n", "pdf.corrupt", ""),
    "pdf: packed spaces": (
        lambda: page_of(made.deflated(made.zeros(100))), "pdf.no_text", ""
    ),
    "pdf: packed twice": (
        lambda: page_of(made.deflated(made.zeros(100), 2), "FlateDecode", "FlateDecode"),
        "pdf.no_text", "",
    ),
    "pdf: broken table of objects": (
        lambda: made.pdf(made.CATALOGUE, made.PAGES, made.PAGE, table=b"xref\n0 5\nxxxx\n"),
        "pdf.no_text", "",
    ),
    "pdf: pages in a loop": (
        lambda: made.pdf(made.CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
        "pdf.corrupt", "",
    ),
    "pdf: a form that calls itself": (
        lambda: made.pdf(
            made.CATALOGUE, made.PAGES, SELF_CALLING[0],
            made.pdf_stream(made.deflated(b"/F Do"), "FlateDecode"), SELF_CALLING[1],
        ),
        "pdf.no_text", "",
    ),
    "pdf: depth": (
        lambda: made.pdf(b"[" * 100_000 + b"]" * 100_000), "pdf.corrupt", ""
    ),
    "pdf: no pages": (
        lambda: made.pdf(made.CATALOGUE, b"<</Type/Pages/Kids[]/Count 0>>"), "pdf.corrupt", ""
    ),
    "pdf: a million lines": (
        lambda: page_of(made.deflated(b"0 0 10 10 re S " * 1_000_000)),
        "pdf.too_many_marks", "страница 1",
    ),
    "doc: nothing but its header": (
        lambda: made.variant("plain.doc")[:512] + b"\0" * 4096, "file.corrupt", ""
    ),
    "xls: nothing but its header": (
        lambda: made.variant("sheet.xls")[:1024] + b"\0" * 16_384, "file.corrupt", ""
    ),
}  # fmt: skip


def html_with_scripts() -> bytes:
    return (
        '<html><head><script>alert("x")</script><style>p{}</style></head><body>'
        '<p onclick="steal()">План<script>document.write("нет")</script></p>'
        "<table><tr><td>Форум<script>нет</script></td><td>май</td></tr></table>"
        '<iframe src="https://example.org/"></iframe></body></html>'
    ).encode()


# What makes the file; its format, what is read, the codes of the findings.
READ: dict[str, tuple[Callable[[], bytes], str, list[object], list[str]]] = {
    "xlsx: a million formatted empty rows": (
        made.million_empty_rows, "xlsx", [[["План", "на 2023 год"]]], []
    ),
    "xlsx: cells in opposite corners": (
        lambda: made.xlsx(
            f'<row r="1">{A}</row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        ),
        "xlsx", ["а", "2"], [],
    ),
    "xlsx: the same merge ten thousand times": (
        lambda: made.xlsx(
            ROW.format(A),
            "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 10_000 + "</mergeCells>",
        ),
        "xlsx", ["а"], [],
    ),
    "ods: repeated empty rows": (
        lambda: made.ods_rows(
            ODS_ROW.format(1, made.ods_cell("а") + made.ods_cell("б"))
            + ODS_ROW.format(1_048_576, '<table:table-cell table:number-columns-repeated="9999"/>')
        ),
        "ods", ["П", [["а", "б"]]], [],
    ),
    "html: scripts": (html_with_scripts, "html", ["План", [["Форум", "май"]]], []),
    "html: a cell of a billion rows": (
        lambda: '<html><table><tr><td rowspan="1000000000">а</td><td>б</td></tr></table>'.encode(),
        "html", [[["а", "б"]]], [],
    ),
}  # fmt: skip


def answer(data: bytes, name: str = NAME) -> Document | UnreadableDocument:
    with time_limit(SECONDS):
        try:
            return read_document(data, file_name=name)
        except UnreadableDocument as error:
            return error


@pytest.mark.parametrize(("make", "code", "place"), REFUSED.values(), ids=REFUSED.keys())
def test_hostile_file_is_refused(make: Callable[[], bytes], code: str, place: str) -> None:
    found = answer(make())
    where = f", {place}" if place else ""

    assert isinstance(found, UnreadableDocument)
    assert (found.code, str(found)) == (code, f"Файл «{NAME}»{where}: {MESSAGES[code]}")


@pytest.mark.parametrize(("make", "kind", "expected", "codes"), READ.values(), ids=READ.keys())
def test_hostile_file_is_read(
    make: Callable[[], bytes], kind: str, expected: list[object], codes: list[str]
) -> None:
    found = answer(make())

    assert isinstance(found, Document)
    assert (found.format_name, shapes(found)) == (kind, expected)
    assert [finding.code for finding in found.findings] == codes


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda: made.many_merged_cells(10_000), "xlsx"),
        (lambda: made.word_merged(10_000), "docx"),
        (
            lambda: (
                "<html><table>"
                + '<tr><td colspan="2">а</td><td>б</td></tr>' * 10_000
                + "</table></html>"
            ).encode(),
            "html",
        ),
    ],
)
def test_ten_thousand_merged_cells_are_read(make: Callable[[], bytes], kind: str) -> None:
    found = answer(make())

    assert isinstance(found, Document)
    assert (found.format_name, [len(table.rows) for table in found.tables()]) == (kind, [10_000])


VARIANTS = (
    "plain.docx", "plain.odt", "plain.doc", "print.pdf", "sheet.xlsx", "sheet.xls", "sheet.ods",
    "print.html", "sheet.csv",
)  # fmt: skip


@pytest.mark.parametrize("name", VARIANTS)
def test_wrong_extension_changes_nothing(name: str) -> None:
    right = answer(made.variant(name), name)
    wrong = answer(made.variant(name), "план.txt")

    assert isinstance(right, Document)
    assert isinstance(wrong, Document)
    assert (wrong.format_name, wrong.blocks) == (right.format_name, right.blocks)
    assert right.format_name == name.rpartition(".")[2]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("plain.docx", "archive.corrupt"),
        ("plain.odt", "archive.corrupt"),
        ("sheet.xlsx", "archive.corrupt"),
        ("sheet.ods", "archive.corrupt"),
        ("plain.doc", "file.corrupt"),
        ("sheet.xls", "file.corrupt"),
        ("print.pdf", "pdf.corrupt"),
    ],
)
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_cut_file_is_refused(name: str, code: str, share: float) -> None:
    data = made.variant(name)
    found = answer(data[: int(len(data) * share)])

    assert isinstance(found, UnreadableDocument)
    assert (found.code, str(found)) == (code, f"Файл «{NAME}»: {MESSAGES[code]}")


@pytest.mark.parametrize("name", ["print.html", "sheet.csv"])
def test_cut_text_is_read_as_far_as_it_goes(name: str) -> None:
    data = made.variant(name)
    whole, cut = answer(data), answer(data[: data.rindex(b"\n", 0, len(data) // 2)], name)

    assert isinstance(whole, Document)
    assert isinstance(cut, Document)
    rows = [row for table in whole.tables() for row in table.rows]
    kept = [row for table in cut.tables() for row in table.rows]
    assert [texts(row) for row in kept[:-1]] == [texts(row) for row in rows[: len(kept) - 1]]


def texts(row: object) -> list[str]:
    return [cell.text for cell in row.cells]  # type: ignore[attr-defined]


def test_document_of_another_kind_is_named() -> None:
    found = answer(b"{\\rtf1\\ansi plan}", "план.doc")

    assert str(found) == f"Файл «план.doc»: это документ RTF. {SUPPORTED} {SAVE_AS_DOCX}"


def test_pasted_scripts_are_no_text() -> None:
    assert shapes(read_pasted(html_with_scripts().decode(), "")) == ["План", [["Форум", "май"]]]


def test_pasted_depth_is_refused() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_pasted("<table><tr><td>" * 3000, "")

    assert str(caught.value) == f"Файл «вставленная таблица»: {MESSAGES['document.too_deep']}"
