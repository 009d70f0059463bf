"""Reading of a kept document in the background, with progress; nothing goes live here."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import planbook
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState
from mezhgorod.planning.queries import earlier_drafts
from mezhgorod.registry.actions import organization_index
from planbook.checks import check_plan, check_report
from planbook.dates import Period
from planbook.documents import Document
from planbook.errors import UnreadableDocument
from planbook.findings import Finding
from planbook.layouts import LayoutError, layout_like, layout_to_dict
from planbook.plans import PlanDraft, draft_to_dict, extract_plan
from planbook.readers import read_document

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]

REPORT_KIND = "report"
_READ, _UNDERSTOOD, _STORED = 30, 95, 100
# Progress is written when it has grown by so many per cent.
_NOTICEABLE = 5


def extract(*, run: ExtractionRun, clock: Clock) -> ExtractionRun:
    """Read the document of a queued run and keep what was understood for review.

    A run that is already being read, or is past reading, is left alone, so the same task may come
    twice. Whatever goes wrong ends as a Russian message in the run; nothing is stored half-way.
    """
    if not _start(run, clock()):
        return run
    progress = _Progress(run, clock)
    try:
        result = _read(run, progress)
    except UnreadableDocument as error:
        return _fail(run, error.code, str(error), clock())
    except Exception:  # the outermost loop of a background task
        logger.exception("run %s of document %s failed", run.pk, run.document_id)
        return _fail(run, "run.unexpected", _UNEXPECTED, clock())
    return _finish(run, result, clock())


_UNEXPECTED = (
    "При чтении файла произошла ошибка программы. Файл сохранён, в план ничего не записано. "
    "Загрузите его ещё раз; если не поможет, передайте файл администратору: "
    "подробности записаны в журнале."
)


class _Progress:
    """Writes the share of the work that is done, not oftener than it can be seen."""

    def __init__(self, run: ExtractionRun, clock: Clock) -> None:
        self._run, self._clock, self._written = run, clock, 0

    def step(self, percent: int, step: str) -> None:
        """Write a new step."""
        self._written = percent
        ExtractionRun.objects.filter(pk=self._run.pk, state=RunState.READING).update(
            progress=percent, step=step, touched_at=self._clock()
        )

    def rows(self, done: int, total: int) -> None:
        """Write how many rows are understood."""
        share = done / total if total else 1
        percent = _READ + int((_UNDERSTOOD - _READ) * min(share, 1))
        if percent >= self._written + _NOTICEABLE:
            self.step(percent, f"Разбираем строки: {done} из {total}")


def _start(run: ExtractionRun, now: datetime) -> bool:
    """Take the run; of several workers only one gets it."""
    taken = ExtractionRun.objects.filter(pk=run.pk, state=RunState.QUEUED).update(
        state=RunState.READING,
        progress=0,
        step="Читаем файл",
        attempts=run.attempts + 1,
        touched_at=now,
    )
    run.refresh_from_db()
    return bool(taken)


def _read(run: ExtractionRun, progress: _Progress) -> dict[str, Any]:
    source = run.document
    document = read_document(Path(source.file.path), file_name=source.file_name)
    progress.step(_READ, "Разбираем строки")
    period = Period.from_edtf(run.period_edtf) if run.period_edtf else None
    draft = extract_plan(document, period=period, progress=progress.rows)
    progress.step(_UNDERSTOOD, "Проверяем и сохраняем прочитанное")
    draft = replace(draft, findings=(*draft.findings, *_checked(document, draft)))
    return {
        "draft_data": draft_to_dict(draft),
        "layout_data": layout_of(document, draft),
        "paragraphs_data": _paragraphs(document, draft),
        "program_version": planbook.__version__,
    }


def _checked(document: Document, draft: PlanDraft) -> tuple[Finding, ...]:
    """Return what the checker notices in a plan, beside earlier plans of its owner, or a report."""
    if draft.kind == REPORT_KIND:
        return check_report(document)
    owner = organization_index().find(draft.owner or "")
    if owner is None or draft.period is None:
        return check_plan(draft)
    start = Period.from_edtf(draft.period).start
    return check_plan(draft, earlier=earlier_drafts(owner=owner, before=start))


def layout_of(document: Document, draft: PlanDraft) -> dict[str, Any] | None:
    """Return how the document is printed; one without a table has no layout of its own."""
    try:
        return layout_to_dict(layout_like(document, draft))
    except LayoutError:
        return None


def _paragraphs(document: Document, draft: PlanDraft) -> list[str]:
    """Keep the wording of a report: it is shown as text, not as rows."""
    if draft.kind != REPORT_KIND:
        return []
    return [paragraph.text for paragraph in document.paragraphs() if paragraph.text.strip()]


def _finish(run: ExtractionRun, result: dict[str, Any], now: datetime) -> ExtractionRun:
    return _leave_reading(
        run,
        state=RunState.READY,
        progress=_STORED,
        step="Прочитан",
        error_code="",
        error_message="",
        finished_at=now,
        touched_at=now,
        **result,
    )


def _fail(run: ExtractionRun, code: str, message: str, now: datetime) -> ExtractionRun:
    return _leave_reading(
        run,
        state=RunState.FAILED,
        step="Не прочитан",
        error_code=code[:60],
        error_message=message,
        finished_at=now,
        touched_at=now,
    )


def _leave_reading(run: ExtractionRun, **values: Any) -> ExtractionRun:
    """Write the end of a reading, unless a person has discarded the run meanwhile."""
    ExtractionRun.objects.filter(pk=run.pk, state=RunState.READING).update(**values)
    run.refresh_from_db()
    return run
