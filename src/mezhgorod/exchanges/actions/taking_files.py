"""Filled workbooks are taken: one for an answer at once, many for a round in the background.

Every file is one transaction: all of it that can be taken, or nothing. What was not taken is told
in its record, cell by cell.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, NamedTuple

from django.db import OperationalError, transaction
from django.utils.timezone import localdate

from mezhgorod.evidence.actions import store_document
from mezhgorod.evidence.models import SourceDocument
from mezhgorod.evidence.rules import shown_file_name
from mezhgorod.exchanges.actions.answer_guards import ensure_editable, locked_response
from mezhgorod.exchanges.actions.merging_sheets import merge_sheet
from mezhgorod.exchanges.models import ExchangeRound, Response, ResponseFile
from mezhgorod.exchanges.queries.answer_sheets import stamp_of_round
from mezhgorod.exchanges.queries.forms import form_of
from mezhgorod.exchanges.queries.subjects import round_subject
from mezhgorod.exchanges.rules import RUN_ROUND, FileState, RoundState
from mezhgorod.registry.models import User
from mezhgorod.registry.queries.actors import actor_of
from mezhgorod.registry.rules import Actor, RuleViolation, ensure_may
from planbook.errors import UnreadableDocument
from planbook.findings import Finding, Severity
from planbook.readers.answer_sheet import SheetReading, read_answer_sheet
from planbook.readers.answer_sheets_zip import is_zip_of_sheets, read_zip_of_sheets

logger = logging.getLogger(__name__)

MAX_FILES_AT_ONCE = 1_000
Start = Callable[[ExchangeRound], None]
Clock = Callable[[], datetime]
_TAKEN = (FileState.TAKEN, FileState.PARTLY)
_UNEXPECTED = (
    "При чтении файла произошла ошибка программы, ничего не записано. Обратитесь к администратору: "
    "подробности записаны в журнале."
)


class SentFile(NamedTuple):
    """A file as it was sent: its name and its bytes."""

    name: str
    file: IO[bytes]


@dataclass(frozen=True, slots=True)
class QueuedFiles:
    """What became of files sent together: how many wait to be read, how many were refused."""

    waiting: int
    refused: int


def take_file(
    *, response: Response, file: IO[bytes], file_name: str, actor: Actor, now: datetime
) -> ResponseFile:
    """Take a filled workbook for an answer; what is wrong with it is told in the record.

    Raises:
        RuleViolation: no right, round closed, answer on its way; the file is empty or too large.
    """
    with transaction.atomic():
        ensure_editable(locked_response(response, actor=actor))
    document = store_document(file=file, file_name=file_name, by=_person(actor), now=now)
    sent = ResponseFile.objects.create(
        round_id=response.round_id,
        response=response,
        document=document,
        # Not waiting: the worker of the round must not take it too.
        state=FileState.KEPT,
        file_name=shown_file_name(file_name),
        sent_at=now,
        sent_by_id=actor.user_id,
    )
    return _take(sent, response.round, actor, now, asked=response)


def queue_files(
    *,
    found: ExchangeRound,
    files: Sequence[SentFile],
    actor: Actor,
    now: datetime,
    start: Start,
) -> QueuedFiles:
    """Keep workbooks of many cities, also packed into archives, and queue their reading.

    Raises:
        RuleViolation: no right, the round is not open, no files or too many, a damaged archive:
            nothing is queued.
    """
    ensure_may(actor, RUN_ROUND, round_subject(found))
    if found.state != RoundState.OPEN:
        message = "Файлы принимаются, пока раунд идёт. Откройте его снова, чтобы взять опоздавшие."
        raise RuleViolation("round.not_open", message, "files")
    by = _person(actor)
    records: list[ResponseFile] = []
    for sent in files:
        for document, name, problem in _documents(sent, by, now):
            records.append(_record(found, document, name, problem, actor, now))
            if len(records) > MAX_FILES_AT_ONCE:
                message = f"За один раз берётся не больше {MAX_FILES_AT_ONCE} файлов. Разделите их."
                raise RuleViolation("file.too_many", message, "files")
    if not records:
        message = "В архиве нет файлов. Выберите заполненные шаблоны .xlsx или архив с ними."
        raise RuleViolation("file.none", message, "files")
    waiting = sum(record.state == FileState.WAITING for record in records)
    with transaction.atomic():
        ResponseFile.objects.bulk_create(records)
        if waiting:
            start(found)
    return QueuedFiles(waiting, len(records) - waiting)


def read_again(*, found: ExchangeRound, actor: Actor, start: Start) -> None:
    """Queue the reading of waiting files once more, after their task was lost.

    Raises:
        RuleViolation: no right.
    """
    ensure_may(actor, RUN_ROUND, round_subject(found))
    start(found)


def take_waiting(*, found: ExchangeRound, clock: Clock) -> int:
    """Take the waiting files of a round one after another; return how many were done.

    The same task may come twice: a file that is not waiting any more is left alone.

    Raises:
        OperationalError: the database is busy; the files not done yet go on waiting.
    """
    done = 0
    actors: dict[int | None, Actor] = {}
    while (sent := _next_waiting(found)) is not None:
        now = clock()
        if sent.sent_by_id not in actors:
            actors[sent.sent_by_id] = actor_of(user=sent.sent_by, today=localdate(now))
        try:
            _take(sent, found, actors[sent.sent_by_id], now)
        except OperationalError:
            # A busy database says nothing about the file: it goes on waiting.
            raise
        except Exception:  # the outermost loop of a background task
            logger.exception("taking file %s of round %s failed", sent.pk, found.pk)
            _close(sent, FileState.REFUSED, [_error("file.unexpected", _UNEXPECTED)])
        done += 1
    return done


def _next_waiting(found: ExchangeRound) -> ResponseFile | None:
    waiting = ResponseFile.objects.filter(round=found, state=FileState.WAITING)
    return waiting.select_related("document", "sent_by").order_by("id").first()


def _documents(
    sent: SentFile, by: User | None, now: datetime
) -> Iterable[tuple[SourceDocument, str, str]]:
    """Yield the kept files with their names; of an archive its members, and what is wrong."""
    name = shown_file_name(sent.name)
    sent.file.seek(0)
    data = sent.file.read()
    if not is_zip_of_sheets(data, file_name=name):
        yield store_document(file=sent.file, file_name=name, by=by, now=now), name, ""
        return
    whole: SourceDocument | None = None
    try:
        for member in read_zip_of_sheets(data, file_name=name):
            if member.data:
                file = io.BytesIO(member.data)
                kept = store_document(file=file, file_name=member.name, by=by, now=now)
                yield kept, shown_file_name(member.name), ""
                continue
            whole = whole or store_document(file=sent.file, file_name=name, by=by, now=now)
            yield whole, shown_file_name(member.name), member.problem or "Файл пуст."
    except UnreadableDocument as err:
        message = f"Архив «{name}»: {err.cause} Упакуйте файлы заново и загрузите снова."
        raise RuleViolation("file.archive", message, "files") from err


def _record(
    found: ExchangeRound,
    document: SourceDocument,
    name: str,
    problem: str,
    actor: Actor,
    now: datetime,
) -> ResponseFile:
    return ResponseFile(
        round=found,
        document=document,
        file_name=name,
        state=FileState.REFUSED if problem else FileState.WAITING,
        findings=[_error("file.member", problem).as_dict()] if problem else [],
        sent_at=now,
        sent_by_id=actor.user_id,
    )


def _take(
    sent: ResponseFile,
    found: ExchangeRound,
    actor: Actor,
    now: datetime,
    *,
    asked: Response | None = None,
) -> ResponseFile:
    """Read a waiting file and write what it says; a refusal is told in its record."""
    with sent.document.file.open("rb") as stream:
        data = stream.read()
    party = asked.party_id if asked is not None else 0
    reading = read_answer_sheet(
        data,
        file_name=sent.file_name,
        form=form_of(found.form),
        expected=stamp_of_round(found, party_id=party),
    )
    findings = list(reading.findings)
    if not reading.is_usable:
        return _close(sent, FileState.REFUSED, findings)
    response = asked or _response_of(found, reading)
    if response is None:
        words = f": {reading.city}" if reading.city else ""
        message = f"Города этого файла{words} нет среди участников раунда."
        return _close(sent, FileState.REFUSED, [_error("sheet.unknown_city", message), *findings])
    sent.response = response
    if before := _same_before(sent):
        message = f"Точно такой же файл уже взят {before.sent_at:%d.%m.%Y}. Ничего не изменено."
        told = Finding("file.repeated", message, Severity.INFO)
        return _close(sent, FileState.REPEATED, [told])
    try:
        return _write(sent, found, reading, actor, now)
    except RuleViolation as refusal:
        told = _error(refusal.code, refusal.message)
        return _close(sent, FileState.REFUSED, [told, *findings])


@transaction.atomic
def _write(
    sent: ResponseFile, found: ExchangeRound, reading: SheetReading, actor: Actor, now: datetime
) -> ResponseFile:
    """Write all that can be taken of a file and its record, or nothing."""
    response = sent.response
    if response is None:
        raise ValueError("the file belongs to no answer")
    response.round = found
    response = locked_response(response, actor=actor)
    # The form is decoded once per round, not once per file.
    response.round.form = found.form
    ensure_editable(response)
    if sent.state == FileState.WAITING and not _is_waiting(sent):
        sent.refresh_from_db()
        return sent
    merged = merge_sheet(
        response=response, reading=reading, document=sent.document, actor=actor, now=now
    )
    findings = [*merged.findings, *reading.findings]
    has_errors = any(finding.severity is Severity.ERROR for finding in findings)
    state = FileState.PARTLY if has_errors else FileState.TAKEN
    return _close(sent, state, findings, count=merged.count)


def _close(
    sent: ResponseFile, state: FileState, findings: Sequence[Finding], *, count: int = 0
) -> ResponseFile:
    sent.state, sent.taken_count = state, count
    sent.findings = [finding.as_dict() for finding in findings]
    sent.save(update_fields=["state", "taken_count", "findings", "response"])
    return sent


def _response_of(found: ExchangeRound, reading: SheetReading) -> Response | None:
    if reading.stamp is None:
        return None
    return Response.objects.filter(round=found, party=reading.stamp.party).first()


def _is_waiting(sent: ResponseFile) -> bool:
    """Tell whether no other worker has taken a file meanwhile; its answer is locked."""
    return ResponseFile.objects.filter(pk=sent.pk, state=FileState.WAITING).exists()


def _same_before(sent: ResponseFile) -> ResponseFile | None:
    same = ResponseFile.objects.filter(
        round=sent.round_id, response=sent.response, document=sent.document_id, state__in=_TAKEN
    )
    return same.exclude(pk=sent.pk).order_by("sent_at").first()


def _error(code: str, message: str) -> Finding:
    return Finding(code, message, Severity.ERROR)


def _person(actor: Actor) -> User | None:
    return User.objects.filter(pk=actor.user_id).first() if actor.user_id else None
