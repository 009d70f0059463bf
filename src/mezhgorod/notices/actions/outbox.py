"""Letters enter the outbox in the transaction of what they tell about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mezhgorod.notices.models import Letter
from mezhgorod.notices.rules import LetterState
from mezhgorod.registry.models import Organization


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter to write.

    Attributes:
        kind: what it is about, ASCII: «campaign.reminder», «plan.moved».
        key: unique per intention; a second letter with the same key is not written.
    """

    kind: str
    key: str
    to_address: str
    to_name: str
    subject: str
    body: str


def queue_letters(
    *,
    owner: Organization,
    letters: Sequence[LetterDraft],
    now: datetime,
    is_held: bool = False,
    by_id: int | None = None,
) -> int:
    """Write letters into the outbox; call it inside the transaction of what they tell about.

    Args:
        is_held: whether a person looks at them before they are sent.

    Returns:
        How many were new.
    """
    known = set(
        Letter.objects.filter(key__in=[one.key for one in letters]).values_list("key", flat=True)
    )
    fresh = {one.key: one for one in letters if one.key not in known}
    state = LetterState.HELD if is_held else LetterState.QUEUED
    Letter.objects.bulk_create(
        [
            Letter(
                owner=owner,
                kind=one.kind,
                key=one.key,
                to_address=one.to_address,
                to_name=one.to_name,
                subject=one.subject,
                body=one.body,
                state=state,
                created_at=now,
                created_by_id=by_id,
            )
            for one in fresh.values()
        ],
        ignore_conflicts=True,
    )
    return len(fresh)
