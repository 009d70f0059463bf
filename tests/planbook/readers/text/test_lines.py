"""Dumps with one table row per line."""

from __future__ import annotations

import pytest

from planbook.readers.text.lines import read_line_rows
from planbook.readers.text.pieces import TextTable

pytestmark = pytest.mark.core

Grid = list[list[str]]


def read(text: str) -> list[str | Grid]:
    """Return paragraphs as texts and tables as grids; a cell over the whole width in brackets."""
    found: list[str | Grid] = []
    for piece in read_line_rows(text.split("\n")):
        if isinstance(piece, TextTable):
            found.append(
                [
                    [f"<{cell.text}>" if cell.column_span > 1 else cell.text for cell in row]
                    for row in piece.rows
                ]
            )
        elif piece.strip():
            found.append(piece)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("№\tИмя\n1.\tФорум", [[["№", "Имя"], ["1.", "Форум"]]]),
        (
            "План\n\n№\tИмя\n1.\tФорум\n\nПодпись",
            ["План", [["№", "Имя"], ["1.", "Форум"]], "Подпись"],
        ),
        ("Срок\tМесто\t\nмай\tТверь\t", [[["Срок", "Место"], ["май", "Тверь"]]]),
        ("а\tб\tв\n1.\t\t\n2.\tг\tд", [[["а", "б", "в"], ["1.", "", ""], ["2.", "г", "д"]]]),
        ("а\tб\n\nв\tг", [[["а", "б"], ["в", "г"]]]),
        (
            "№\tИмя\nI. Собрания\n1.\tФорум",
            [[["№", "Имя"], ["<I. Собрания>"], ["1.", "Форум"]]],
        ),
        (
            "№\tИмя\n1.\tФорум\nи выставка\n2.\tСлёт",
            [[["№", "Имя"], ["1.", "Форум\nи выставка"], ["2.", "Слёт"]]],
        ),
        (
            "№\tИмя\n1.\tФорум\n\nРаздел II\n\n№\tИмя\n2.\tСлёт",
            [
                [["№", "Имя"], ["1.", "Форум"]],
                "Раздел II",
                [["№", "Имя"], ["2.", "Слёт"]],
            ],
        ),
        (
            "а\tб\nв\tг\n\nОдин абзац.\n\nДругой абзац.\n\nд\tе\nж\tз",
            [[["а", "б"], ["в", "г"]], "Один абзац.", "Другой абзац.", [["д", "е"], ["ж", "з"]]],
        ),
        ("Глава города\tИ. И. Иванов", ["Глава города\tИ. И. Иванов"]),
        ("Просто текст.\n\tАбзац с отступом.\nЕщё текст.", None),
    ],
    ids=[
        "plain",
        "text around",
        "trailing tabs",
        "empty cells",
        "blank line of a page break",
        "heading row without tabs",
        "line break in a cell",
        "header again",
        "text between",
        "signature",
        "prose",
    ],
)
def test_rows_on_lines_are_read(text: str, expected: list[str | Grid] | None) -> None:
    assert read(text) == (text.split("\n") if expected is None else expected)
