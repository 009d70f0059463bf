import io
from datetime import datetime, timedelta
from pathlib import Path

import docx
import pytest
from tests.factories.runs import NOW

from mezhgorod.intake.actions import extract, store_upload
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.queries import draft_of
from mezhgorod.intake.rules import RunState
from mezhgorod.intake.tasks import read_run
from mezhgorod.planning.models import Plan
from mezhgorod.registry.rules import SYSTEM

pytestmark = pytest.mark.django_db

TABLE = (
    "Союз городов Севера\n\nПлан мероприятий на 2023 год\n\n"
    "№\tМероприятие\tМесто\tДата\n1.\tФорум\tВологда\t9 февраля\n2.\tСлёт\tЯрославль\tмай\n"
)


class FakeClock:
    """Every look at it is a second later."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


def queued(content: bytes = TABLE.encode(), name: str = "план.txt") -> ExtractionRun:
    return store_upload(file=io.BytesIO(content), file_name=name, actor=SYSTEM, now=NOW)


def test_extract_keeps_what_was_understood_for_review() -> None:
    run = extract(run=queued(), clock=FakeClock())

    draft = draft_of(run)
    assert draft is not None
    assert (run.state, run.progress, run.error_message) == (RunState.READY, 100, "")
    assert [row.title for row in draft.items()] == ["Форум", "Слёт"]
    assert run.finished_at is not None
    assert run.finished_at > NOW
    assert not Plan.objects.exists()


def test_extract_reads_a_word_document() -> None:
    word = docx.Document()
    word.add_paragraph("Союз городов Севера")
    word.add_paragraph("План мероприятий на 2023 год")
    table = word.add_table(rows=0, cols=3)
    for texts in (("Мероприятие", "Место", "Дата"), ("Форум", "Вологда", "9 февраля")):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    file = io.BytesIO()
    word.save(file)

    run = extract(run=queued(file.getvalue(), "план.docx"), clock=FakeClock())

    draft = draft_of(run)
    assert draft is not None
    assert (draft.owner, draft.period) == ("Союз городов Севера", "2023")
    assert [(row.title, row.timing.edtf) for row in draft.items()] == [("Форум", "2023-02-09")]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        pytest.param(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "план.doc", "file.not_text", id="doc"),
        pytest.param(b"PK\x03\x04 broken", "план.docx", "archive.corrupt", id="broken archive"),
        pytest.param(b"{\\rtf1 }", "план.rtf", "file.format_not_supported", id="RTF"),
    ],
)
def test_extract_says_why_a_file_cannot_be_read(content: bytes, name: str, code: str) -> None:
    run = extract(run=queued(content, name), clock=FakeClock())

    assert (run.state, run.error_code) == (RunState.FAILED, code)
    assert run.error_message.startswith(f"Файл «{name}»")
    assert run.draft_data is None


def test_extract_turns_an_unexpected_error_into_a_message(
    caplog: pytest.LogCaptureFixture,
) -> None:
    run = queued()
    Path(run.document.file.path).unlink()
    run.document.file.name = "../outside.txt"
    run.document.save()

    extract(run=run, clock=FakeClock())

    assert (run.state, run.error_code) == (RunState.FAILED, "run.unexpected")
    assert "Загрузите его ещё раз" in run.error_message
    assert f"run {run.pk}" in caplog.text


def test_extract_leaves_a_run_alone_that_is_past_reading() -> None:
    run = extract(run=queued(), clock=FakeClock())
    before = ExtractionRun.objects.values().get()

    extract(run=run, clock=FakeClock())

    assert ExtractionRun.objects.values().get() == before


def test_extract_of_a_document_without_a_table_is_ready_with_findings() -> None:
    run = extract(run=queued("Просто письмо.\n\nС уважением.".encode()), clock=FakeClock())

    draft = draft_of(run)
    assert draft is not None
    assert run.state == RunState.READY
    assert list(draft.items()) == []
    assert draft.findings


def test_read_run_task_reads_and_forgives_a_run_that_is_gone() -> None:
    run = queued()

    read_run.call(run.pk)
    read_run.call(run.pk + 1)

    run.refresh_from_db()
    assert run.state == RunState.READY
