"""The verb `convert`: every format, layouts, refusals, files that are never half written."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest

from planbook.cli import main
from planbook.writers import WRITERS

pytestmark = [pytest.mark.core, pytest.mark.slow]

PLAN = (
    "План мероприятий на 2023 год\n"
    "№\tМероприятие\tСрок\tМесто\n"
    "1.\tМеждународный форум «Диалог»\t30 марта-1 апреля\tВологда\n"
    "2.\tСлёт\tпо согласованию\tг. Шуя\n"
)
BEGINNINGS = {
    "docx": b"PK\x03\x04",
    "pdf": b"%PDF-",
    "html": b"<!DOCTYPE html>",
    "xlsx": b"PK\x03\x04",
    "csv": "\ufeff".encode(),
    "json": b"{",
    "ics": b"BEGIN:VCALENDAR",
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "план.txt"
    path.write_text(PLAN, encoding="utf-8")
    # The moment told in the files that are made: the last change of the source.
    os.utime(path, (1_673_258_400, 1_673_258_400))
    return path


def convert(source: Path, output: Path, *more: str) -> int:
    return main(["convert", str(source), "-o", str(output), *more])


@pytest.mark.parametrize("extension", WRITERS)
def test_every_format_is_written_and_told(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], extension: str
) -> None:
    output = tmp_path / f"итог.{extension.upper()}"

    code = convert(source, output)

    assert (code, output.read_bytes().startswith(BEGINNINGS[extension])) == (0, True)
    assert capsys.readouterr().out.splitlines()[0] == f"Записано: {output} (2 строки)."
    assert [path.name for path in tmp_path.iterdir()].count(output.name) == 1
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize("extension", WRITERS)
def test_same_file_gives_the_same_bytes(source: Path, tmp_path: Path, extension: str) -> None:
    outputs = [tmp_path / f"{name}.{extension}" for name in ("один", "два")]

    codes = [convert(source, output) for output in outputs]

    assert codes == [0, 0]
    assert outputs[0].read_bytes() == outputs[1].read_bytes()


def test_plan_looks_as_in_the_source_without_a_layout(source: Path, tmp_path: Path) -> None:
    convert(source, tmp_path / "итог.docx")
    convert(tmp_path / "итог.docx", tmp_path / "итог.json")

    told = json.loads((tmp_path / "итог.json").read_text(encoding="utf-8"))
    assert [column["header"] for column in told["plan"]["columns"]] == [
        "№",
        "Мероприятие",
        "Срок",
        "Место",
    ]
    assert [item["timing"]["edtf"] for item in told["sections"][0]["items"]] == [
        "2023-03-30/2023-04-01",
        None,
    ]


def test_layout_by_name_decides_the_columns(source: Path, tmp_path: Path) -> None:
    output = tmp_path / "итог.csv"

    convert(source, output, "--layout", "sgcszr-plan")

    header = next(csv.reader(io.StringIO(output.read_text("utf-8-sig")), delimiter=";"))
    assert header[:5] == ["Раздел", "№", "Мероприятие", "Место проведения", "Дата проведения"]


def test_columns_a_layout_leaves_out_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "план.txt"
    source.write_text(
        "План на 2023 год\n№\tМероприятие\tСрок\tУчастники\n1.\tФорум\tмай\tВсе желающие\n"
        "2.\tСлёт\tиюнь\tМолодёжь\n",
        encoding="utf-8",
    )

    convert(source, tmp_path / "итог.docx", "--layout", "sgcszr-plan")

    assert "«Участники»" in capsys.readouterr().out


def test_layout_from_a_file(source: Path, tmp_path: Path) -> None:
    layout = tmp_path / "наш.toml"
    layout.write_text(
        'name = "our"\ntitle = "Наш"\n'
        '[[columns]]\nrole = "title"\nheader = ["Что будет"]\ntemplate = "{title}"\nwidth = 10\n',
        encoding="utf-8",
    )
    output = tmp_path / "итог.html"

    code = convert(source, output, "--layout", str(layout))

    assert (
        code,
        '<th scope="col" class="center bold">Что будет</th>' in output.read_text("utf-8"),
    ) == (
        0,
        True,
    )


def test_period_is_given_where_the_title_is_silent(tmp_path: Path) -> None:
    source, output = tmp_path / "план.txt", tmp_path / "итог.ics"
    source.write_text("План\n№\tМероприятие\tСрок\n1.\tФорум\tмай\n2.\tСлёт\tиюнь\n", "utf-8")

    convert(source, output, "--period", "2024")

    assert "DTSTART;VALUE=DATE:20240501" in output.read_text("utf-8")


def test_calendar_tells_what_the_row_says(source: Path, tmp_path: Path) -> None:
    output = tmp_path / "итог.ics"

    convert(source, output)

    lines = output.read_text("utf-8").replace("\n ", "").splitlines()
    assert "SUMMARY:Международный форум «Диалог»" in lines
    assert "LOCATION:Вологда" in lines
    assert "DTSTAMP:20230109T100000Z" in lines
    assert [line.startswith("UID:") for line in lines].count(True) == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("папка/итог.docx", "Создайте её или укажите другую."),
        ("есть.docx", "уже есть. Укажите другое имя или параметр --force"),
    ],
)
def test_refused_places(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, message: str
) -> None:
    (tmp_path / "есть.docx").write_text("прежний")

    code = convert(source, tmp_path / name)

    assert (code, message in capsys.readouterr().err) == (1, True)
    assert (tmp_path / "есть.docx").read_text() == "прежний"


def test_file_that_is_there_is_replaced_when_asked(source: Path, tmp_path: Path) -> None:
    output = tmp_path / "есть.docx"
    output.write_text("прежний")

    code = convert(source, output, "--force")

    assert (code, output.read_bytes()[:2]) == (0, b"PK")


def test_folder_is_never_replaced(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "папка.docx").mkdir()

    code = convert(source, tmp_path / "папка.docx", "--force")

    assert (code, "Укажите имя файла." in capsys.readouterr().err) == (1, True)


def test_unknown_format_is_a_wrong_command(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        convert(source, tmp_path / "итог.odt")

    assert refused.value.code == 2
    assert (
        "формат файла «итог.odt» не поддерживается. Записываются: .docx, .pdf, .html, .xlsx, "
        ".csv, .json, .ics." in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "не найден или недоступен"),
        ("[[", "не TOML в кодировке UTF-8"),
        ('name = "x"\ntitle = "x"\ncolumns = []\n', "columns"),
    ],
)
def test_wrong_layout_files(
    source: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    text: str | None,
    message: str,
) -> None:
    layout = tmp_path / "наш.toml"
    if text is not None:
        layout.write_text(text, encoding="utf-8")

    code = convert(source, tmp_path / "итог.docx", "--layout", str(layout))

    assert (code, message in capsys.readouterr().err) == (1, True)
    assert not (tmp_path / "итог.docx").exists()


def test_unknown_layout_names_those_there_are(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = convert(source, tmp_path / "итог.docx", "--layout", "нет")

    assert (code, "smolensk-plan" in capsys.readouterr().err) == (1, True)


def test_document_without_rows_is_not_turned_into_an_empty_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "письмо.txt"
    source.write_text("Уважаемые коллеги!\nСообщаем о переносе.\n", encoding="utf-8")

    code = convert(source, tmp_path / "итог.docx")

    assert (code, "записывать нечего" in capsys.readouterr().err) == (1, True)


def test_missing_source_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = convert(tmp_path / "нет.docx", tmp_path / "итог.docx")

    assert (code, "файл не найден" in capsys.readouterr().err) == (1, True)


def test_folder_that_refuses_leaves_nothing_behind(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long_name = tmp_path / f"{'и' * 200}.docx"

    code = convert(source, long_name)

    assert (code, "не удалось" in capsys.readouterr().err) == (1, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["план.txt"]
