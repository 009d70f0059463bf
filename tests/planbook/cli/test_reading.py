"""The same in Python: names of the library, periods as EDTF, bytes and paths."""

from pathlib import Path

import pytest

import planbook
from planbook.dates import PeriodError
from planbook.errors import UnreadableDocument

TEXT = "План\n№\tМероприятие\tСрок\n1.\tФорум\tмай\n2.\tСлёт\tиюнь\n"


def test_read_takes_bytes_and_a_period_as_edtf() -> None:
    draft = planbook.read(TEXT.encode(), period="2023")

    assert [item.timing.edtf for item in draft.items()] == ["2023-05", "2023-06"]


def test_read_takes_a_path(tmp_path: Path) -> None:
    path = tmp_path / "план.txt"
    path.write_text(TEXT, encoding="utf-8")

    draft = planbook.read(path, period=planbook.Period.from_edtf("2024"))

    assert draft.period == "2024"


def test_read_refuses_what_is_no_document_or_no_period() -> None:
    with pytest.raises(UnreadableDocument, match="файл пустой"):
        planbook.read(b"", file_name="план.docx")
    with pytest.raises(PeriodError, match="не является периодом"):
        planbook.read(TEXT.encode(), period="весна")


def test_library_names() -> None:
    assert [callable(getattr(planbook, name)) for name in planbook.__all__] == [True] * 7
    assert planbook.parse_timing("май", period=planbook.Period.from_edtf("2023")).edtf == "2023-05"
    assert planbook.parse_places("г. Шуя").places[0].locality == "Шуя"
    assert [mention.nominative for mention in planbook.mentions("Встреча в Вологде")] == ["Вологда"]


def test_library_has_no_other_names() -> None:
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        _ = planbook.write  # type: ignore[attr-defined]
