"""Records of .xls streams: numbers with their formats, errors, what is hidden."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planbook.readers.hostile_files import variant

from planbook.readers.sheets.compound import CompoundError, read_stream
from planbook.readers.sheets.records import BookRecords, read_records

pytestmark = pytest.mark.core
STREAMS = ("Workbook", "Book")
BEGIN, END = (0x809, b"\0" * 16), (0x0A, b"")


def stream(*records: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)


def book(*sheet: tuple[int, bytes]) -> BookRecords:
    """Return what is told of a workbook whose only sheet has these records."""
    code = "mmmm yyyy".encode("utf-16-le")
    shared = [
        BEGIN,
        (0x22, b"\1\0"),
        (0x41E, struct.pack("<HHB", 170, 9, 1) + code),
        (0xE0, struct.pack("<HH", 0, 0) + b"\0" * 16),
        (0xE0, struct.pack("<HH", 0, 170) + b"\0" * 16),
        (0xE0, struct.pack("<HH", 0, 9) + b"\0" * 16),
    ]
    length = len(stream(*shared, (0x85, b"\0" * 8), END))
    told = (0x85, struct.pack("<I", length) + b"\0" * 4)
    return read_records(stream(*shared, told, END, BEGIN, *sheet, END), most_cells=100)


def test_numbers_have_their_formats() -> None:
    found = book(
        (0x203, struct.pack("<HHHd", 0, 0, 0, 1.5)),
        (0x27E, struct.pack("<HHHI", 1, 0, 1, (45072 << 2) | 2)),
        (0x27E, struct.pack("<HHHI", 2, 0, 0, (1234 << 2) | 3)),
        (0xBD, struct.pack("<HHHIHIH", 3, 1, 2, (1 << 2) | 2, 2, ((1 << 30) - 7) << 2 | 2, 2)),
        (0x06, struct.pack("<HHHd", 4, 0, 2, 0.5) + b"\0" * 8),
    )

    assert found.is_1904
    assert found.sheets[0].numbers == {
        (1, 1): (1.5, "General"),
        (2, 1): (45072.0, "mmmm yyyy"),
        (3, 1): (12.34, "General"),
        (4, 2): (1.0, "0%"),
        (4, 3): (-7.0, "0%"),
        (5, 1): (0.5, "0%"),
    }


def test_errors_and_hidden_rows_and_columns_are_told() -> None:
    found = book(
        (0x205, struct.pack("<HHHBB", 0, 1, 0, 0x17, 1)),
        (0x205, struct.pack("<HHHBB", 0, 2, 0, 1, 0)),
        (0x06, struct.pack("<HHH", 1, 1, 0) + b"\x02\0\x07\0\0\0\xff\xff" + b"\0" * 8),
        (0x208, struct.pack("<HHHHHHHH", 4, 0, 0, 0, 0, 0, 0x20, 0)),
        (0x208, struct.pack("<HHHHHHHH", 5, 0, 0, 0, 0, 0, 0, 0)),
        (0x7D, struct.pack("<HHHHH", 1, 2, 0, 0, 1)),
    ).sheets[0]

    assert found.errors == {(1, 2): "#REF!", (2, 2): "#DIV/0!"}
    assert (found.hidden_rows, found.hidden_columns) == ({5}, [(2, 3)])


def test_records_of_a_real_file_are_walked() -> None:
    found = read_records(read_stream(variant("sheet.xls"), STREAMS), most_cells=10_000)

    assert [bool(sheet.numbers) for sheet in found.sheets] == [True, False]


@given(st.binary(max_size=300))
def test_any_bytes_are_records(data: bytes) -> None:
    assert isinstance(read_records(data, most_cells=10), BookRecords)


@given(st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), max_size=20))
def test_spoiled_compound_file_gives_a_stream_or_its_own_error(
    changes: list[tuple[int, int]],
) -> None:
    data = bytearray(variant("sheet.xls"))
    for place, byte in changes:
        data[place] = byte

    try:
        found: object = read_stream(bytes(data), STREAMS)
    except CompoundError as error:
        found = str(error).encode()
    assert isinstance(found, bytes)
