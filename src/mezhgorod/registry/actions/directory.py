"""What every action of the directory of who is who shares: rights, words, journal."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError

from mezhgorod.registry.actions.audit import Done, write_audit
from mezhgorod.registry.models import (
    Agreement,
    AgreementParty,
    AuditEntry,
    Membership,
    Organization,
)
from mezhgorod.registry.rules import (
    KEEP_DIRECTORY,
    Actor,
    RuleViolation,
    Subject,
    ensure_may,
)

Values = dict[str, Any]
PARTIES = "parties"
PLACES = "places"


def ensure_may_keep(actor: Actor, owner: Organization) -> None:
    """Refuse somebody who may not keep the directory of an association or region.

    Raises:
        RuleViolation: no right.
    """
    ensure_may(actor, KEEP_DIRECTORY, Subject(owner_id=owner.pk))


def clean_words(text: str, *, limit: int, field: str, label: str) -> str:
    """Return a text in one line without characters that a database refuses.

    Raises:
        RuleViolation: it is longer than the column that keeps it.
    """
    words = " ".join(text.replace("\x00", " ").split())
    if len(words) > limit:
        message = f"{label}: больше {limit} знаков. Сократите до {limit}."
        raise RuleViolation("directory.too_long", message, field)
    return words


def needed_words(text: str, *, limit: int, field: str, label: str) -> str:
    """Return a text in one line that may not be empty.

    Raises:
        RuleViolation: nothing is written, or too much.
    """
    words = clean_words(text, limit=limit, field=field, label=label)
    if not words:
        raise RuleViolation("directory.empty", f"{label}: заполните поле.", field)
    return words


def values_of(record: Model) -> Values:
    """Return the columns of a record as JSON values, for the journal."""
    values: Values = {}
    for column in record._meta.concrete_fields:
        value = column.value_from_object(record)
        values[column.attname] = value.isoformat() if isinstance(value, date) else value
    if isinstance(record, Agreement):
        parties = AgreementParty.objects.filter(agreement=record).order_by("party_id", "role")
        values[PARTIES] = [list(pair) for pair in parties.values_list("party_id", "role")]
    if isinstance(record, Membership):
        values[PLACES] = sorted(record.places.values_list("municipality_id", flat=True))
    return values


def write_change(
    *, record: Model, done: Done, before: Values | None, actor: Actor, now: datetime
) -> AuditEntry:
    """Write a change of a kept record into the journal, its values before and after."""
    whole = Done(
        action=done.action,
        summary=done.summary,
        owner_id=done.owner_id,
        reason=done.reason,
        before=before,
        after=values_of(record),
    )
    return write_audit(subject=record, done=whole, actor=actor, now=now)


def remove_record(*, record: Model, done: Done, actor: Actor, now: datetime) -> None:
    """Delete a record, leaving its values in the journal.

    Raises:
        RuleViolation: something else refers to it.
    """
    whole = Done(
        action=done.action,
        summary=done.summary,
        owner_id=done.owner_id,
        reason=done.reason,
        before=values_of(record),
    )
    write_audit(subject=record, done=whole, actor=actor, now=now)
    delete_kept(record)


def write_parties(agreement: Agreement, parties: list[tuple[int, str]]) -> None:
    """Make the parties of an agreement these: pairs of an organization and its role."""
    agreement.parties.all().delete()
    AgreementParty.objects.bulk_create(
        [AgreementParty(agreement=agreement, party_id=pk, role=role) for pk, role in parties]
    )


def delete_kept(record: Model) -> None:
    """Delete a record that nothing else refers to.

    Raises:
        RuleViolation: something does.
    """
    try:
        with transaction.atomic():
            record.delete()
    except ProtectedError as protected:
        message = "Удалить нельзя: на запись ссылаются другие. Завершите её датой."
        raise RuleViolation("directory.in_use", message) from protected
