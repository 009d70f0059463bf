"""What happened to campaigns, submissions and rows is told in the journal, in one write each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mezhgorod.campaigns.models import Campaign, ProposedRow, Submission
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import Actor


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way of a row, with its words before and after where they changed."""

    row: ProposedRow
    action: str
    summary: str
    reason: str = ""
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None


def tell(
    subject: Campaign | Submission,
    *,
    action: str,
    summary: str,
    actor: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    """Write what an action did to a campaign or a submission."""
    campaign = subject if isinstance(subject, Campaign) else subject.campaign
    done = Done(action=action, summary=summary, owner_id=campaign.owner_id, reason=reason)
    write_audit(subject=subject, done=done, actor=actor, now=now)


def tell_steps(steps: Sequence[Step], *, owner_id: int, actor: Actor, now: datetime) -> None:
    """Write the next step of the way of many rows at once."""
    kind = ProposedRow._meta.label_lower
    AuditEntry.objects.bulk_create(
        AuditEntry(
            at=now,
            by_id=actor.user_id,
            link_id=actor.link_id,
            owner_id=owner_id,
            action=step.action,
            object_kind=kind,
            object_id=str(step.row.pk),
            summary=step.summary,
            reason=step.reason,
            before=step.before,
            after=step.after,
        )
        for step in steps
    )
