"""`planbook diff`: what it prints, what it writes, what it returns."""

import json
from pathlib import Path

import docx
import pytest

from planbook.cli import main

HEADER = "План мероприятий на 2023 год\n№\tМероприятие\tСрок\tМесто\n"
OLD = HEADER + "1.\tФорум городов\tмай\tВологда\n2.\tСлёт отрядов\tиюнь\tТверь\n"
NEW = HEADER + "1.\tЯрмарка\tапрель\tТула\n2.\tФорум городов\t12 мая\tВологда\n"


@pytest.fixture
def editions(tmp_path: Path) -> list[str]:
    paths = [tmp_path / "старый.txt", tmp_path / "новый.txt"]
    for path, text in zip(paths, (OLD, NEW), strict=True):
        path.write_text(text, "utf-8")
    return [str(path) for path in paths]


def test_every_row_that_differs_is_printed(
    editions: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["diff", *editions])

    assert code == 3
    assert capsys.readouterr().out.splitlines() == [
        "Строки: изменена 1, добавлена 1, исключена 1.",
        "",
        "+ № 1 Ярмарка",
        "",
        "≠ № 1 → 2 Форум городов",
        "    срок: май → 12 мая",
        "    узнана: название то же, место то же (84 из 100)",
        "",
        "− № 2 Слёт отрядов",
    ]


def test_equal_editions_end_with_zero(
    editions: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["diff", editions[0], editions[0]])

    assert (code, capsys.readouterr().out) == (0, "Строки: без изменений 2.\n")


def test_json_names_rows_and_facets(
    editions: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["diff", *editions, "--json"])

    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"unchanged": 0, "changed": 1, "added": 1, "removed": 1}
    assert told["rows"][1] == {
        "state": "changed",
        "title": "Форум городов",
        "number_before": "1",
        "number_after": "2",
        "section_before": "",
        "section_after": "",
        "score": 84,
        "reasons": ["название то же", "место то же"],
        "changes": [{"facet": "timing", "before": "май", "after": "12 мая"}],
    }


def test_the_list_of_changes_is_written_as_a_word_file(
    editions: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "перечень.docx"

    code = main(["diff", *editions, "-o", str(output)])

    rows = [[cell.text for cell in row.cells] for row in docx.Document(str(output)).tables[0].rows]
    assert (code, capsys.readouterr().out) == (3, f"Перечень изменений записан: {output}.\n")
    assert rows == [
        ["№ п/п", "Позиция плана", "Было", "Стало"],
        ["1.", "1. Ярмарка", "—", "Строка включена: Ярмарка; апрель; Тула"],
        ["2.", "2. Форум городов", "Срок: май", "Срок: 12 мая"],
        ["3.", "2. Слёт отрядов", "Слёт отрядов; июнь; Тверь", "Строка исключена"],
    ]


def test_a_file_that_is_there_is_not_replaced_without_a_word(
    editions: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "перечень.docx"
    output.write_text("важное")

    refused = main(["diff", *editions, "-o", str(output)])
    forced = main(["diff", *editions, "-o", str(output), "--force"])

    assert (refused, forced, output.read_bytes()[:2]) == (1, 3, b"PK")
    assert "уже есть" in capsys.readouterr().err


def test_another_format_is_refused(editions: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["diff", *editions, "-o", "перечень.pdf"])

    assert stopped.value.code == 2
    assert "записывается в .docx" in capsys.readouterr().err
