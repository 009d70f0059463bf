"""Somebody begins to follow a thing, confirms the address, stops with one click.

Whoever follows does it for themselves, with a secret from their own letter: no right is asked.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from mezhgorod.notices.actions.outbox import REFUSED_BY_ADDRESSEE, LetterDraft, queue_letters
from mezhgorod.notices.models import Follow, Letter, LetterStop
from mezhgorod.notices.queries.following import FollowTarget, follows_behind, follows_of
from mezhgorod.notices.queries.templates import render_letter
from mezhgorod.notices.rules import (
    MAX_FOLLOWS,
    MAX_UNCONFIRMED,
    MAX_UNCONFIRMED_OF_ADDRESS,
    UNCONFIRMED_FOR,
    Frequency,
    LetterState,
    address_key,
    address_trouble,
    topic_of,
)
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import RuleViolation

CONFIRMATION = "follow.confirm"
FOLLOW_DIGEST = "digest.changes"


@dataclass(frozen=True, slots=True)
class Stopped:
    """What a click has stopped, in words; empty when there was nothing any more."""

    address: str
    labels: tuple[str, ...]


@transaction.atomic
def start_following(
    *, target: FollowTarget, address: str, frequency: Frequency, user: User | None, now: datetime
) -> Follow:
    """Begin to follow a thing.

    An address that is the one of the signed-in account is believed; any other gets one letter with
    a link to confirm, and nothing else before.

    Raises:
        RuleViolation: the address is wrong, or too many addresses wait for confirmation.
    """
    address = address_key(address)
    trouble = address_trouble(address)
    if trouble:
        raise RuleViolation("follow.address", trouble, "address")
    is_own = user is not None and bool(user.email) and address_key(user.email) == address
    known = Follow.objects.filter(address=address, kind=target.kind, object_key=target.key).first()
    if known is not None:
        return _known(known, frequency, user, now, is_own=is_own)
    _ensure_room(address, is_own=is_own)
    follow = Follow.objects.create(
        kind=target.kind,
        object_key=target.key,
        label=target.label,
        address=address,
        user=user if is_own else None,
        frequency=frequency,
        token=secrets.token_urlsafe(24),
        created_at=now,
        confirmed_at=now if is_own else None,
    )
    if not is_own:
        _ask_to_confirm(follow, now)
    return follow


@transaction.atomic
def confirm_following(*, follow: Follow, now: datetime) -> Follow:
    """Believe an address whose owner has opened the link of their letter; other requests too."""
    follows_of(address=follow.address).filter(confirmed_at__isnull=True, pk=follow.pk).update(
        confirmed_at=now
    )
    follow.refresh_from_db()
    return follow


def change_frequency(*, follow: Follow, frequency: Frequency) -> Follow:
    """Let news of one subscription come more often or more seldom."""
    follow.frequency = frequency
    follow.save(update_fields=["frequency"])
    return follow


@transaction.atomic
def stop_following(*, follows: Sequence[Follow]) -> Stopped:
    """Forget subscriptions with their addresses."""
    labels = tuple(one.label for one in follows)
    address = follows[0].address if follows else ""
    Follow.objects.filter(pk__in=[one.pk for one in follows]).delete()
    return Stopped(address, labels)


def stopped_by(letter: Letter) -> list[Follow]:
    """Return the subscriptions that the refusal of a letter ends."""
    if letter.news is not None:
        return follows_behind(news=letter.news, address=letter.to_address)
    if letter.kind == FOLLOW_DIGEST:
        return list(follows_of(address=letter.to_address).exclude(frequency=Frequency.AT_ONCE))
    return []


@transaction.atomic
def stop_letters_like(*, letter: Letter, now: datetime) -> Stopped:
    """Stop what a letter came from: the subscription, or such letters of its sender.

    A second click changes nothing. Letters that have not left are stopped with it.
    """
    if letter.news_id is not None or letter.kind == FOLLOW_DIGEST:
        return stop_following(follows=stopped_by(letter))
    topic, address = topic_of(letter.kind), address_key(letter.to_address)
    # SQLite and PostgreSQL take rows without an owner for different ones, so look first.
    known = LetterStop.objects.filter(owner=letter.owner_id, address=address, topic=topic)
    if known.exists():
        return Stopped(address, ())
    LetterStop.objects.create(owner_id=letter.owner_id, address=address, topic=topic, at=now)
    Letter.objects.filter(
        owner=letter.owner_id,
        to_address__iexact=address,
        kind__startswith=f"{topic}.",
        state__in=(LetterState.HELD, LetterState.QUEUED),
        news__isnull=True,
    ).exclude(stop_token="").update(state=LetterState.STOPPED, error=REFUSED_BY_ADDRESSEE)
    return Stopped(address, (topic,))


def allow_letters_like(*, letter: Letter) -> None:
    """Take a refusal back: such letters may come again."""
    LetterStop.objects.filter(
        owner=letter.owner_id,
        address=address_key(letter.to_address),
        topic=topic_of(letter.kind),
    ).delete()


def forget_unconfirmed(*, now: datetime) -> int:
    """Delete requests that nobody has confirmed, with their addresses and letters."""
    old = Follow.objects.filter(confirmed_at__isnull=True, created_at__lt=now - UNCONFIRMED_FOR)
    addresses = set(old.values_list("address", flat=True))
    Letter.objects.filter(kind=CONFIRMATION, to_address__in=addresses).delete()
    return old.delete()[0]


def _known(
    follow: Follow, frequency: Frequency, user: User | None, now: datetime, *, is_own: bool
) -> Follow:
    """Return a subscription that is there already; only its own person may change it here."""
    if is_own:
        follow.frequency, follow.user = frequency, user
        follow.confirmed_at = follow.confirmed_at or now
        follow.save(update_fields=["frequency", "user", "confirmed_at"])
    elif follow.confirmed_at is None:
        _ask_to_confirm(follow, now)
    return follow


def _ensure_room(address: str, *, is_own: bool) -> None:
    waiting = Follow.objects.filter(confirmed_at__isnull=True)
    if not is_own and (
        waiting.filter(address=address).count() >= MAX_UNCONFIRMED_OF_ADDRESS
        or waiting.count() >= MAX_UNCONFIRMED
    ):
        message = "Сначала подтвердите подписки по ссылкам в письмах, которые уже отправлены."
        raise RuleViolation("follow.unconfirmed", message, "address")
    if Follow.objects.filter(address=address).count() >= MAX_FOLLOWS:
        message = f"Подписок уже {MAX_FOLLOWS}. Остановите ненужные или подпишитесь на весь план."
        raise RuleViolation("follow.many", message, "address")


def _ask_to_confirm(follow: Follow, now: datetime) -> None:
    subject, body = render_letter(
        kind=CONFIRMATION,
        owner=None,
        fields={
            "what": follow.label,
            "link": f"{settings.SITE_URL}follows/confirm/{follow.token}/",
        },
    )
    draft = LetterDraft(
        kind=CONFIRMATION,
        # The letter may have been lost: once a day it is written again.
        key=f"{CONFIRMATION}:{follow.pk}:{now:%Y-%m-%d}",
        to_address=follow.address,
        to_name="",
        subject=subject,
        body=body,
    )
    queue_letters(owner=None, letters=[draft], now=now)
