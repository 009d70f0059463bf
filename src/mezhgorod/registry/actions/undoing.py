"""The last change of a kept record taken back from the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q

from mezhgorod.registry.actions.audit import Done, write_audit
from mezhgorod.registry.actions.directory import (
    PARTIES,
    PLACES,
    delete_kept,
    values_of,
    write_parties,
)
from mezhgorod.registry.actions.offices import ensure_post_is_free
from mezhgorod.registry.models import (
    Agreement,
    AuditEntry,
    Body,
    Counterpart,
    Decision,
    Membership,
    MembershipPlace,
    Periodical,
    Post,
    Tenure,
)
from mezhgorod.registry.rules import (
    KEEP_DIRECTORY,
    Actor,
    RuleViolation,
    Subject,
    ensure_may,
    may,
)

UNDO = "directory.undo"
KINDS: Mapping[str, type[Model]] = {
    one._meta.label_lower: one
    for one in (
        Agreement,
        Body,
        Counterpart,
        Decision,
        Membership,
        Periodical,
        Post,
        Tenure,
    )
}


def may_undo(*, entry: AuditEntry, actor: Actor) -> bool:
    """Return whether somebody may take back what a journal entry tells."""
    is_kept = entry.object_kind in KINDS and entry.owner_id is not None
    return is_kept and may(actor, KEEP_DIRECTORY, Subject(owner_id=entry.owner_id))


@transaction.atomic
def undo_change(*, entry: AuditEntry, actor: Actor, now: datetime) -> AuditEntry:
    """Put a record back as it was before one change; the undoing is a change like any other.

    Raises:
        RuleViolation: no right, the record has changed since, or it can no longer be put back.
    """
    ensure_may(actor, KEEP_DIRECTORY, Subject(owner_id=entry.owner_id))
    kind = KINDS.get(entry.object_kind)
    if kind is None or (entry.before is None and entry.after is None):
        message = "Это действие отменить нельзя: исправьте запись вручную."
        raise RuleViolation("directory.not_undoable", message)
    found = kind._default_manager.select_for_update(of=("self",)).filter(pk=entry.object_id).first()
    if (values_of(found) if found else None) != entry.after:
        message = "С тех пор запись изменили. Отмените сначала более позднее изменение."
        raise RuleViolation("directory.changed_since", message)
    undone = write_audit(
        subject=found or kind(pk=entry.object_id),
        done=Done(
            action=UNDO,
            summary=f"Отменено: {entry.summary}",
            owner_id=entry.owner_id,
            before=entry.after,
            after=entry.before,
        ),
        actor=actor,
        now=now,
    )
    if entry.before is None:
        if found is not None:
            delete_kept(found)
    else:
        _put_back(kind, entry.before, entry.after)
    return undone


def _put_back(
    kind: type[Model], values: Mapping[str, Any], undone: Mapping[str, Any] | None
) -> None:
    known: dict[str, Any] = {}
    for column in kind._meta.concrete_fields:
        if column.attname not in values:
            continue
        value = column.to_python(values[column.attname])
        known[column.attname] = value
        target = column.related_model
        if value is None or target is None or isinstance(target, str):
            continue
        if not target._default_manager.filter(pk=value).exists():
            message = "Вернуть запись нельзя: того, на что она ссылалась, больше нет."
            raise RuleViolation("directory.reference_gone", message)
    record = kind(**known)
    # A record that is still there must not be taken for a second one of its kind.
    record._state.adding = not kind._default_manager.filter(pk=record.pk).exists()
    try:
        record.validate_constraints()
    except ValidationError as clash:
        message = "Вернуть запись нельзя: она противоречит тому, что внесено позже."
        raise RuleViolation("directory.clash", message) from clash
    if isinstance(record, Tenure):
        ensure_post_is_free(record)
    record.save()
    if isinstance(record, Agreement):
        write_parties(record, [(int(pk), str(role)) for pk, role in values.get(PARTIES, ())])
    if isinstance(record, Membership):
        pks = [int(pk) for pk in values.get(PLACES, ())]
        _put_places_back(record, pks, (undone or {}).get("successor_id"))


def _put_places_back(membership: Membership, pks: list[int], successor: int | None) -> None:
    """Give a member its places again; a merger gave them to its successor."""
    territory = membership.member.territory_id
    theirs = [*pks, *([territory] if territory else [])]
    MembershipPlace.objects.filter(membership=successor, municipality__in=theirs).delete()
    taken = Membership.objects.filter(
        Q(places__municipality__in=theirs) | Q(member__territory__in=theirs),
        association=membership.association_id,
        end_kind="",
    ).exclude(pk=membership.pk)
    if not membership.end_kind and taken.exists():
        message = "Вернуть запись нельзя: место с тех пор относится к другому члену."
        raise RuleViolation("directory.place_taken", message)
    membership.places.exclude(municipality__in=pks).delete()
    MembershipPlace.objects.bulk_create(
        [MembershipPlace(membership=membership, municipality_id=pk) for pk in pks],
        ignore_conflicts=True,
    )
