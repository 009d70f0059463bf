"""Files that a city attaches to its answer."""

from __future__ import annotations

from datetime import datetime
from typing import IO

from django.db import transaction

from mezhgorod.evidence.actions import store_document
from mezhgorod.exchanges.actions.answer_guards import (
    Step,
    begin_and_tell,
    ensure_editable,
    locked_response,
)
from mezhgorod.exchanges.models import Response, ResponseFile
from mezhgorod.exchanges.rules import StepKind
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import Actor, RuleViolation

MAX_ATTACHMENTS = 20


def attach_file(
    *, response: Response, file: IO[bytes], file_name: str, actor: Actor, now: datetime
) -> ResponseFile:
    """Attach a file to an answer; the same file twice stays one attachment.

    Raises:
        RuleViolation: no right, round closed, answer on its way, an empty or too long file, too
            many attachments.
    """
    found = _changeable(response, actor)
    by = User.objects.filter(pk=actor.user_id).first() if actor.user_id else None
    document = store_document(file=file, file_name=file_name, by=by, now=now)
    with transaction.atomic():
        found = _changeable(response, actor)
        attached = found.files.filter(is_attachment=True)
        same = attached.filter(document=document).first()
        if same is not None:
            return same
        if attached.count() >= MAX_ATTACHMENTS:
            message = f"К ответу приложено {MAX_ATTACHMENTS} файлов, больше нельзя. Уберите лишний."
            raise RuleViolation("exchange.too_many_files", message, "file")
        made = ResponseFile.objects.create(
            round=found.round, response=found, document=document, is_attachment=True,
            sent_at=now, sent_by=by,
        )  # fmt: skip
        change = {"file": document.pk, "before": "", "after": document.file_name}
        step = Step(StepKind.TYPED, changes=[change], document=document)
        begin_and_tell(found, step, actor, now)
    return made


@transaction.atomic
def detach_file(*, response: Response, file_id: int, actor: Actor, now: datetime) -> None:
    """Take an attachment away; its bytes stay in the history.

    Raises:
        RuleViolation: as `attach_file`; there is no such attachment.
    """
    found = _changeable(response, actor)
    attached = found.files.filter(is_attachment=True, pk=file_id).select_related("document").first()
    if attached is None:
        raise RuleViolation("exchange.no_file", "Этого файла уже нет. Обновите страницу.", "file")
    change = {"file": attached.document_id, "before": attached.document.file_name, "after": ""}
    attached.delete()
    begin_and_tell(found, Step(StepKind.TYPED, changes=[change]), actor, now)


@transaction.atomic
def _changeable(response: Response, actor: Actor) -> Response:
    """Return an answer that may be changed now."""
    found = locked_response(response, actor=actor)
    ensure_editable(found)
    return found
