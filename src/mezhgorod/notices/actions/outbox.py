"""Letters enter the outbox in the transaction of what they tell about."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mezhgorod.notices.models import Letter, LetterStop
from mezhgorod.notices.rules import (
    MAX_BODY,
    MAX_SUBJECT,
    LetterState,
    address_key,
    address_trouble,
    letter_kind,
    one_line,
    topic_of,
    without_controls,
)
from mezhgorod.notices.rules.addresses import MAX_ADDRESS, MAX_NAME
from mezhgorod.registry.models import Organization

_MAX_KEY = 200
REFUSED_BY_ADDRESSEE = "Адресат отказался от таких писем."


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter to write.

    Attributes:
        kind: what it is about, ASCII: «campaign.reminder», «plan.moved».
        key: unique per intention; a second letter with the same key is not written.
        news_id: the news of a row that followers are told; the letter stops their following.
    """

    kind: str
    key: str
    to_address: str
    to_name: str
    subject: str
    body: str
    news_id: int | None = None


def queue_letters(
    *,
    owner: Organization | None,
    letters: Sequence[LetterDraft],
    now: datetime,
    is_held: bool = False,
    by_id: int | None = None,
) -> int:
    """Write letters into the outbox; call it inside the transaction of what they tell about.

    A letter to somebody who refused such letters is written as «не отправлять», one to a wrong
    address as «не отправлено»: both are seen on the page, nothing disappears.

    Args:
        owner: in whose name; None for letters of the installation itself.
        is_held: whether a person looks at them before they are sent. Letters that one click of a
            person sends to several addresses are held, single automatic answers are not.

    Returns:
        How many were new.
    """
    drafts = {_fit_key(one.key): one for one in letters}
    known = set(Letter.objects.filter(key__in=drafts).values_list("key", flat=True))
    fresh = {key: one for key, one in drafts.items() if key not in known}
    refused = _refused(owner, fresh.values())
    state = LetterState.HELD if is_held else LetterState.QUEUED
    rows = []
    for key, one in fresh.items():
        letter = _letter(one, key, owner, now)
        letter.state, letter.created_by_id = state, by_id
        if (address_key(one.to_address), topic_of(one.kind)) in refused:
            letter.state, letter.error = LetterState.STOPPED, REFUSED_BY_ADDRESSEE
        trouble = address_trouble(one.to_address.strip())
        if trouble:
            letter.state, letter.error = LetterState.FAILED, trouble
        rows.append(letter)
    Letter.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return len(rows)


def _letter(draft: LetterDraft, key: str, owner: Organization | None, now: datetime) -> Letter:
    return Letter(
        owner=owner,
        kind=draft.kind,
        key=key,
        to_address=one_line(draft.to_address)[:MAX_ADDRESS],
        to_name=one_line(draft.to_name)[:MAX_NAME],
        subject=one_line(draft.subject)[:MAX_SUBJECT],
        body=without_controls(draft.body)[:MAX_BODY],
        stop_token=_stop_token(draft.kind),
        news_id=draft.news_id,
        created_at=now,
    )


def _stop_token(kind: str) -> str:
    """Return the secret of the address of refusal; letters that cannot be refused have none."""
    known = letter_kind(kind)
    return secrets.token_urlsafe(24) if known is None or known.can_stop else ""


def _refused(owner: Organization | None, drafts: Iterable[LetterDraft]) -> set[tuple[str, str]]:
    """Return addresses with the topics they have refused, out of those that can be refused."""
    can_stop = {one.kind for one in drafts if (k := letter_kind(one.kind)) is None or k.can_stop}
    addresses = {address_key(one.to_address) for one in drafts}
    stops = LetterStop.objects.filter(owner=owner, address__in=addresses)
    topics = {topic_of(kind) for kind in can_stop}
    return {pair for pair in stops.values_list("address", "topic") if pair[1] in topics}


def _fit_key(key: str) -> str:
    """Return a key that fits its column and still is as unique as it was."""
    key = key.replace("\0", "")
    if len(key) <= _MAX_KEY:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    return f"{key[: _MAX_KEY - 33]}:{digest}"
