"""News of rows are told: to those who follow, and to those who do the event. Each piece once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from mezhgorod.notices.actions.clocks import locked_clock
from mezhgorod.notices.actions.gathering import CLOCK, gather_changes, row_key
from mezhgorod.notices.actions.outbox import LetterDraft, queue_letters
from mezhgorod.notices.models import NewsTopic, RowNews
from mezhgorod.notices.queries.readers import (
    Addressee,
    Surroundings,
    Topic,
    doers_of,
    followers_of,
    surroundings_of,
)
from mezhgorod.notices.queries.templates import fill_letter, used_text
from mezhgorod.notices.rules import LONGEST_SILENCE, QUIET_PERIOD, address_key
from mezhgorod.notices.rules.news import (
    is_same_for_readers,
    kind_of_news,
    title_of_news,
    words_of_news,
)
from mezhgorod.planning.models import PlanChange
from mezhgorod.planning.rules import FROZEN_STATES, PUBLIC_STATES

_AT_A_TIME = 100

Row = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class _Chain:
    """The row now, the changes that count, and who made them."""

    after: Row
    kinds: tuple[str, ...]
    reason: str
    authors: frozenset[str]


def tell_changes(*, now: datetime) -> int:
    """Take up changes of rows and tell those that have been quiet for a while.

    Letters are written in the transaction that marks their news as told.

    Returns:
        How many letters were written.
    """
    gather_changes(now=now)
    return _tell_ripe(now)


@transaction.atomic
def _tell_ripe(now: datetime) -> int:
    locked_clock(CLOCK)
    is_ripe = Q(last_at__lte=now - QUIET_PERIOD) | Q(first_at__lte=now - LONGEST_SILENCE)
    news = list(
        RowNews.objects.filter(is_ripe, told_at__isnull=True)
        .select_related("plan__owner")
        .order_by("pk")[:_AT_A_TIME]
    )
    if not news:
        return 0
    chains = _chains(news)
    for one in news:
        _describe(one, chains[one.pk], now)
    told = [one for one in news if one.words or one.kind]
    rows = [row for one in told for row in (one.base, chains[one.pk].after)]
    found = surroundings_of(told, rows)
    topics = {one.pk: found.topics(one, (one.base, chains[one.pk].after)) for one in told}
    _store(news, told, topics)
    return _write_letters(told, topics, found, chains, now)


def _chains(news: Sequence[RowNews]) -> dict[int, _Chain]:
    """Return what became of every row, in one query."""
    first = min(one.first_change_id for one in news)
    plans = {one.plan_id for one in news}
    changes: dict[tuple[int, str], list[PlanChange]] = {}
    for change in (
        PlanChange.objects.filter(plan__in=plans, pk__gte=first).select_related("by").order_by("pk")
    ):
        changes.setdefault((change.plan_id, row_key(change)), []).append(change)
    return {one.pk: _chain(one, changes.get((one.plan_id, one.row_key), ())) for one in news}


def _chain(news: RowNews, changes: Iterable[PlanChange]) -> _Chain:
    ours = [one for one in changes if news.first_change_id <= one.pk <= news.last_change_id]
    valid = [one for one in ours if one.undone_at is None]
    if not valid:
        return _Chain(ours[0].before if ours else news.base, (), "", frozenset())
    authors = frozenset(address_key(one.by.email) for one in valid if one.by and one.by.email)
    kinds = tuple(one.kind for one in valid)
    return _Chain(valid[-1].after, kinds, valid[-1].reason, authors)


def _describe(news: RowNews, chain: _Chain, now: datetime) -> None:
    """Fill a piece of news; it stays without words where there is nothing to tell or nobody."""
    news.told_at = now
    news.told = dict(chain.after) if chain.after is not None else None
    state = news.plan.state
    is_told = state in FROZEN_STATES or state in PUBLIC_STATES
    if not is_told or is_same_for_readers(news.base, chain.after):
        return
    news.is_public = state in PUBLIC_STATES
    news.kind = kind_of_news(news.base, chain.after, chain.kinds)
    news.title = title_of_news(news.base, chain.after)
    news.words = words_of_news(news.base, chain.after)
    news.reason = chain.reason


def _store(
    news: Sequence[RowNews], told: Sequence[RowNews], topics: Mapping[int, set[Topic]]
) -> None:
    fields = ["told_at", "told", "is_public", "kind", "title", "words", "reason"]
    RowNews.objects.bulk_update(news, fields, batch_size=100)
    NewsTopic.objects.bulk_create(
        [
            NewsTopic(news=one, kind=kind, object_key=key)
            for one in told
            if one.is_public
            for kind, key in sorted(topics[one.pk])
        ],
        batch_size=500,
    )


def _write_letters(
    told: Sequence[RowNews],
    topics: Mapping[int, set[Topic]],
    found: Surroundings,
    chains: Mapping[int, _Chain],
    now: datetime,
) -> int:
    public = [one for one in told if one.is_public]
    followers = followers_of({topic for one in public for topic in topics[one.pk]})
    doers = doers_of(told, found)
    count = 0
    for one in told:
        authors = chains[one.pk].authors
        following = sorted(
            {
                address_key(follow.address)
                for topic in topics[one.pk]
                for follow in (followers[topic] if one.is_public and topic in followers else ())
            }
            - authors
        )
        told_already = authors.union(following)
        doing = {who.address: who for who in doers[one.pk] if who.address not in told_already}
        readers = [Addressee(address, "") for address in following]
        count += _queue(one, readers, now, is_following=True)
        count += _queue(one, list(doing.values()), now, is_following=False)
    return count


def _queue(
    news: RowNews, readers: Sequence[Addressee], now: datetime, *, is_following: bool
) -> int:
    """Write a piece of news to its readers; several organizations at once wait for a look."""
    if not readers:
        return 0
    owner = news.plan.owner
    subject, body = fill_letter(
        used_text(kind=news.kind, owner=owner), owner=owner, fields=_fields(news)
    )
    role = "follow" if is_following else "doer"
    letters = [
        LetterDraft(
            kind=news.kind,
            key=f"news:{news.pk}:{role}:{digest_of(reader.address)}",
            to_address=reader.address,
            to_name=reader.name,
            subject=subject,
            body=body,
            news_id=news.pk if is_following else None,
        )
        for reader in readers
    ]
    is_held = not is_following and len(letters) > 1
    return queue_letters(owner=owner, letters=letters, now=now, is_held=is_held)


def _fields(news: RowNews) -> dict[str, str]:
    plan = news.plan
    link = f"{settings.SITE_URL}plans/{plan.slug}/"
    if news.event_uid and news.kind != "event.removed":
        link = f"{settings.SITE_URL}events/{news.event_uid}/"
    return {
        "event": news.title,
        "plan": plan.title,
        "changes": news.words,
        "reason": f"Причина: {news.reason}" if news.reason else "",
        "link": link,
    }


def digest_of(address: str) -> str:
    """Return a short sign of an address for keys of letters."""
    return hashlib.sha256(address_key(address).encode()).hexdigest()[:24]
