"""Whole documents against their accepted values, and the guard over accepting them."""

import json
from pathlib import Path

import pytest
from tools import corpus

ROOT = Path(__file__).resolve().parents[2]
SLUGS = [
    "mag-plan-2023",
    "sgcszr-plan-2023",
    "sgcszr-report-2024",
    "smolensk-plan-2022-h2",
    "smolensk-plan-2023-h2",
]


def test_corpus_has_every_document() -> None:
    assert [source.parent.name for source in corpus.sources()] == SLUGS


@pytest.mark.slow
@pytest.mark.parametrize("source", list(corpus.sources()), ids=lambda path: path.parent.name)
def test_document_reads_as_accepted(source: Path) -> None:
    expected = json.loads(source.with_name(corpus.EXPECTED).read_text(encoding="utf-8"))

    assert json.loads(corpus.expected_text(source)) == expected


@pytest.mark.parametrize("source", list(corpus.sources()), ids=lambda path: path.parent.name)
def test_document_tells_its_origin(source: Path) -> None:
    origin = source.with_name("ORIGIN.md").read_text(encoding="utf-8")

    assert "Происхождение" in origin
    assert source.name in origin


def test_accepting_is_off_unless_asked_for() -> None:
    assert corpus.build_parser().parse_args([]).accept is False


@pytest.mark.parametrize("path", [".ci/run", "pyproject.toml"])
def test_accepting_is_not_left_on_in_any_command(path: str) -> None:
    file = ROOT / path

    assert not file.exists() or "--accept" not in file.read_text(encoding="utf-8")


def test_comparing_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "city" / "source.txt"
    source.parent.mkdir()
    source.write_text(
        "План на 2023 год\n№\tМероприятие\tСрок\n1.\tФорум\tмай\n2.\tСлёт\tиюнь\n", "utf-8"
    )
    monkeypatch.setattr(corpus, "CORPUS", tmp_path)

    assert corpus.main([]) == 1
    assert not source.with_name("expected.json").exists()
    assert corpus.main(["--accept"]) == 0
    assert corpus.main([]) == 0
    assert "совпадают" in capsys.readouterr().out
