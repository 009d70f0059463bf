"""Whatever the bytes, the answer is a document or a refusal, never another exception."""

from __future__ import annotations

import io
import os
import random
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planbook.readers.docx_builder import (
    CONTENT_TYPES,
    cell,
    document,
    docx,
    package,
    paragraph,
    root,
    row,
    run,
    table,
)
from tools import fuzz

from planbook.documents import Document
from planbook.errors import UnreadableDocument
from planbook.readers import read_document

pytestmark = pytest.mark.core
WORKERS = 4
SECONDS = 16.0

NUMBERING = root(
    "numbering",
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
)
FOOTNOTES = root("footnotes", f'<w:footnote w:id="1">{paragraph("сноска")}</w:footnote>')
BODY = (
    paragraph("План", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    + table(
        row(cell("а", '<w:gridSpan w:val="2"/>'), cell("б", '<w:vMerge w:val="restart"/>')),
        row("в", "г", cell("", "<w:vMerge/>"), properties='<w:gridBefore w:val="0"/>'),
    )
    + f'<w:p><w:del>{run("нет")}</w:del><w:r><w:footnoteReference w:id="1"/></w:r>'
    '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r><w:r><w:fldChar w:fldCharType="begin"/>'
    "</w:r></w:p>"
)
GOOD = docx(BODY, numbering=NUMBERING, footnotes=FOOTNOTES)
PARTS = {
    name: zipfile.ZipFile(io.BytesIO(GOOD)).read(name).decode()
    for name in ("word/document.xml", "word/numbering.xml", "word/footnotes.xml", "_rels/.rels")
}
RELATIONS = zipfile.ZipFile(io.BytesIO(GOOD)).read("word/_rels/document.xml.rels").decode()


def is_answered(data: bytes) -> bool:
    try:
        return isinstance(read_document(data, file_name="файл"), Document)
    except UnreadableDocument as error:
        return bool(error.cause and error.remedy)


@given(st.binary(max_size=400))
def test_random_bytes_are_answered(data: bytes) -> None:
    assert is_answered(data)


@given(st.text(alphabet="\t\n \fаб1.·—²*^[]:", max_size=200))
def test_random_dump_is_answered(text: str) -> None:
    assert is_answered(text.encode())


@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=8),
    st.integers(0, len(GOOD)),
)
def test_document_with_changed_bytes_is_answered(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(GOOD)
    for position, byte in changes:
        data[position] = byte

    assert is_answered(bytes(data))
    assert is_answered(bytes(data[:cut]))


@given(
    st.sampled_from(sorted(PARTS)),
    st.integers(0, 10_000),
    st.sampled_from(["", "-1", "x", "9" * 30, "0", "true", "F0B7", "continue", "restart", "none"]),
)
def test_document_with_changed_values_is_answered(part: str, place: int, value: str) -> None:
    values = list(re.finditer(r'="([^"]*)"', PARTS[part]))
    found = values[place % len(values)]
    changed = PARTS[part][: found.start(1)] + value + PARTS[part][found.end(1) :]

    parts = {"[Content_Types].xml": CONTENT_TYPES, **PARTS, part: changed}

    assert is_answered(package({**parts, "word/_rels/document.xml.rels": RELATIONS}))


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_document_with_moved_elements_is_answered(first: int, second: int) -> None:
    elements = re.findall(r"<w:[^>]+/?>", BODY)
    one, other = elements[first % len(elements)], elements[second % len(elements)]
    changed = document(BODY.replace(one, other, 1))

    assert is_answered(
        package({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": changed})
    )


@pytest.mark.slow
@pytest.mark.parametrize("worker", range(WORKERS))
def test_spoiled_files_of_the_corpus_are_answered(worker: int) -> None:
    """A quarter of a minute in all, or `MEZHGOROD_FUZZ_SECONDS`; a failure names seed and case."""
    seed = int(os.environ.get("MEZHGOROD_FUZZ_SEED") or random.SystemRandom().randrange(10**6))
    seconds = float(os.environ.get("MEZHGOROD_FUZZ_SECONDS") or SECONDS)

    tally = fuzz.run_cases(seed, worker, seconds / WORKERS)

    assert tally.answers
    assert tally.failures == {}


@pytest.mark.parametrize("name", ["plain.docx", "sheet.csv", "print.pdf", "print.html"])
def test_spoiled_file_can_be_made_again(name: str) -> None:
    case = f"7:0:1:{name}"

    assert fuzz.make_case(case) == fuzz.make_case(case)
    assert fuzz.make_case(case)[1] != fuzz.seeds()[name]
