"""Progress is for people at a terminal, and only for long plans."""

import sys

import pytest

from planbook.cli.progress import show_progress


def test_no_progress_into_a_file() -> None:
    with show_progress() as progress:
        assert progress is None


def test_progress_at_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    with show_progress() as progress:
        assert progress is not None
        progress(10, 20)
        progress(100, 1000)

    assert capsys.readouterr().err == "\rПрочитано строк: 100 из 1000\r\033[K"
