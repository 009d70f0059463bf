"""OpenDocument files made to harm, and files that are damaged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.planbook.readers.odt_builder import MIME, cell, content, odt, p, package, row, table

from planbook.errors import UnreadableDocument
from planbook.readers import DEFAULT_LIMITS, read_document
from planbook.readers.limits import Limits

pytestmark = pytest.mark.core

ENTITIES = '<!DOCTYPE d [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;">]>'
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
    "</manifest:file-entry></manifest:manifest>"
)


def parts(text: str) -> dict[str, str]:
    return {"mimetype": MIME, "content.xml": text}


def nested_tables(depth: int) -> str:
    return table(row(cell(nested_tables(depth - 1)))) if depth else p("а")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(
            package(parts(content(p("&b;"), prologue=ENTITIES))), "file.entities", id="xml"
        ),
        pytest.param(
            package(parts(content(p("а"), prologue='<!DOCTYPE d SYSTEM "file:///etc/passwd">'))),
            "file.entities",
            id="external definitions",
        ),
        pytest.param(package(parts(content(p("а"))[:-20])), "file.corrupt", id="broken markup"),
        pytest.param(package(parts("")), "file.corrupt", id="empty markup"),
        pytest.param(package({"mimetype": MIME}), "archive.part_missing", id="no content"),
        pytest.param(package(parts("<план/>")), "archive.part_missing", id="other content"),
        pytest.param(odt(p("а"))[:-60], "archive.corrupt", id="cut off"),
        pytest.param(
            package({**parts(content(p("а"))), "META-INF/manifest.xml": MANIFEST}),
            "file.encrypted",
            id="password",
        ),
        pytest.param(
            odt(table(row("а", repeated=1_000_000_000))), "document.too_many_rows", id="rows"
        ),
        pytest.param(
            odt(table(row(cell("а", repeated=1_000_000_000)))),
            "document.too_many_columns",
            id="columns",
        ),
        pytest.param(odt("<text:section>" * 30), "file.corrupt", id="unclosed sections"),
        pytest.param(
            odt("<text:section>" * 300 + "</text:section>" * 300), "document.too_deep", id="deep"
        ),
        pytest.param(
            odt(p("<text:span>" * 230 + "</text:span>" * 230)), "document.too_deep", id="spans"
        ),
        pytest.param(odt(nested_tables(6)), "document.too_deep", id="nested tables"),
        pytest.param(odt(p("а" * 200_001)), "document.cell_too_long", id="long paragraph"),
    ],
)
def test_harmful_document_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(data, file_name="план.odt")

    assert (caught.value.code, bool(caught.value.remedy)) == (code, True)


@pytest.mark.parametrize(
    ("body", "limits", "code"),
    [
        (table(row("а", "б")), replace(DEFAULT_LIMITS, cells=1), "document.too_many_cells"),
        (
            table(row(cell("а", rows=3), "б"), row("в"), row("г")),
            replace(DEFAULT_LIMITS, cells=5),
            "document.too_many_cells",
        ),
        (table(row("а", "б")), replace(DEFAULT_LIMITS, columns=1), "document.too_many_columns"),
        (table(row("а"), row("б")), replace(DEFAULT_LIMITS, rows=1), "document.too_many_rows"),
        (p("а") + p("б"), replace(DEFAULT_LIMITS, paragraphs=1), "document.too_long"),
        (p("а") + p("б"), replace(DEFAULT_LIMITS, elements_at_once=9), "document.too_long"),
    ],
)
def test_document_beyond_a_limit_is_refused(body: str, limits: Limits, code: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(odt(body), file_name="план.odt", limits=limits)

    assert caught.value.code == code


def test_spaces_told_by_number_are_bounded() -> None:
    document = read_document(odt(p('а<text:s text:c="999999999"/>б')), file_name="план.odt")

    assert len(next(document.paragraphs()).text) == 1_002


def test_remarks_of_one_kind_are_bounded() -> None:
    frames = '<draw:frame draw:name="г"><draw:image/></draw:frame>' * 300
    document = read_document(odt(p(frames)), file_name="план.odt")

    assert [finding.code for finding in document.findings].count("odt.image") == 101


def test_spans_beyond_the_table_are_bounded() -> None:
    body = table(row(cell("а", columns=999_999_999, rows=999_999_999), "б"), row("в"))
    found = next(read_document(odt(body), file_name="план.odt").tables())

    assert (found.column_count, found.rows[0].cells[0].row_span) == (2, 2)
