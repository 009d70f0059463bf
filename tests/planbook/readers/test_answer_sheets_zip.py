"""Many filled workbooks in one archive: each is yielded or told, limits hold."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.factories.answer_sheets import template

from planbook.errors import UnreadableDocument
from planbook.readers import answer_sheets_zip
from planbook.readers.answer_sheets_zip import ZipMember, is_zip_of_sheets, read_zip_of_sheets
from planbook.readers.limits import Limits

pytestmark = pytest.mark.core


def packed(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def members(data: bytes) -> list[ZipMember]:
    return list(read_zip_of_sheets(data, file_name="ответы.zip"))


def test_files_come_without_their_folders() -> None:
    data = packed(
        ("Ответы/Вологда.xlsx", b"1"), ("../../etc/Череповец.xlsx", b"2"),
        ("C:\\Документы\\Псков.XLSX", b"3"), ("/abs/Тверь.ods", b"4"),
    )  # fmt: skip
    assert members(data) == [
        ZipMember("Вологда.xlsx", b"1"), ZipMember("Череповец.xlsx", b"2"),
        ZipMember("Псков.XLSX", b"3"), ZipMember("Тверь.ods", b"4"),
    ]  # fmt: skip


def test_what_is_no_workbook_is_told_and_rubbish_is_passed_over() -> None:
    data = packed(
        ("письмо.docx", b"1"), ("ещё.zip", b"2"), ("__MACOSX/._а.xlsx", b"3"), ("Thumbs.db", b"4"),
        ("~$Вологда.xlsx", b"5"),
    )  # fmt: skip
    assert [(one.name, bool(one.problem), one.data) for one in members(data)] == [
        ("письмо.docx", True, b""), ("ещё.zip", True, b""),
    ]  # fmt: skip


def test_russian_names_that_windows_has_packed() -> None:
    data = packed(("Vologda_.xlsx", b"1"))
    old = data.replace(b"Vologda_.xlsx", "Вологда-.xlsx".encode("cp866"))
    assert [one.name for one in members(old)] == ["Вологда-.xlsx"]


def test_a_bomb_is_told_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_sheets_zip, "ZIP_LIMITS", Limits(part_size=1000))
    data = packed(("бомба.xlsx", b"0" * 5000), ("Вологда.xlsx", b"1"))
    assert [(one.name, bool(one.problem)) for one in members(data)] == [
        ("бомба.xlsx", True), ("Вологда.xlsx", False),
    ]  # fmt: skip


def test_too_much_in_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_sheets_zip, "ZIP_LIMITS", Limits(unpacked_size=1500))
    data = packed(("а.xlsx", b"0" * 1000), ("б.xlsx", b"1" * 1000))
    with pytest.raises(UnreadableDocument):
        members(data)


def test_a_protected_member_is_told() -> None:
    data = bytearray(packed(("Вологда.xlsx", b"1")))
    for start in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[start] |= 1
    assert ["паролем" in one.problem for one in members(bytes(data))] == [True]


def test_a_workbook_is_no_archive_of_workbooks() -> None:
    assert not is_zip_of_sheets(template(), file_name="ответ.xlsx")
    assert not is_zip_of_sheets(b"1", file_name="ответ.zip")
    assert is_zip_of_sheets(packed(("Вологда.xlsx", b"1")), file_name="ответы.zip")
    assert is_zip_of_sheets(b"PK\x03\x04", file_name="ответы.zip")
