"""Dumps with one cell per tabbed line: rows are inferred."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planbook.readers.text.test_reader import document_texts, visible_characters

from planbook.readers import read_document
from planbook.readers.text.cells import read_cell_lines
from planbook.readers.text.pieces import TextTable

pytestmark = pytest.mark.core

Grid = list[list[str]]


def dump(rows: Grid) -> str:
    """Write rows as a converter does: every cell begins with a tab, a row ends in a blank line."""
    return "\n".join("".join(f"\t{cell}\n" for cell in row) for row in rows)


def read(text: str) -> list[str | Grid]:
    found: list[str | Grid] = []
    for piece in read_cell_lines(text.split("\n")):
        if isinstance(piece, TextTable):
            found.append([[cell.text for cell in row] for row in piece.rows])
        elif piece.strip():
            found.append(piece)
    return found


HEADER = ["№", "Имя", "Срок", "Место"]
PLAIN = [HEADER, ["1.", "Форум", "май", "Тверь"], ["2.", "Слёт", "июнь", "Псков"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (dump(PLAIN), [PLAIN]),
        ("План\n\n" + dump(PLAIN), ["План", PLAIN]),
        (dump([HEADER, ["I. Собрания"], *PLAIN[1:]]), [[HEADER, ["I. Собрания"], *PLAIN[1:]]]),
        (
            dump([HEADER, ["1.", "Форум\n", "май", "Тверь"], PLAIN[2]]),
            [PLAIN],
        ),
        (
            dump([HEADER, ["Отдел"], ["1.", "Форум\n\n", "май\n", "Тверь"], ["Отдел 2"], PLAIN[2]]),
            [[HEADER, ["Отдел"], PLAIN[1], ["Отдел 2"], PLAIN[2]]],
        ),
        (
            dump([HEADER, ["1.", "Форум", "", ""], ["2.", "", "июнь", ""]]),
            [[HEADER, ["1.", "Форум", "", ""], ["2.", "", "июнь", ""]]],
        ),
        (
            dump([HEADER, ["1.", "Форум\n\n(ВКС)", "май", "Тверь"], PLAIN[2]]),
            [[HEADER, ["1.", "Форум\n\n(ВКС)", "май", "Тверь"], PLAIN[2]]],
        ),
        (dump(PLAIN).replace("\tмай", " \tмай"), [PLAIN]),
        (dump(PLAIN) + "\n\nПодпись", [PLAIN, "Подпись"]),
        (dump(PLAIN) + "\nПримечание: сроки уточняются", [PLAIN, "Примечание: сроки уточняются"]),
        (dump(PLAIN) + "\n(по согласованию)", None),
        (
            dump(PLAIN) + "\n\nДругая таблица\n\n" + dump(PLAIN),
            [PLAIN, "Другая таблица", PLAIN],
        ),
        ("\n".join(f"\t{cell}" for row in PLAIN for cell in row), [PLAIN]),
    ],
    ids=[
        "plain",
        "title above",
        "section row",
        "cell ends in a blank line",
        "several cells end in blank lines",
        "empty cells",
        "blank line inside a cell",
        "space before a tab",
        "text after two blank lines",
        "text after one blank line",
        "continuation of the last cell",
        "two tables",
        "no blank lines at all",
    ],
)
def test_rows_are_inferred(text: str, expected: list[str | Grid] | None) -> None:
    continued = [[HEADER, PLAIN[1], ["2.", "Слёт", "июнь", "Псков\n\n(по согласованию)"]]]

    assert read(text) == (continued if expected is None else expected)


@pytest.mark.parametrize(
    "text",
    [
        "\tПервый абзац.\n\tВторой абзац.\n\tТретий абзац.",
        "\tПервый абзац.\n\n\tВторой абзац.\n\n\tТретий абзац.\n\n\tЧетвёртый абзац.\n",
        "\tОдин абзац с отступом.",
    ],
)
def test_indented_prose_is_no_table(text: str) -> None:
    assert read(text) == [line for line in text.split("\n") if line]


@pytest.mark.parametrize("column_count", range(2, 10))
@pytest.mark.parametrize(("is_numbered", "blank_count"), [(True, 0), (True, 2), (False, 0)])
def test_table_of_any_width_is_inferred(
    column_count: int, is_numbered: bool, blank_count: int
) -> None:
    numbers = count(1)
    rows = [[f"Столбец {index}" for index in range(column_count)]]
    for section in range(3):
        rows.append([f"Раздел {section}"])
        for _ in range(4):
            first = f"{next(numbers)}." if is_numbered else "Событие"
            texts = [f"текст {index}" for index in range(column_count - 1)]
            rows.append([first, *(text + "\n" * blank_count for text in texts)])

    found = read(dump(rows))

    assert found == [[[cell.strip() for cell in row] for row in rows]]


CELLS = st.text("абвГД «»—.,1", max_size=8)
ROWS = st.integers(2, 6).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=8)
)
BREAKS = ["\t", "\n", "\n\n", "\n\t", "\f", "\ufeff", "\x07"]
WORDS = ["1.", "· ", "Форум ", "(ВКС)", "¹", "* ", "2023", "[image: a]"]
PIECES = st.sampled_from([*BREAKS, *WORDS])


@given(ROWS)
def test_dump_of_whole_rows_is_read_back(rows: Grid) -> None:
    assert read(dump(rows)) == [[[cell.strip() for cell in row] for row in rows]]


@given(st.lists(PIECES, max_size=40))
def test_no_character_of_a_dump_is_lost(pieces: list[str]) -> None:
    text = "План\n" + "".join(pieces)

    document = read_document(text.encode(), file_name="план.txt")

    shown = "".join(document_texts(document)).replace("␇", "\x07")
    assert visible_characters(shown) == visible_characters(text)
