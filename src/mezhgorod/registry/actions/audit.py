"""The journal: one entry per action, written in its transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import Actor


@dataclass(frozen=True, slots=True)
class Done:
    """What an action did, for the journal.

    Attributes:
        action: stable ASCII code, for example ``plan.approve``.
        summary: a Russian sentence a person understands a year later.
        owner_id: the association or region it happened in.
        before, after: JSON values of what changed, None where there was or is nothing.
    """

    action: str
    summary: str
    owner_id: int | None = None
    reason: str = ""
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


def write_audit(*, subject: Model, done: Done, actor: Actor, now: datetime) -> AuditEntry:
    """Write an entry about an object into the journal; call it inside the action's transaction."""
    return AuditEntry.objects.create(
        at=now,
        by_id=actor.user_id,
        link_id=actor.link_id,
        owner_id=done.owner_id,
        action=done.action,
        object_kind=subject._meta.label_lower,
        object_id=str(subject.pk),
        summary=done.summary,
        reason=done.reason,
        before=dict(done.before) if done.before is not None else None,
        after=dict(done.after) if done.after is not None else None,
    )
