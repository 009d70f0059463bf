"""What may be followed, in words; the subscriptions of an address; news of a thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from mezhgorod.notices.models import Follow, NewsTopic, RowNews
from mezhgorod.notices.rules import FollowKind, address_key, one_line
from mezhgorod.planning.models import EventSeries, Plan
from mezhgorod.planning.queries import events_visible_to, plans_visible_to
from mezhgorod.planning.queries.events import series_visible_to
from mezhgorod.planning.rules import PUBLIC_STATES
from mezhgorod.registry.models import Body, Municipality, Organization
from mezhgorod.registry.rules import NOBODY, number_of

_MAX_LABEL = 300


@dataclass(frozen=True, slots=True)
class FollowTarget:
    """A thing that may be followed: its key and its name."""

    kind: FollowKind
    key: str
    label: str


def follow_target(*, kind: str, key: str) -> FollowTarget | None:
    """Return a thing that everybody may read and so may follow, None for anything else."""
    if kind not in FollowKind.values:
        return None
    wanted = FollowKind(kind)
    label = _LABELS[wanted](key)
    if not label:
        return None
    return FollowTarget(wanted, key, one_line(label)[:_MAX_LABEL])


def follows_of(*, address: str = "", user_id: int | None = None) -> QuerySet[Follow]:
    """Return the subscriptions of an address, or of an account."""
    found = Q(pk__in=())
    if address:
        found |= Q(address=address_key(address))
    if user_id is not None:
        found |= Q(user=user_id)
    return Follow.objects.filter(found)


def news_of(*, kind: FollowKind, key: str) -> QuerySet[RowNews]:
    """Return what everybody may know is new about a thing, latest first."""
    under = NewsTopic.objects.filter(news=OuterRef("pk"), kind=kind, object_key=key)
    return (
        RowNews.objects.filter(
            Exists(under), is_public=True, told_at__isnull=False, plan__state__in=PUBLIC_STATES
        )
        .select_related("plan")
        .order_by("-told_at", "-pk")
    )


def follows_behind(*, news: RowNews, address: str) -> list[Follow]:
    """Return the subscriptions because of which an address was told a piece of news."""
    topics = set(news.under.values_list("kind", "object_key"))
    return _among(follows_of(address=address), topics)


def _among(follows: Iterable[Follow], topics: set[tuple[str, str]]) -> list[Follow]:
    return [one for one in follows if (one.kind, one.object_key) in topics]


def _plan(key: str) -> str:
    plan = plans_visible_to(actor=NOBODY).filter(pk=number_of(key)).first()
    return f"план «{plan.title}»" if isinstance(plan, Plan) else ""


def _owner(key: str) -> str:
    plans = plans_visible_to(actor=NOBODY).filter(owner=OuterRef("pk"))
    owner = Organization.objects.filter(Exists(plans), pk=number_of(key)).first()
    return f"все планы: {owner.short_name or owner.name}" if owner else ""


def _city(key: str) -> str:
    city = Municipality.objects.filter(pk=number_of(key)).first()
    return f"город {city.name}" if city else ""


def _body(key: str) -> str:
    body = Body.objects.filter(pk=number_of(key)).select_related("owner__territory").first()
    # Every association has a «Правление».
    return f"{body.name}: {body.owner.spoken_name}" if body else ""


def _series(key: str) -> str:
    series = series_visible_to(actor=NOBODY).filter(pk=number_of(key)).first()
    return f"серия «{series.name}»" if isinstance(series, EventSeries) else ""


def _event(key: str) -> str:
    try:
        uid = UUID(key)
    except ValueError:
        return ""
    event = events_visible_to(actor=NOBODY).filter(uid=uid).first()
    return event.full_title if event else ""


_LABELS: dict[FollowKind, Callable[[str], str]] = {
    FollowKind.PLAN: _plan,
    FollowKind.OWNER: _owner,
    FollowKind.CITY: _city,
    FollowKind.BODY: _body,
    FollowKind.SERIES: _series,
    FollowKind.EVENT: _event,
}
