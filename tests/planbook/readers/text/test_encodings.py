"""Which encoding a text is in."""

from __future__ import annotations

import pytest

from planbook.readers import read_document
from planbook.readers.text.encodings import DecodedText, decode_text

pytestmark = pytest.mark.core

PLAN = "План мероприятий на 2023 год\n1.\tФорум «Умный город»\tмай"
SHOUTED = "ПЛАН МЕРОПРИЯТИЙ МЕЖДУНАРОДНОЙ АССАМБЛЕИ СТОЛИЦ И КРУПНЫХ ГОРОДОВ"


@pytest.mark.parametrize(
    ("data", "text", "encoding", "is_certain"),
    [
        (PLAN.encode(), PLAN, "utf-8", True),
        (PLAN.encode("utf-8-sig"), PLAN, "utf-8-sig", True),
        (PLAN.encode("utf-16"), PLAN, "utf-16", True),
        (b"\xfe\xff" + PLAN.encode("utf-16-be"), PLAN, "utf-16", True),
        (PLAN.encode("utf-32"), PLAN, "utf-32", True),
        (PLAN.encode("utf-16-le"), PLAN, "utf-16-le", False),
        (PLAN.encode("utf-16-be"), PLAN, "utf-16-be", False),
        (PLAN.encode("cp1251"), PLAN, "cp1251", False),
        (PLAN.replace("«", '"').replace("»", '"').encode("koi8-r"), None, "koi8-r", False),
        (PLAN.replace("«", '"').replace("»", '"').encode("cp866"), None, "cp866", False),
        (SHOUTED.encode("cp1251"), SHOUTED, "cp1251", False),
        (b"Plan", "Plan", "utf-8", True),
    ],
)
def test_encoding_is_detected(
    data: bytes, text: str | None, encoding: str, is_certain: bool
) -> None:
    expected = PLAN.replace("«", '"').replace("»", '"') if text is None else text

    assert decode_text(data) == DecodedText(expected, encoding, is_certain)


@pytest.mark.parametrize(
    "data",
    [b"\x00\x01\x02\x03" * 50, b"\xff\xfe\x00", bytes(range(128, 256)), b"a\x01\x02\x03\x04" * 9],
)
def test_bytes_of_no_text_are_not_decoded(data: bytes) -> None:
    assert decode_text(data) is None


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (
            PLAN.encode("cp1251"),
            "text.encoding_guessed",
            "Кодировка файла определена по содержанию: Windows-1251. "
            "Если буквы показаны неверно, сохраните файл в кодировке UTF-8.",
        ),
        (PLAN.encode("utf-16"), "text.encoding", "Текст записан в кодировке UTF-16."),
    ],
)
def test_other_encodings_than_utf8_are_told(data: bytes, code: str, message: str) -> None:
    document = read_document(data, file_name="план.txt")

    assert [(finding.code, finding.message) for finding in document.findings] == [(code, message)]


@pytest.mark.parametrize(
    ("place", "count", "word"),
    [(0, 2, "\ufffd\ufffdлан"), (-1, 2, "плана\ufffd\ufffd")],
)
def test_broken_byte_of_a_long_text_is_shown_and_told(place: int, count: int, word: str) -> None:
    data = bytearray((PLAN + "\n" + "конец " * 200 + "планах").encode())
    data[place] = 0xFF
    found = read_document(bytes(data), file_name="план.txt")

    assert word in " ".join(block.text for block in found.paragraphs())
    assert [(finding.code, finding.message, finding.evidence) for finding in found.findings] == [
        (
            "text.broken_characters",
            f"В файле есть повреждённые знаки ({count}), в тексте на их месте стоит «\ufffd». "
            "Сверьте эти места с исходным документом.",
            word,
        )
    ]


def test_text_of_many_broken_bytes_is_none() -> None:
    assert decode_text(PLAN.encode().replace("о".encode(), b"\xff")) is None
