"""Rows pasted from Word or Excel, or dropped as a file, become rows of a party."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.db import transaction

from mezhgorod.campaigns.actions.carrying import row_cells
from mezhgorod.campaigns.actions.guards import (
    ensure_editable,
    locked_submission,
    move_submission,
    touch,
)
from mezhgorod.campaigns.actions.journal import Step, tell_steps
from mezhgorod.campaigns.actions.outcomes import AddedRows
from mezhgorod.campaigns.actions.rows import ensure_room, next_position
from mezhgorod.campaigns.models import ProposedRow, Submission
from mezhgorod.campaigns.queries import ReadingFrame, reading_frame, submission_subject
from mezhgorod.campaigns.rules import (
    MAX_HEADING,
    PROPOSE,
    RowChoice,
    RowOrigin,
    RowState,
    SubmissionState,
    bounded_cells,
    bounded_text,
)
from mezhgorod.registry.rules import Actor, RuleViolation, ensure_may
from planbook.dates import Period
from planbook.documents import Document, Table
from planbook.errors import PlanbookError, UnreadableDocument
from planbook.findings import Severity
from planbook.plans import EventDraft, PlanDraft, event_to_dict, extract_plan
from planbook.readers import read_document
from planbook.readers.isolation import run_isolated

MAX_ROWS = 5_000
MAX_BYTES = 10 * 1024 * 1024
_MAX_REMARKS = 50
_SECONDS = 60.0
# What is read at once in the process of the page; more goes into a process that can be ended.
_QUICK_BYTES = 30_000
_QUICK_ENDINGS = (".txt", ".html", ".csv")
# Remarks about the document as a whole that say nothing of a table without a title.
_ABOUT_WHOLE = ("plan.", "title.", "owner.", "period.", "columns.")

_NO_ROWS = (
    "Строк плана здесь не нашлось. Скопируйте строки таблицы из Word или Excel целиком, вместе с "
    "шапкой, или впишите строки в таблицу на странице."
)


@dataclass(frozen=True, slots=True)
class Pasted:
    """What came in: bytes of a file, or words of the clipboard as UTF-8, under a file name.

    Attributes:
        file_name: «вставка.html», «вставка.txt» for the clipboard, else the name of the file; its
            ending tells the format where the bytes do not.
        section_heading: heading for rows without one of their own, empty for the usual one.
        is_file: whether a file was dropped.
    """

    data: bytes
    file_name: str
    section_heading: str = ""
    is_file: bool = False


def add_rows_from_text(
    *, submission: Submission, pasted: Pasted, actor: Actor, now: datetime
) -> AddedRows:
    """Add all rows of a paste or a file to the drafts of a party, or none.

    Rows that stand there already word for word are left out and counted in the remarks.

    Raises:
        RuleViolation: no right, campaign closed, submission sent; nothing like rows inside, more
            than 5 000 rows, a file that cannot be read.
    """
    # Asked before the long reading, and once more under the lock.
    ensure_may(actor, PROPOSE, submission_subject(submission))
    ensure_editable(submission)
    frame = reading_frame(campaign=submission.campaign)
    plan = read_pasted(pasted=pasted, frame=frame)
    found = [(section.heading, row) for section in plan.sections for row in section.items]
    checked = _checked(found, frame)
    return _added(submission, pasted, checked, tuple(_remarks(plan)), actor, now)


def read_pasted(*, pasted: Pasted, frame: ReadingFrame) -> PlanDraft:
    """Return the rows of a paste or a file as a plan, to be looked at; nothing is written.

    Raises:
        RuleViolation: nothing like rows inside, more than 5 000 rows, a file that cannot be read.
    """
    plan = _read(pasted, frame)
    if not any(section.items for section in plan.sections):
        raise RuleViolation("paste.no_rows", _NO_ROWS, "text")
    return plan


@transaction.atomic
def _added(
    submission: Submission,
    pasted: Pasted,
    found: Sequence[tuple[str, EventDraft]],
    remarks: tuple[str, ...],
    actor: Actor,
    now: datetime,
) -> AddedRows:
    submission = locked_submission(submission, actor=actor)
    ensure_editable(submission)
    frame = reading_frame(campaign=submission.campaign)
    placed = _Headings(frame, _usual_heading(submission, pasted))
    new = _unknown(submission, found)
    rows = [
        ProposedRow(
            submission=submission,
            position=position,
            origin=RowOrigin.FILE if pasted.is_file else RowOrigin.PASTED,
            choice=RowChoice.CHANGE,
            section_heading=placed.of(heading),
            cells=row_cells(row),
            row=event_to_dict(row),
            updated_at=now,
        )
        for position, (heading, row) in enumerate(new, start=next_position(submission))
    ]
    ensure_room(submission, len(rows))
    ProposedRow.objects.bulk_create(rows, batch_size=500)
    if rows:
        _told(submission, rows, pasted, actor, now)
    if same_count := len(found) - len(new):
        remarks = (f"Пропущено строк, которые уже есть слово в слово: {same_count}.", *remarks)
    return AddedRows(tuple(rows), (*placed.remarks(), *remarks))


def _unknown(
    submission: Submission, found: Sequence[tuple[str, EventDraft]]
) -> list[tuple[str, EventDraft]]:
    """Return the rows that do not stand in a submission yet word for word, each once."""
    stored = submission.rows.exclude(state=RowState.REMOVED).values_list("cells", flat=True)
    known = {_key(cells) for cells in stored}
    new: dict[tuple[tuple[str, str], ...], tuple[str, EventDraft]] = {}
    for heading, row in found:
        key = _key(row_cells(row))
        if key not in known:
            new.setdefault(key, (heading, row))
    return list(new.values())


class _Headings:
    """Puts rows under headings of the plan; headings it does not have are told."""

    def __init__(self, frame: ReadingFrame, usual: str) -> None:
        self._known = set(frame.headings)
        self._usual = usual
        self._foreign: dict[str, int] = {}

    def of(self, heading: str) -> str:
        if not heading or heading in self._known:
            return heading or self._usual
        self._foreign[heading] = self._foreign.get(heading, 0) + 1
        return self._usual

    def remarks(self) -> tuple[str, ...]:
        where = f"стоят в разделе «{self._usual}»" if self._usual else "ждут выбора раздела"
        return tuple(
            f"Раздела «{heading[:100]}» в этом плане нет: его строки ({count}) {where}."
            for heading, count in self._foreign.items()
        )


def _read(pasted: Pasted, frame: ReadingFrame) -> PlanDraft:
    if len(pasted.data) > MAX_BYTES:
        message = f"Больше {MAX_BYTES // 1024 // 1024} МБ за один раз не вставить. Разделите файл."
        raise RuleViolation("paste.too_large", message, "text")
    data = _with_header(pasted, frame)
    is_quick = len(data) <= _QUICK_BYTES and pasted.file_name.endswith(_QUICK_ENDINGS)
    try:
        document = _document(data, pasted.file_name, is_quick=is_quick)
        _ensure_few(document)
        return _extracted(document, frame.period, is_quick=is_quick)
    except UnreadableDocument as error:
        raise RuleViolation("paste.unreadable", str(error), "text") from error
    except PlanbookError as error:
        raise RuleViolation("paste.unreadable", _NO_ROWS, "text") from error


def _document(data: bytes, name: str, *, is_quick: bool) -> Document:
    read = partial(read_document, file_name=name)
    return read(data) if is_quick else run_isolated(read, data, file_name=name, seconds=_SECONDS)


def _extracted(document: Document, period: Period, *, is_quick: bool) -> PlanDraft:
    extract = partial(extract_plan, period=period)
    if is_quick:
        return extract(document)
    name = document.file_name
    return run_isolated(extract, document, file_name=name, seconds=_SECONDS)


def _ensure_few(document: Document) -> None:
    count = sum(len(block.rows) for block in document.blocks if isinstance(block, Table))
    if count > MAX_ROWS:
        message = (
            f"Строк {count}, а за один раз помещается {MAX_ROWS}. Разделите таблицу на части и "
            "вставьте их по очереди."
        )
        raise RuleViolation("paste.too_many", message, "text")


def _with_header(pasted: Pasted, frame: ReadingFrame) -> bytes:
    """Put the header of the plan over separated text that has as many columns and no header."""
    if pasted.is_file or not pasted.file_name.endswith(".txt"):
        return pasted.data
    first = pasted.data.split(b"\n", 1)[0].decode("utf-8", "replace").strip("\r\ufeff")
    cells = first.split("\t")
    headers = [" ".join(header.split()) for _, header in frame.columns]
    bare = [header for _, header in frame.roles]
    chosen = next((one for one in (bare, headers) if len(one) == len(cells) > 1), None)
    if chosen is None or _is_header(first):
        return pasted.data
    return "\t".join(chosen).encode() + b"\n" + pasted.data


def _is_header(line: str) -> bool:
    """Tell whether a line names columns: over a row of its width it is read as a header."""
    row = "\t".join(["Форум"] * (line.count("\t") + 1))
    sample = f"{line}\n{row}"
    try:
        return bool(extract_plan(read_document(sample.encode(), file_name="шапка.txt")).columns)
    except PlanbookError:
        return False


def _checked(
    found: Sequence[tuple[str, EventDraft]], frame: ReadingFrame
) -> list[tuple[str, EventDraft]]:
    """Return rows without their numbers; cells no database holds are told all at once.

    Raises:
        RuleViolation: cells are too long or hold a NUL character.
    """
    headers, wrong, rows = dict(frame.roles), [], []
    for index, (heading, row) in enumerate(found, start=1):
        cells = tuple(cell for cell in row.cells if cell.role != "number")
        rows.append((heading, replace(row, cells=cells, number=None)))
        try:
            bounded_cells([(cell.role, cell.text) for cell in cells], headers=headers)
        except RuleViolation as refusal:
            wrong.append(f"строка {index}: {refusal.message}")
    if wrong:
        rest = f" И ещё строк с ошибками: {len(wrong) - 10}." if len(wrong) > 10 else ""
        message = "Не вставлено ничего. " + " ".join(wrong[:10]) + rest
        raise RuleViolation("paste.too_long", message, "text")
    return rows


def _remarks(plan: PlanDraft) -> Iterator[str]:
    whole = (one for one in plan.findings if not one.code.startswith(_ABOUT_WHOLE))
    lines = [one.message for one in whole if one.severity is not Severity.INFO]
    for index, row in enumerate(plan.items(), start=1):
        lines += [
            f"Строка {index} «{row.title[:60]}»: {one.message}"
            for one in row.findings
            if one.severity is not Severity.INFO
        ]
    yield from lines[:_MAX_REMARKS]
    if len(lines) > _MAX_REMARKS:
        yield f"И ещё замечаний: {len(lines) - _MAX_REMARKS}. Они видны у строк."


def _usual_heading(submission: Submission, pasted: Pasted) -> str:
    wanted = bounded_text(pasted.section_heading, limit=MAX_HEADING, name="Раздел")
    return wanted or submission.section_heading


def _key(cells: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((role, " ".join(text.split())) for role, text in cells)


def _told(
    submission: Submission,
    rows: Sequence[ProposedRow],
    pasted: Pasted,
    actor: Actor,
    now: datetime,
) -> None:
    if submission.state in {SubmissionState.NOT_STARTED, SubmissionState.NOTHING}:
        move_submission(submission, SubmissionState.DRAFT)
    touch(submission, now)
    whence = f"Взята из файла «{pasted.file_name[:100]}»" if pasted.is_file else "Вставлена"
    steps = [Step(row, "row.paste", whence, after={"cells": row.cells}) for row in rows]
    tell_steps(steps, owner_id=submission.campaign.owner_id, actor=actor, now=now)
