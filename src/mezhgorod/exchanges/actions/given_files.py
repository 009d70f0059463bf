"""Files that those who collect give to those who answer: a letter, a methodical note."""

from __future__ import annotations

from datetime import datetime
from typing import IO

from django.db import transaction

from mezhgorod.evidence.actions import store_document
from mezhgorod.evidence.rules import shown_file_name
from mezhgorod.exchanges.models import Exchange, ExchangeFile, ExchangeRound
from mezhgorod.exchanges.queries.subjects import exchange_subject
from mezhgorod.exchanges.rules import KEEP_EXCHANGES
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import Actor, RuleViolation, ensure_may

GIVEN_SUFFIXES = (
    ".pdf", ".docx", ".doc", ".odt", ".rtf", ".xlsx", ".xls", ".ods", ".jpg", ".jpeg", ".png",
)  # fmt: skip
MAX_GIVEN_FILES = 40


@transaction.atomic
def give_file(
    *,
    exchange: Exchange,
    found: ExchangeRound | None = None,
    file: IO[bytes],
    file_name: str,
    actor: Actor,
    now: datetime,
) -> ExchangeFile:
    """Give a file to all who answer; the same file again changes nothing.

    Args:
        found: the only round it belongs to, None for all rounds of the exchange.

    Raises:
        RuleViolation: no right, a round of another exchange, a file that is empty, too long or of
            another kind, or too many of them.
    """
    ensure_may(actor, KEEP_EXCHANGES, exchange_subject(exchange))
    if found is not None and found.exchange_id != exchange.pk:
        message = "Этот раунд относится к другому обмену. Обновите страницу и выберите снова."
        raise RuleViolation("exchange.foreign_round", message, "round")
    name = shown_file_name(file_name)
    if not name.casefold().endswith(GIVEN_SUFFIXES):
        message = f"Файл «{name}» не подходит. Приложите PDF, документ Word, таблицу или снимок."
        raise RuleViolation("exchange.given_kind", message, "file")
    by = User.objects.filter(pk=actor.user_id).first() if actor.user_id else None
    document = store_document(
        file=file, file_name=file_name, by=by, now=now, origin="файл к информационному обмену"
    )
    # Two who press at once must not go past the limit together.
    Exchange.objects.select_for_update(of=("self",)).get(pk=exchange.pk)
    same = ExchangeFile.objects.filter(exchange=exchange, round=found, document=document).first()
    if same is not None:
        return same
    if ExchangeFile.objects.filter(exchange=exchange).count() >= MAX_GIVEN_FILES:
        message = f"К обмену приложено {MAX_GIVEN_FILES} файлов, больше нельзя. Уберите лишний."
        raise RuleViolation("exchange.given_files", message, "file")
    given = ExchangeFile.objects.create(
        exchange=exchange, round=found, document=document, file_name=name, given_at=now
    )
    _tell(given, "exchange.give_file", f"К обмену приложен файл «{name}».", actor, now)
    return given


@transaction.atomic
def drop_given_file(*, given: ExchangeFile, actor: Actor, now: datetime) -> None:
    """Take a file off an exchange; the stored document itself stays as evidence.

    Raises:
        RuleViolation: no right.
    """
    ensure_may(actor, KEEP_EXCHANGES, exchange_subject(given.exchange))
    _tell(given, "exchange.drop_file", f"Файл «{given.file_name}» убран.", actor, now)
    given.delete()


def _tell(given: ExchangeFile, code: str, summary: str, actor: Actor, now: datetime) -> None:
    done = Done(code, summary, owner_id=given.exchange.owner_id)
    write_audit(subject=given.exchange, done=done, actor=actor, now=now)
