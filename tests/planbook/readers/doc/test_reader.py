"""Old binary documents: merges, lists, notes, changes; damaged, protected and misnamed ones."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.planbook.readers.grids import grid, texts, told

from planbook.documents import Footnote
from planbook.errors import UnreadableDocument
from planbook.readers import DEFAULT_LIMITS, read_document
from planbook.readers.doc import reader
from planbook.readers.doc.converting import Conversion, convert_doc

pytestmark = [pytest.mark.core, pytest.mark.slow]

MERGED = (Path(__file__).parent / "merged.doc").read_bytes()
FIB = MERGED.index(b"\xec\xa5")  # the file information block, by its mark (MS-DOC 2.5.2)


@pytest.fixture(autouse=True)
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test depend on LibreOffice."""
    monkeypatch.setattr(shutil, "which", lambda _name: None)


def refused(data: bytes, **changes: int) -> UnreadableDocument:
    limits = replace(DEFAULT_LIMITS, **changes)
    with pytest.raises(UnreadableDocument) as caught:
        read_document(data, file_name="план.doc", limits=limits)
    return caught.value


def test_merged_cells_lists_notes_and_changes_are_read() -> None:
    document = read_document(MERGED, file_name="план.doc")

    assert document.format_name == "doc"
    assert grid(document)[:3] == [
        [("№", 1, 1, 2), ("Мероприятие", 2, 1, 2), ("Место", 3, 1, 2), ("Срок", 4, 2, 1)],
        [
            ("…", 1, 1, 1),
            ("…", 2, 1, 1),
            ("…", 3, 1, 1),
            ("начала", 4, 1, 1),
            ("окончания", 5, 1, 1),
        ],
        [("I. Форумы", 1, 5, 1)],
    ]
    assert texts(document)[3:] == [
        ["1.", "Форум", "Вологда", "1 мая", "2 мая"],
        ["2.", "Слёт\n\n• первый\n\n• второй", "", "1 июня", "2 июня"],
        ["2.1.", "Вставлено", "Тверь", "3 июня", ""],
    ]
    assert document.footnotes == (Footnote("1", "по согласованию"),)
    assert told(document) == [("docx.tracked_changes", "Удалено"), ("docx.hidden_text", "тайна")]


def test_file_cut_off_is_refused() -> None:
    assert refused(MERGED[: len(MERGED) // 2]).code == "file.corrupt"


def test_file_that_no_converter_reads_is_refused() -> None:
    spoilt = bytearray(MERGED)
    spoilt[FIB : FIB + 2] = b"\0\0"

    assert str(refused(bytes(spoilt))) == (
        "Файл «план.doc»: файл повреждён или записан с ошибками. "
        "Получите файл у отправителя ещё раз или сохраните его заново в формате .docx."
    )


def test_slow_conversion_is_ended() -> None:
    error = refused(MERGED, conversion_seconds=0)

    assert error.code == "file.too_slow"


def test_file_with_a_password_is_refused() -> None:
    protected = bytearray(MERGED)
    protected[FIB + 0x0B] |= 0x01  # fEncrypted (MS-DOC 2.5.2)

    assert refused(bytes(protected)).code == "file.encrypted"


def test_losses_of_the_converter_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data = _converted()
    lossy = Conversion(data, ("изображения перенесены не все",))
    monkeypatch.setattr(reader, "run_isolated", lambda *_args, **_bounds: lossy)

    found = read_document(MERGED, file_name="план.doc").findings[0]

    assert (found.code, found.evidence) == ("doc.losses", "изображения перенесены не все")


def test_reading_by_office_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data = _converted()
    monkeypatch.setattr(reader, "run_isolated", lambda *_args, **_bounds: None)
    monkeypatch.setattr(reader, "convert_with_office", lambda *_args, **_bounds: data)

    document = read_document(MERGED, file_name="план.doc")

    assert document.findings[0].code == "doc.read_by_office"
    assert texts(document)[3][:2] == ["1.", "Форум"]


def test_nothing_is_left_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    read_document(MERGED, file_name="план.doc")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "format_name"),
    [
        (b"<html><body><p>\xd0\x9f\xd0\xbb\xd0\xb0\xd0\xbd</p></body></html>", "html"),
        ("План\nна год".encode(), "txt"),
    ],
)
def test_misnamed_file_is_read_as_what_it_is(data: bytes, format_name: str) -> None:
    assert read_document(data, file_name="план.doc").format_name == format_name


def test_rtf_under_the_name_of_doc_is_named() -> None:
    assert refused(b"{\\rtf1\\ansi plan}").cause.startswith("это документ RTF.")


@settings(max_examples=4, deadline=None)
@given(st.lists(st.tuples(st.integers(512, len(MERGED) - 1), st.integers(0, 255)), max_size=20))
def test_changed_bytes_are_answered(changes: list[tuple[int, int]]) -> None:
    data = bytearray(MERGED)
    for position, byte in changes:
        data[position] = byte
    try:
        answer = read_document(bytes(data), file_name="план.doc").format_name
    except UnreadableDocument as error:
        answer = error.remedy and "doc"

    assert answer == "doc"


def _converted() -> bytes:
    """Return the document as .docx."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.doc"
        source.write_bytes(MERGED)
        conversion = convert_doc(source, "план.doc", DEFAULT_LIMITS)
    assert conversion is not None
    return conversion.data
