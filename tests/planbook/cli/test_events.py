"""`planbook read` of a narrative report: events as JSON and as text."""

import json
from pathlib import Path

import pytest

from planbook.cli import main

TEXT = (
    "Отчёт о работе Ассоциации городов за 2023 год\n"
    "В мае в Вологде прошёл форум «Город». Участвовали около 12 городов.\n"
    "Победителем стала команда Твери, выступил Иван Первый (Псков).\n"
)


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "отчёт.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_events_as_json(report: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", report, "--json"]) == 0

    (event,) = json.loads(capsys.readouterr().out)["events"]
    assert {key: event[key] for key in ("title", "kind", "edition", "role")} == {
        "title": "Форум «Город»",
        "kind": "форум",
        "edition": None,
        "role": "held",
    }
    assert [(fact["type"], fact["value"], fact["number"]) for fact in event["facts"]] == [
        ("date", "2023-05", None),
        ("host", "Вологда", None),
        ("count-cities", "", 12),
        ("standing", "Тверь", 1),
        ("speaker", "Иван Первый|Псков", None),
    ]
    assert event["facts"][2] == {
        "type": "count-cities",
        "value": "",
        "values": [],
        "number": 12,
        "hedge": "~",
        "text": "Участвовали около 12 городов.",
        "source": {"paragraph": 2, "start": 50, "end": 58},
    }


def test_events_as_text(report: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", report]) == 0

    shown = capsys.readouterr().out
    assert "Проведено: 1\n• Форум «Город»\n" in shown
    assert "    городов: около 12 (абз. 2)\n" in shown
    assert "    место: 1 – Тверь (абз. 3)\n" in shown
    assert "    выступил: Иван Первый (Псков) (абз. 3)\n" in shown
    assert shown.endswith("Всего: 1 мероприятие, 5 фактов.\n")


def test_report_without_events(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "отчёт.txt"
    path.write_text("Отчёт о работе за 2023 год\nРабота велась по плану.\n", encoding="utf-8")

    assert main(["read", str(path)]) == 0
    assert "Мероприятий в тексте не найдено." in capsys.readouterr().out
