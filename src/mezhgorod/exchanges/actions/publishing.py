"""The comparison table of a round: made, sent out, corrected by a next version. Never changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mezhgorod.exchanges.actions.round_guards import (
    ensure_state,
    locked_responses,
    locked_round,
    moved_round,
    tell_round,
)
from mezhgorod.exchanges.models import ComparisonVersion, ExchangeRound, Response
from mezhgorod.exchanges.queries.answers import answers_by_response
from mezhgorod.exchanges.queries.counts import latest_table, table_of
from mezhgorod.exchanges.queries.forms import form_of
from mezhgorod.exchanges.rules import COUNTED_RESPONSES, ResponseState, RoundState
from mezhgorod.exchanges.rules.differences import TableChanges, table_changes
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.exchanges.rules.reviewing import needed_words
from mezhgorod.registry.actions import Done
from mezhgorod.registry.rules import Actor, RuleViolation
from planbook.indicators import (
    ComparisonTable,
    ConsolidationError,
    FormulaError,
    TableHead,
    consolidate,
    table_to_dict,
)

_ABSENT = {"Не участвуют": ResponseState.NO_PART, "Не ответили": ResponseState.SILENT}


@transaction.atomic
def consolidate_round(
    *, found: ExchangeRound, notes: Sequence[str] = (), actor: Actor, now: datetime
) -> ComparisonVersion:
    """Put the accepted answers of a closed round into a table that is stored and stays as it is.

    A round that is consolidated gives the table it has: a second press makes no second one.

    Args:
        notes: what stands below the table beside who took no part.

    Raises:
        RuleViolation: no right, the round is not closed, no accepted answer, an answer that does
            not fit the form.
    """
    found = locked_round(found, actor=actor)
    if found.state == RoundState.CONSOLIDATED:
        return _latest(found)
    ensure_state(found, RoundState.CLOSED)
    version = _made(found, "", actor, now, notes)
    moved_round(found, RoundState.CONSOLIDATED, now)
    count = len(version.content["columns"])
    summary = f"Сведён раунд за {period_words(found.period_edtf)}: городов {count}"
    _tell(found, Done("round.consolidate", summary, found.exchange.owner_id), actor, now)
    return version


@transaction.atomic
def back_to_review(*, found: ExchangeRound, actor: Actor, now: datetime) -> ExchangeRound:
    """Return a consolidated round to review before its table is sent out; the table is kept.

    Raises:
        RuleViolation: no right, or the table is sent out already.
    """
    found = locked_round(found, actor=actor)
    if found.state == RoundState.CLOSED:
        return found
    found = moved_round(found, RoundState.CLOSED, now)
    summary = f"Раунд за {period_words(found.period_edtf)} возвращён на рассмотрение"
    _tell(found, Done("round.review", summary, found.exchange.owner_id), actor, now)
    return found


@transaction.atomic
def correct_table(
    *, found: ExchangeRound, reason: str, actor: Actor, now: datetime
) -> ComparisonVersion:
    """Make the next version of a table out of the answers as they are now, and say why.

    The version before stays as it is; the new one is sent out by `publish_round`.

    Raises:
        RuleViolation: no right, no table yet, no reason, or nothing has changed since.
    """
    lack = "Напишите, что исправлено: причина стоит рядом с новой версией таблицы."
    words = needed_words(reason, name="Причина", field="reason", lack=lack)
    found = locked_round(found, actor=actor)
    ensure_state(found, RoundState.CONSOLIDATED, RoundState.PUBLISHED)
    before = table_of(_latest(found))
    version = _made(found, words, actor, now, _own_notes(before))
    changes = table_changes(before, table_of(version))
    if changes.is_empty:
        message = "Таблица та же: с прошлой версии ни один принятый ответ не изменился."
        raise RuleViolation("round.same_table", message)
    summary = f"Версия {version.number} сводной таблицы: {_counted(changes)}"
    done = Done("round.correct", summary, found.exchange.owner_id, reason=words)
    _tell(found, done, actor, now)
    return version


@transaction.atomic
def publish_round(*, found: ExchangeRound, actor: Actor, now: datetime) -> ComparisonVersion:
    """Send the latest table out: from now on those who may read it do. Twice does nothing.

    Raises:
        RuleViolation: no right, or there is no table yet.
    """
    found = locked_round(found, actor=actor)
    ensure_state(found, RoundState.CONSOLIDATED, RoundState.PUBLISHED)
    version = _latest(found)
    if version.published_at is not None:
        return version
    version.published_at = now
    version.save(update_fields=["published_at"])
    if found.state != RoundState.PUBLISHED:
        found.published_on = timezone.localdate(now)
        moved_round(found, RoundState.PUBLISHED, now)
    summary = f"Разослана версия {version.number} таблицы за {period_words(found.period_edtf)}"
    _tell(found, Done("round.publish", summary, found.exchange.owner_id), actor, now)
    return version


def table_digest(content: Mapping[str, object]) -> str:
    """Return the checksum of a stored table: the same content gives the same one everywhere."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _made(
    found: ExchangeRound, reason: str, actor: Actor, now: datetime, notes: Sequence[str] = ()
) -> ComparisonVersion:
    last = found.tables.order_by("-number").values_list("number", flat=True).first() or 0
    content = dict(table_to_dict(_table(found, last + 1, now, notes)))
    version: ComparisonVersion = ComparisonVersion.objects.create(
        round=found,
        number=last + 1,
        content=content,
        digest=table_digest(content),
        reason=reason,
        made_at=now,
        made_by_id=actor.user_id,
    )
    return version


