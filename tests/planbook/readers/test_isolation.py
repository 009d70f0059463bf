"""Functions run in a process of their own are ended in time and leave nothing behind."""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from planbook.documents import Document, Paragraph
from planbook.errors import UnreadableDocument
from planbook.readers import read_document
from planbook.readers.isolation import IsolatedFailure, run_isolated, run_program
from planbook.readers.limits import MEBIBYTE

pytestmark = [pytest.mark.core, pytest.mark.slow]


def refused(*command: object, **bounds: float) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        run_isolated(*command, file_name="план.doc", **bounds)  # type: ignore[arg-type]
    return str(caught.value)


def test_result_of_the_function_comes_back() -> None:
    document = Document((Paragraph("План"),))

    assert run_isolated(partial(Document, document.blocks), file_name="план") == document


def test_large_values_pass_both_ways() -> None:
    data = bytes(range(256)) * 40_000

    assert run_isolated(bytes.upper, data, file_name="план") == data.upper()


def test_work_that_takes_too_long_is_ended() -> None:
    started = time.monotonic()

    assert refused(time.sleep, 60, seconds=1) == (
        "Файл «план.doc»: чтение заняло больше допустимого времени (1 с) и остановлено. Разделите "
        "документ на части (например, по разделам плана) и загрузите их по отдельности."
    )
    assert time.monotonic() - started < 10


def test_work_that_needs_too_much_memory_is_refused() -> None:
    assert refused(bytes, 512 * MEBIBYTE, memory=256 * MEBIBYTE) == (
        "Файл «план.doc»: чтение остановлено: ему нужно больше памяти, чем разрешено. Разделите "
        "документ на части (например, по разделам плана) и загрузите их по отдельности."
    )


def test_refusal_of_the_function_is_the_same_refusal() -> None:
    read = partial(read_document, b"{\\rtf1}", file_name="план.doc")
    with pytest.raises(UnreadableDocument) as here:
        read()

    assert refused(read) == str(here.value)


def test_other_errors_are_told_with_their_traceback() -> None:
    with pytest.raises(IsolatedFailure, match="invalid literal for int"):
        run_isolated(int, "x", file_name="план.doc")


def test_process_that_dies_is_refused() -> None:
    assert "больше памяти" in refused(os.abort)


def test_process_that_leaves_without_an_answer_is_a_failure() -> None:
    with pytest.raises(IsolatedFailure, match="exit status 3"):
        run_isolated(os._exit, 3, file_name="план.doc")


def test_what_is_printed_does_not_spoil_the_answer() -> None:
    assert run_isolated(print, "что-то", file_name="план.doc") is None


def test_environment_of_the_server_is_not_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SECRET_KEY", "тайна")

    assert run_isolated(os.getenv, "DJANGO_SECRET_KEY", file_name="план.doc") is None


def test_threads_run_side_by_side() -> None:
    with ThreadPoolExecutor(4) as pool:
        results = list(
            pool.map(partial(run_isolated, str.upper, file_name="п"), ["а", "б", "в", "г"])
        )

    assert results == ["А", "Б", "В", "Г"]


def test_program_and_what_it_has_started_are_ended(tmp_path: Path) -> None:
    marker = tmp_path / "later"
    script = (
        "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', "
        f"'import time; time.sleep(1); open(\"{marker}\", chr(119)).close()']); time.sleep(60)"
    )
    with pytest.raises(UnreadableDocument):
        run_program([sys.executable, "-c", script], file_name="план.doc", seconds=0.5)

    time.sleep(0.8)
    assert not marker.exists()
