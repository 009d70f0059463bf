"""The script that makes the variants: the same bytes every time, LibreOffice only when needed."""

from pathlib import Path

import pytest
from tools import corpus
from tools.variants import building, office, scoring

OWN = ("plain.docx", "rich.docx", "two_level.docx", "word.html", "sheet.csv")
TEXT = "План на 2023 год\n№\tМероприятие\tСрок\n1.\tФорум\tмай\n2.\tСлёт\tиюнь\n"


@pytest.fixture
def small_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus of one plan whose only converted variant is a .pdf."""
    folder = tmp_path / "city"
    folder.mkdir()
    (folder / "source.txt").write_text(TEXT, "utf-8")
    monkeypatch.setattr(corpus, "CORPUS", tmp_path)
    monkeypatch.setattr(building, "PLANS", ["city"])
    monkeypatch.setattr(building, "OWN", {"sheet.csv": lambda _slug: TEXT.encode()})
    monkeypatch.setattr(building, "CONVERTED", {"print.pdf": (lambda _slug: b"words", "docx")})
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("slug", ["mag-plan-2023", "smolensk-plan-2023-h2"])
@pytest.mark.parametrize("name", OWN)
def test_committed_variant_is_what_the_script_makes(slug: str, name: str) -> None:
    committed = scoring.CORPUS / slug / scoring.FOLDER / name

    assert building.OWN[name](slug) == committed.read_bytes()


def test_a_file_is_converted_anew_only_when_its_source_changes(
    small_corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "convert", lambda data, _source, _target: data + b" as pdf")

    assert list(building.build(corpus=small_corpus)) == ["city/sheet.csv", "city/print.pdf"]
    assert list(building.build(corpus=small_corpus)) == []
    assert list(building.build(corpus=small_corpus, is_forced=True)) == ["city/print.pdf"]
    monkeypatch.setattr(building, "CONVERTED", {"print.pdf": (lambda _slug: b"other", "docx")})
    assert list(building.build(corpus=small_corpus)) == ["city/print.pdf"]
    assert (small_corpus / "city/variants/print.pdf").read_bytes() == b"other as pdf"


def test_without_libreoffice_building_says_so_and_fails(
    small_corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)

    assert corpus.main(["--build"]) == 1
    assert "LibreOffice не установлен" in capsys.readouterr().out
    assert not (small_corpus / "city/variants/print.pdf").exists()


def test_scores_tell_what_a_variant_lost(
    small_corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    variants = small_corpus / "city" / "variants"
    variants.mkdir()
    (variants / "same.txt").write_text(TEXT, "utf-8")
    (variants / "worse.txt").write_text(TEXT.replace("июнь", "июль"), "utf-8")
    corpus.main(["--accept"])
    capsys.readouterr()

    assert corpus.main(["--wordy"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["city/same.txt", "2/2", "6/6", "2/2"]
    assert lines[2].split()[:5] == ["city/worse.txt", "2/2", "5/6", "1/2", "отличий:"]
    assert "    строка 2, cells.timing: 'июль' вместо 'июнь'" in lines


def test_an_unreadable_variant_is_told_in_its_line(small_corpus: Path) -> None:
    variants = small_corpus / "city" / "variants"
    variants.mkdir()
    (variants / "empty.docx").write_bytes(b"")

    lines = list(corpus.score_lines(small_corpus))

    assert "city/empty.docx" in lines[1]
    assert "не прочитан: Файл «empty.docx»" in lines[1]
