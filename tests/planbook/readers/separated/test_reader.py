"""Separated text: encodings, separators, quotes, uneven rows."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planbook.readers.sheets.book import Shape, shapes, told

from planbook.documents import Document, Table
from planbook.errors import UnreadableDocument
from planbook.plans import extract_plan
from planbook.readers import DEFAULT_LIMITS, Limits, read_document
from planbook.readers.separated import read_csv

pytestmark = pytest.mark.core
CORPUS = Path(__file__).parents[3] / "corpus"
HEADER = ["№", "Мероприятие", "Срок"]
FIRST = ["1", "Форум", "май"]
SECOND = ["2", "Слёт", "июнь"]


def read(text: str | bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    data = text if isinstance(text, bytes) else text.encode()
    return read_csv(data, file_name="план.csv", limits=limits)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "koi8-r", "cp866"])
@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_table_is_read(encoding: str, sign: str, line_break: str) -> None:
    rows = [["Номер", *HEADER[1:]], FIRST, SECOND]
    text = line_break.join(sign.join(row) for row in rows)

    assert shapes(read(text.encode(encoding))) == [rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sep=;\n№;Мероприятие;Срок\n1;Форум, слёт;май", [[HEADER, ["1", "Форум, слёт", "май"]]]),
        ('№;а\n1;"Форум\n«Город»; (ВКС)"', [[["№", "а"], ["1", "Форум\n«Город»; (ВКС)"]]]),
        ('№;а\n1;"ООО ""Ромашка"""', [[["№", "а"], ["1", 'ООО "Ромашка"']]]),
        ('№;а\n1;ООО "Ромашка"', [[["№", "а"], ["1", 'ООО "Ромашка"']]]),
        (
            "План на 2023 год;;\n;;\n№;Мероприятие;Срок\nI. Форумы;;\n1;Форум;май\n",
            ["План на 2023 год", [HEADER, ["I. Форумы", "", ""], FIRST]],
        ),
        (
            "№,Мероприятие,Срок\nФорумы\n1,Форум,май\n\nДиректор\n",
            [[HEADER, ["Форумы", "", ""], FIRST], "Директор"],
        ),
        ("№;а;;\n1;б;;", [[["№", "а"], ["1", "б"]]]),
        ("Форум\nСлёт", ["Форум", "Слёт"]),
    ],
)
def test_dialect_is_understood(text: str, expected: list[Shape]) -> None:
    assert shapes(read(text)) == expected


def test_uneven_rows_are_kept_and_told() -> None:
    found = read("№;Мероприятие;Срок\n1;Форум\n2;Слёт;июнь\n3;Сбор;июль;лишнее")

    assert shapes(found) == [
        [
            [*HEADER, ""],
            ["1", "Форум", "", ""],
            [*SECOND, ""],
            ["3", "Сбор", "июль", "лишнее"],
        ]
    ]
    assert told(found) == [
        (
            "separated.uneven_rows",
            "В строках 2, 4 другое число ячеек, чем в остальных. Все ячейки сохранены: проверьте, "
            "что они стоят в своих столбцах.",
            "1\tФорум\n3\tСбор\tиюль\tлишнее",
        )
    ]


def test_open_quote_swallows_nothing() -> None:
    found = read('№;Мероприятие;Срок\n1;"Форум;май\n2;Слёт;июнь')

    assert shapes(found) == [[HEADER, ["1", '"Форум', "май"], SECOND]]
    assert told(found) == [
        (
            "separated.open_quote",
            "В тексте открыта кавычка, которая нигде не закрыта; кавычки прочитаны как обычные "
            "знаки. Проверьте строки, где в ячейках есть переносы.",
            "",
        )
    ]


@pytest.mark.parametrize(
    ("text", "limits", "code"),
    [
        (b"\n \n", DEFAULT_LIMITS, "file.empty"),
        (bytes(range(256)), DEFAULT_LIMITS, "file.not_text"),
        (b"a;b\nc;d", replace(DEFAULT_LIMITS, rows=1), "document.too_many_rows"),
        (b"a;b\nc;d", replace(DEFAULT_LIMITS, cells=3), "document.too_many_cells"),
        (b"a;b;c\nc;d;e", replace(DEFAULT_LIMITS, columns=2), "document.too_many_columns"),
        (b"a;b\nc;d", replace(DEFAULT_LIMITS, lines=1), "document.too_long"),
        (b"a;bbbb\nc;d", replace(DEFAULT_LIMITS, cell_characters=3), "document.cell_too_long"),
        (b"a;" + b"b" * 200_000, DEFAULT_LIMITS, "document.cell_too_long"),
    ],
)
def test_text_beyond_the_limits_is_refused(text: bytes, limits: Limits, code: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(text, limits)

    assert caught.value.code == code


WORDS = st.text(alphabet='абвГД ,;"\n1', min_size=1, max_size=8).filter(
    lambda text: text.strip() == text and "\n\n" not in text and " \n" not in text
)


@given(
    st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=2, max_size=6),
    st.sampled_from(";,"),
)
def test_written_cells_are_read_back(rows: list[list[str]], sign: str) -> None:
    stream = io.StringIO()
    stream.write(f"sep={sign}\n")
    csv.writer(stream, delimiter=sign, quoting=csv.QUOTE_ALL).writerows(rows)

    assert shapes(read(stream.getvalue())) == [rows]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", sorted(path.parent.name for path in CORPUS.glob("*plan*/source.txt"))
)
def test_separated_text_gives_the_same_items(name: str) -> None:
    document = read_document(CORPUS / name / "source.txt")
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                cells = [""] * block.column_count
                for cell in row.cells:
                    cells[cell.column - 1] = cell.text
                writer.writerow(cells)
        else:
            writer.writerow([block.text])
    found = extract_plan(read_document(stream.getvalue().encode("cp1251", "replace"),
                                       file_name="план.csv"))  # fmt: skip
    wanted = extract_plan(document)

    assert [cells_of(section) for section in found.sections] == [
        cells_of(section) for section in wanted.sections
    ]


def cells_of(section: object) -> list[list[str]]:
    return [
        [cell.text.encode("cp1251", "replace").decode("cp1251") for cell in item.cells]
        for item in section.items  # type: ignore[attr-defined]
    ]
