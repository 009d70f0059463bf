"""`planbook check`: what it prints, what it returns, what it refuses."""

import json
from pathlib import Path

import pytest

from planbook.cli import main

PLAN = (
    "План мероприятий на {year} год\n"
    "№\tМероприятие\tСрок\tМесто\n"
    "1.\tXV форум «Диалог»\tмай\tВологда\n"
    "2.\tСлёт\t{when}\t{where}\n"
)


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "план.txt"
    path.write_text(PLAN.format(year=2023, when="по согласованию", where="г.Шуя"), "utf-8")
    return path


def written(folder: Path, name: str, **words: object) -> Path:
    path = folder / name
    path.write_text(PLAN.format(**{"year": 2023, "when": "июнь", "where": "Шуя"} | words), "utf-8")
    return path


def test_remarks_are_grouped_by_row_with_repair(
    plan_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    code = main(["check", str(plan_file)])

    out = capsys.readouterr().out
    assert code == 3
    assert out[out.index("Таблица 1, строка 3") :].splitlines() == [
        "Таблица 1, строка 3: № 2 Слёт",
        "  внимание    timing.unscheduled",
        "              Срок не назначен: «по согласованию». Назначьте месяц или оставьте как есть.",
        "  к сведению  text.spacing",
        "              Нет пробела после сокращения: «г.Шуя». Исправьте пробел.",
        "              г.Шуя → г. Шуя",
    ]


def test_json_has_places_with_findings(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", str(plan_file), "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == 3
    assert list(told) == ["title", "places"]
    place = told["places"][-1]
    assert place["place"] == "Таблица 1, строка 3: № 2 Слёт"
    assert [one["code"] for one in place["findings"]] == ["timing.unscheduled", "text.spacing"]
    assert place["findings"][1]["repair"] == {
        "role": "place",
        "before": "г.Шуя",
        "after": "г. Шуя",
    }


def test_remarks_for_information_only_are_no_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["check", str(written(tmp_path, "план.txt", where="г.Шуя"))])

    assert code == 0
    assert "к сведению — " in capsys.readouterr().out


def test_earlier_plan_tells_a_stale_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now, before = written(tmp_path, "1.txt"), written(tmp_path, "2.txt", year=2022)
    code = main(["check", str(now), "--earlier", str(before)])

    assert code == 3
    assert "edition.stale" in capsys.readouterr().out


def test_report_is_checked_as_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "доклад.txt"
    path.write_text(
        "Отчётный доклад о работе Союза городов в 2024 году\n\n"
        "Уважаемые участники! Прошёл юбилейный 30-ый конкурс в Вологде.\n",
        "utf-8",
    )
    main(["check", str(path)])

    assert "30-ый → 30-й" in capsys.readouterr().out


def test_missing_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", str(tmp_path / "нет.docx")])

    assert code == 1
    assert "нет.docx" in capsys.readouterr().err


def test_help_tells_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--help"])

    assert "3 — есть ошибки" in " ".join(capsys.readouterr().out.split())
