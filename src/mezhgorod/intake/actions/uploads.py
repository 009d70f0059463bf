"""A file comes in: it is kept, and a reading of it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import IO

from django.db import transaction
from django.db.models import Q

import planbook
from mezhgorod.evidence.actions import store_document
from mezhgorod.evidence.models import SourceDocument
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import IMPORT_DOCUMENTS, Actor, RuleViolation, ensure_may_anywhere
from planbook.dates import Period, PeriodError

StartReading = Callable[[ExtractionRun], None]


def store_upload(
    *,
    file: IO[bytes],
    file_name: str,
    actor: Actor,
    now: datetime,
    period: str = "",
    start: StartReading | None = None,
) -> ExtractionRun:
    """Keep an uploaded file byte for byte and queue its reading.

    `start` puts the run into the queue in the same transaction, so a run never waits for a task
    that was lost; without it the caller reads the run itself. The same
    person sending the same bytes again, while nobody has decided about them, gets the run there is:
    a button pressed twice does the work once.

    Raises:
        RuleViolation: the person may not import, the file is empty or too large, the period is
            not one.
    """
    ensure_may_anywhere(actor, IMPORT_DOCUMENTS)
    edtf = _period_edtf(period)
    document = store_document(file=file, file_name=file_name, by=_person(actor), now=now)
    with transaction.atomic():
        SourceDocument.objects.select_for_update().get(pk=document.pk)
        run = _undecided_run(document, actor, edtf)
        if run is None:
            run = ExtractionRun.objects.create(
                document=document,
                step="Ждёт очереди",
                period_edtf=edtf,
                requested_at=now,
                requested_by_id=actor.user_id,
                touched_at=now,
            )
            if start is not None:
                start(run)
    return run


def _undecided_run(document: SourceDocument, actor: Actor, edtf: str) -> ExtractionRun | None:
    """Return the reading that would only be repeated: waiting, or done by this very program."""
    same = ExtractionRun.objects.filter(
        document=document, requested_by=actor.user_id, period_edtf=edtf
    )
    waiting = Q(state__in=(RunState.QUEUED, RunState.READING))
    read = Q(state=RunState.READY, program_version=planbook.__version__)
    return same.filter(waiting | read).first() if actor.user_id is not None else None


def _person(actor: Actor) -> User | None:
    return User.objects.filter(pk=actor.user_id).first() if actor.user_id else None


def _period_edtf(period: str) -> str:
    if not period.strip():
        return ""
    try:
        return Period.from_edtf(period).edtf
    except PeriodError as error:
        raise RuleViolation("run.bad_period", str(error), "period") from error