def _table(
    found: ExchangeRound, number: int, now: datetime, notes: Sequence[str]
) -> ComparisonTable:
    responses = sorted(
        locked_responses(found), key=lambda one: (one.party.spoken_name.casefold(), one.pk)
    )
    counted = [one for one in responses if one.state in COUNTED_RESPONSES]
    if not counted:
        message = "Сводить нечего: не принят ни один ответ. Сначала рассмотрите ответы."
        raise RuleViolation("round.nothing_accepted", message)
    answers = answers_by_response(counted)
    head = TableHead(
        title=found.exchange.title,
        owner=found.exchange.owner.name,
        period_edtf=found.period_edtf,
        number=number,
        made_on=timezone.localdate(now),
        notes=(*notes, *_notes(responses)),
    )
    try:
        return consolidate(
            form_of(found.form),
            [answers[one.pk] for one in counted],
            head=head,
            keys=[str(one.party_id) for one in counted],
        )
    except (ConsolidationError, FormulaError) as wrong:
        raise RuleViolation("round.cannot_consolidate", str(wrong)) from wrong


def _notes(responses: Sequence[Response]) -> tuple[str, ...]:
    notes = []
    for words, state in _ABSENT.items():
        names = [one.party.spoken_name for one in responses if one.state == state]
        if names:
            notes.append(f"{words}: {', '.join(names)}.")
    return tuple(notes)


def _own_notes(table: ComparisonTable) -> tuple[str, ...]:
    """Return the notes of a table that a person has given: they stand below the next one too."""
    beginnings = tuple(f"{words}: " for words in _ABSENT)
    return tuple(note for note in table.notes if not note.startswith(beginnings))


def _latest(found: ExchangeRound) -> ComparisonVersion:
    version = latest_table(found)
    if version is None:
        raise RuleViolation("round.no_table", "Сводной таблицы ещё нет. Сначала сведите раунд.")
    return version


def _counted(changes: TableChanges) -> str:
    parts = [f"изменено ячеек {len(changes.cells)}"] if changes.cells else []
    parts += [f"добавлены {', '.join(changes.added)}"] if changes.added else []
    parts += [f"исключены {', '.join(changes.removed)}"] if changes.removed else []
    return "; ".join(parts) or "изменены ответы словами"


def _tell(found: ExchangeRound, done: Done, actor: Actor, now: datetime) -> None:
    tell_round(found, done, actor=actor, now=now)
