"""Once a day: digests of roles and of subscriptions; what was missed is caught up with once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from mezhgorod.notices.actions.clocks import begin_day
from mezhgorod.notices.actions.ending import write_ending_terms
from mezhgorod.notices.actions.following import FOLLOW_DIGEST, forget_unconfirmed
from mezhgorod.notices.actions.outbox import LetterDraft, queue_letters
from mezhgorod.notices.actions.telling import digest_of
from mezhgorod.notices.models import Clock, Follow, Letter, NewsTopic, RowNews
from mezhgorod.notices.queries.digests import (
    DigestReader,
    DigestSection,
    digest_sections,
    digest_text,
    grants_with_digest,
)
from mezhgorod.notices.queries.templates import render_letter
from mezhgorod.notices.rules import Frequency
from mezhgorod.planning.rules import PUBLIC_STATES
from mezhgorod.registry.models import Organization, RoleGrant, User
from mezhgorod.registry.rules import Role
from planbook.language import plural

ROLE_DIGEST = "digest.role"
_MORNING = time(8)
_REPEATED_AFTER = timedelta(days=6)
_PERIODS = {Frequency.DAILY: timedelta(days=1), Frequency.WEEKLY: timedelta(days=7)}
_MAX_NEWS = 200

DailyWork = Callable[[datetime], int]
_WORKS: dict[str, DailyWork] = {}


def add_daily_work(name: str, work: DailyWork) -> None:
    """Let a room do something every morning: `work(now)` writes letters, returns how many.

    It runs in a transaction with the mark of the day, so it must not commit by itself.
    """
    _WORKS[name] = work


def do_daily_work(*, now: datetime) -> int:
    """Do what is due this morning and not done today; call it as often as you like.

    Returns:
        How many letters were written.
    """
    local = now.astimezone(ZoneInfo(settings.TIME_ZONE))
    if local.time() < _MORNING:
        return 0
    today, works = local.date(), _works(local.date())
    return sum(_once(name, work, today, now) for name, work in works.items())


def write_role_digests(now: datetime, today: date) -> int:
    """Write to everybody in a role what waits for them; nothing waits, nothing is written.

    What was written this week in the same words is not repeated.
    """
    known = set(
        Letter.objects.filter(kind=ROLE_DIGEST, created_at__gt=now - _REPEATED_AFTER).values_list(
            "to_address", "body"
        )
    )
    count = 0
    for (owner, user), grants in _grants_by_person(today).items():
        sections = _sections(owner, grants, today)
        if not sections:
            continue
        subject, body = render_letter(
            kind=ROLE_DIGEST,
            owner=owner,
            fields={"date": f"{today:%d.%m.%Y}", "sections": digest_text(sections)},
        )
        if (user.email, body) in known:
            continue
        draft = LetterDraft(
            kind=ROLE_DIGEST,
            key=f"{ROLE_DIGEST}:{owner.pk}:{user.pk}:{today}",
            to_address=user.email,
            to_name=user.get_full_name() or user.get_username(),
            subject=subject,
            body=body,
        )
        count += queue_letters(owner=owner, letters=[draft], now=now)
    return count


def write_follow_digests(frequency: Frequency, since: datetime, now: datetime) -> int:
    """Write to those who follow once a day or a week what is new since the last time."""
    follows = list(
        Follow.objects.filter(frequency=frequency, confirmed_at__isnull=False).order_by("pk")
    )
    news = list(
        RowNews.objects.filter(
            told_at__gt=since,
            told_at__lte=now,
            is_public=True,
            plan__state__in=PUBLIC_STATES,
        )
        .select_related("plan")
        .order_by("plan", "pk")
    )
    if not follows or not news:
        return 0
    under: dict[tuple[str, str], set[int]] = defaultdict(set)
    topics = NewsTopic.objects.filter(news__in=[one.pk for one in news])
    for kind, key, news_id in topics.values_list("kind", "object_key", "news"):
        under[kind, key].add(news_id)
    by_address: dict[str, list[Follow]] = defaultdict(list)
    for follow in follows:
        by_address[follow.address].append(follow)
    letters = []
    for theirs in by_address.values():
        wanted = set().union(
            *(_since_confirmed(one, under[one.kind, one.object_key], news) for one in theirs)
        )
        told = [one for one in news if one.pk in wanted]
        if told:
            letters.append(_follow_digest(theirs[0], frequency, told, since, now))
    return queue_letters(owner=None, letters=letters, now=now)


def _works(today: date) -> dict[str, Callable[[Clock, datetime], int]]:
    """Return the works of a day by their clocks."""
    works: dict[str, Callable[[Clock, datetime], int]] = {
        "digest.role": lambda _, now: write_role_digests(now, today),
        "digest.daily": lambda clock, now: _follow_work(Frequency.DAILY, clock, now),
        "terms": lambda _, now: write_ending_terms(now),
        "forget": lambda _, now: forget_unconfirmed(now=now) and 0,
    }
    works |= {name: _given(work) for name, work in _WORKS.items()}
    return works


def _given(work: DailyWork) -> Callable[[Clock, datetime], int]:
    return lambda _, now: work(now)


def write_weekly_digests(*, now: datetime) -> int:
    """Write the digests of a week on its Monday morning, or on the first morning after it."""
    local = now.astimezone(ZoneInfo(settings.TIME_ZONE))
    monday = local.date() - timedelta(days=local.weekday())
    if local.date() == monday and local.time() < _MORNING:
        return 0
    return _once(
        "digest.weekly",
        lambda clock, at: _follow_work(Frequency.WEEKLY, clock, at),
        monday,
        now,
    )


@transaction.atomic
def _once(name: str, work: Callable[[Clock, datetime], int], today: date, now: datetime) -> int:
    """Do a work and mark its day, both or neither."""
    clock = begin_day(name, today)
    if clock is None:
        return 0
    count = work(clock, now)
    clock.last_on, clock.last_at = today, now
    clock.save(update_fields=["last_on", "last_at"])
    return count


def _follow_work(frequency: Frequency, clock: Clock, now: datetime) -> int:
    return write_follow_digests(frequency, clock.last_at or now - _PERIODS[frequency], now)


def _grants_by_person(today: date) -> dict[tuple[Organization, User], list[RoleGrant]]:
    found: dict[tuple[Organization, User], list[RoleGrant]] = defaultdict(list)
    for grant in grants_with_digest(today=today):
        found[grant.owner, grant.user].append(grant)
    return found


def _sections(owner: Organization, grants: Sequence[RoleGrant], today: date) -> list[DigestSection]:
    """Return what waits for one person, each section once however many roles they have."""
    readers = dict.fromkeys(
        DigestReader(owner, Role(one.role), one.body_id, one.party_id, today) for one in grants
    )
    return list(dict.fromkeys(one for reader in readers for one in digest_sections(reader)))


def _since_confirmed(follow: Follow, ids: set[int], news: Sequence[RowNews]) -> set[int]:
    """Return the news of a subscription that are newer than itself."""
    began = follow.confirmed_at
    return {
        one.pk
        for one in news
        if one.pk in ids and began is not None and one.told_at is not None and one.told_at > began
    }


def _follow_digest(
    follow: Follow, frequency: Frequency, news: Sequence[RowNews], since: datetime, now: datetime
) -> LetterDraft:
    zone = ZoneInfo(settings.TIME_ZONE)
    first, last = since.astimezone(zone).date(), now.astimezone(zone).date()
    parts = [
        f"{one.title}\n{one.plan.title}\n{one.words}\n{_address_of(one)}"
        for one in news[:_MAX_NEWS]
    ]
    rest = len(news) - _MAX_NEWS
    if rest > 0:
        parts.append(f"И ещё {rest} {plural(rest, 'изменение', 'изменения', 'изменений')}.")
    subject, body = render_letter(
        kind=FOLLOW_DIGEST,
        owner=None,
        fields={
            "period": f"{first:%d.%m.%Y} – {last:%d.%m.%Y}",
            "sections": "\n\n".join(parts),
            "link": f"{settings.SITE_URL}follows/of/{follow.token}/",
        },
    )
    return LetterDraft(
        kind=FOLLOW_DIGEST,
        key=f"{FOLLOW_DIGEST}:{frequency.value}:{last}:{digest_of(follow.address)}",
        to_address=follow.address,
        to_name="",
        subject=subject,
        body=body,
    )


def _address_of(news: RowNews) -> str:
    if news.event_uid and news.kind != "event.removed":
        return f"{settings.SITE_URL}events/{news.event_uid}/"
    return f"{settings.SITE_URL}plans/{news.plan.slug}/"
