"""The command line as its users meet it: commands, options, exit codes, Russian messages."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from planbook.cli import main

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT / "tests" / "corpus"
PLAN = (
    "План мероприятий на 2023 год\n"
    "№\tМероприятие\tСрок\tМесто\n"
    "1.\tМеждународный форум «Диалог»\tмай\tВологда\n"
    "2.\tСлёт\tпо согласованию\tг. Шуя\n"
)


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "план.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_read_json_has_the_public_keys(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["read", str(plan_file), "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert list(told) == ["plan", "sections", "findings"]
    assert [told["plan"][key] for key in ("title", "owner", "kind", "period")] == [
        "План мероприятий на 2023 год",
        None,
        "plan",
        "2023",
    ]
    (section,) = told["sections"]
    assert {"heading", "numeral", "grouping", "items"} <= section.keys()
    first = section["items"][0]
    assert first["cells"] == {
        "number": "1.",
        "title": "Международный форум «Диалог»",
        "timing": "май",
        "place": "Вологда",
    }
    assert (first["number"], first["kind"], first["scope"], first["edition"]) == (
        "1",
        "форум",
        "международный",
        None,
    )
    assert first["source"] == {"table": 1, "row": 2}
    assert first["timing"]["edtf"] == "2023-05"
    assert first["places"][0]["locality"] == "Вологда"


def test_read_shows_a_table(
    plan_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    code = main(["read", str(plan_file)])

    out = capsys.readouterr().out
    assert code == 0
    assert "Документ: План мероприятий на 2023 год" in out
    assert "Всего: 2 строки." in out
    assert max(map(len, out.splitlines())) <= 80


def test_read_period_given_on_the_command_line(
    plan_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["read", str(plan_file), "--period", "2024", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert told["plan"]["period"] == "2024"
    assert told["sections"][0]["items"][0]["timing"]["edtf"] == "2024-05"


def test_timing_json(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["timing", "30 марта-\n1 апреля", "--period", "2023", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (told["edtf"], told["kind"]) == ("2023-03-30/2023-04-01", "day_range")


def test_timing_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    main(["timing", "май", "--period", "2023"])

    assert capsys.readouterr().out.splitlines()[:3] == [
        "Текст:          май",
        "Вид:            месяц",
        "EDTF:           2023-05",
    ]


def test_place_json(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["place", "Вологда (ВКС)", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert told["attendance_mode"] == "online"
    assert told["places"][0]["locality"] == "Вологда"


def test_place_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    main(["place", "г. Шуя"])

    out = capsys.readouterr().out
    assert "Населённый пункт: Шуя" in out
    assert "Участие: очно" in out


def test_timing_file_gives_a_line_per_row_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "сроки.csv"
    path.write_text(
        'text,period\nмай,2023\n"30 марта-\n1 апреля",2023\nоктябрь,2022-41\nиюнь,\n', "utf-8"
    )

    code = main(["timing", "--file", str(path), "--period", "2020"])

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert [line["edtf"] for line in lines] == [
        "2023-05",
        "2023-03-30/2023-04-01",
        "2022-10",
        "2020-06",
    ]


def test_place_file_gives_a_line_per_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "места.csv"
    path.write_text('\ufefftext\nВологда\n"Шуя, Ярославль"\n', "utf-8")

    main(["place", "--file", str(path)])

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [[place["locality"] for place in line["places"]] for line in lines] == [
        ["Вологда"],
        ["Шуя", "Ярославль"],
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name\nmay\n", "нет столбца «text»"),
        (b"text\n\xff\xfe\n", "это не таблица CSV в кодировке UTF-8"),
        ("text,period\nмай,весна\n".encode(), "строка 2: «весна» не является периодом"),
        (("text\n" + "м" * 200_000).encode(), "ячейка длиннее 131072 знаков"),
    ],
)
def test_bad_table_is_refused_with_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    path = tmp_path / "таблица.csv"
    path.write_bytes(content)

    code = main(["timing", "--file", str(path)])

    told = capsys.readouterr()
    assert (code, told.out) == (1, "")
    assert said in told.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("read {}", "«канал.toml»: это не файл"),
        ("check {}", "«канал.toml»: это не файл"),
        ("timing --file {}", "«канал.toml»: это не файл"),
        ("convert {} -o план.html", "«канал.toml»: это не файл"),
    ],
)
def test_a_pipe_is_refused_and_not_waited_for(
    command: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "канал.toml"
    os.mkfifo(path)

    code = main([part.format(path) for part in command.split()])

    assert (code, said in capsys.readouterr().err) == (1, True)


@pytest.mark.parametrize("command", ["read", "timing --file", "place --file"])
def test_missing_file_is_refused_with_code_1(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([*command.split(), "нет-такого-файла.txt"])

    assert code == 1
    assert "«нет-такого-файла.txt»: файл не найден" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "не указано: КОМАНДА"),
        (["чай"], "нет команды «чай»"),
        (["read"], "не указано: ФАЙЛ"),
        (["timing"], "укажите одно из двух: ТЕКСТ --file"),
        (["timing", "май", "--period", "весна"], "«весна» не является периодом плана"),
        (["timing", "май", "--period"], "у параметра --period нет значения"),
        (["place", "Шуя", "--file", "a.csv"], "не сочетается с"),
        (["place", "Шуя", "--быстро"], "лишнее: --быстро"),
    ],
)
def test_misuse_is_explained_with_code_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)

    told = capsys.readouterr()
    assert (exit_.value.code, told.out) == (2, "")
    assert said in told.err
    assert re.search(r"\b(usage|error|argument|required)\b", told.err) is None


def test_help_is_russian(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["--help"])

    out = capsys.readouterr().out
    assert exit_.value.code == 0
    assert all(command in out for command in ("read", "timing", "place", "Коды завершения"))
    assert "usage" not in out


def test_not_a_plan_is_data_not_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "письмо.txt"
    path.write_text("Уважаемые коллеги! Завтра будет дождь.", "utf-8")

    code = main(["read", str(path), "--json"])

    told = json.loads(capsys.readouterr().out)
    assert (code, told["sections"]) == (0, [])
    assert [finding["code"] for finding in told["findings"]] == ["plan.not_a_plan"]


@pytest.mark.slow
def test_module_speaks_utf8_in_the_c_locale(plan_file: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    done = subprocess.run(
        [sys.executable, "-m", "planbook", "timing", "май", "--period", "2023"],
        capture_output=True,
        env=environment,
        check=True,
    )

    assert "месяц" in done.stdout.decode("utf-8")


@pytest.mark.slow
def test_broken_pipe_is_quiet() -> None:
    plan = CORPUS / "mag-plan-2023" / "source.txt"

    with subprocess.Popen(
        [sys.executable, "-m", "planbook", "read", str(plan), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()

    assert (process.returncode, told) == (0, b"")


@pytest.mark.slow
def test_import_of_the_library_loads_no_room() -> None:
    code = (
        "import sys, planbook; "
        "print([name for name in sys.modules if name.startswith('planbook.')])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert done.stdout.decode().strip() == "[]"
