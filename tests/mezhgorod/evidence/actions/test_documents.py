import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from mezhgorod.evidence.actions import store_document
from mezhgorod.evidence.models import SourceDocument
from mezhgorod.evidence.rules import MAX_FILE_BYTES
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import RuleViolation

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def store(content: bytes, name: str = "План.TXT") -> SourceDocument:
    return store_document(file=io.BytesIO(content), file_name=name, by=None, now=NOW)


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_store_document_keeps_every_byte_under_the_checksum(
    folder: Path, directorate: User
) -> None:
    content = "План\r\n\tна 2023 год\ufeff".encode()

    document = store_document(
        file=io.BytesIO(content), file_name="../План.TXT", by=directorate, now=NOW, origin="письмо"
    )

    assert (document.file_name, document.format_name, document.size) == (
        "План.TXT",
        "txt",
        len(content),
    )
    assert (document.uploaded_by, document.origin) == (directorate, "письмо")
    (path,) = kept(folder)
    assert path.name == f"{document.sha256}.txt"
    assert path.read_bytes() == content
    assert path.stat().st_mode & 0o077 == 0


def test_store_document_of_the_same_bytes_is_the_same_document(folder: Path) -> None:
    first = store("план".encode())

    second = store("план".encode(), "Другое имя.txt")

    assert second == first
    assert len(kept(folder)) == 1


def test_store_document_brings_a_lost_file_back(folder: Path) -> None:
    document = store("план".encode())
    Path(document.file.path).unlink()

    store("план".encode())

    assert Path(document.file.path).read_text(encoding="utf-8") == "план"


class Endless(io.RawIOBase):
    """A file longer than memory: it is never read to its end."""

    given = 0

    def seek(self, *args: int) -> int:
        return 0

    def read(self, size: int = -1) -> bytes:
        self.given += size
        return b"\0" * size


def test_store_document_stops_reading_at_the_limit(folder: Path) -> None:
    endless = Endless()

    with pytest.raises(RuleViolation) as refused:
        store_document(file=endless, file_name="план.docx", by=None, now=NOW)

    assert (refused.value.code, refused.value.field) == ("file.too_large", "file")
    assert endless.given <= MAX_FILE_BYTES + 2 * 1024 * 1024
    assert (kept(folder), SourceDocument.objects.count()) == ([], 0)


def test_store_document_refuses_an_empty_file(folder: Path) -> None:
    with pytest.raises(RuleViolation) as refused:
        store(b"")

    assert refused.value.code == "file.empty"
    assert "«План.TXT»" in refused.value.message
    assert (kept(folder), SourceDocument.objects.count()) == ([], 0)
