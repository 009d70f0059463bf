"""Atom feeds of changes: of a plan, a city, a series, an association, a body.

What the letters tell, without an address.
"""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_GET

from mezhgorod.notices.models import RowNews
from mezhgorod.notices.queries import news_of
from mezhgorod.notices.rules import FollowKind, letter_kind
from mezhgorod.planning.queries import plans_visible_to
from mezhgorod.planning.queries.events import series_visible_to
from mezhgorod.registry.models import Body, Municipality, Organization
from mezhgorod.registry.rules import NOBODY

_LONGEST = 100


@require_GET
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """What is new in one plan."""
    found = get_object_or_404(plans_visible_to(actor=NOBODY), slug=slug)
    return _feed(request, FollowKind.PLAN, found.pk, found.title, reverse("plan", args=(slug,)))


@require_GET
def city(request: HttpRequest, slug: str) -> HttpResponse:
    """What is new about one city in all plans."""
    found = get_object_or_404(Municipality, slug=slug)
    return _feed(request, FollowKind.CITY, found.pk, found.name, reverse("city", args=(slug,)))


@require_GET
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """What is new about one series."""
    found = get_object_or_404(series_visible_to(actor=NOBODY), slug=slug)
    return _feed(request, FollowKind.SERIES, found.pk, found.name, reverse("series", args=(slug,)))


@require_GET
def association(request: HttpRequest, slug: str) -> HttpResponse:
    """What is new in all plans of an association."""
    found = get_object_or_404(Organization, slug=slug)
    page = reverse("association", args=(slug,))
    return _feed(request, FollowKind.OWNER, found.pk, found.spoken_name, page)


@require_GET
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """What is new about the rows of one body or section."""
    found = get_object_or_404(Body, slug=slug)
    return _feed(request, FollowKind.BODY, found.pk, found.name, reverse("body", args=(slug,)))


def _feed(request: HttpRequest, kind: FollowKind, pk: int, title: str, page: str) -> HttpResponse:
    news = list(news_of(kind=kind, key=str(pk))[:_LONGEST])
    feed = Atom1Feed(
        title=f"Что изменилось: {title}",
        link=request.build_absolute_uri(page),
        description="",
        language="ru",
        feed_url=request.build_absolute_uri(request.path),
        feed_guid=f"urn:uuid:{uuid5(NAMESPACE_URL, page)}",
    )
    for one in news:
        told = letter_kind(one.kind)
        feed.add_item(
            title=f"{told.title if told else 'Изменение'}: {one.title}",
            link=request.build_absolute_uri(_page_of(one)),
            description=_words(one),
            unique_id=_stable_id(one),
            updateddate=one.told_at,
            pubdate=one.told_at,
        )
    if not news:
        # A feed must say when it was updated; an empty one has never been.
        feed.latest_post_date = _never  # type: ignore[method-assign]
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _stable_id(news: RowNews) -> str:
    """Return the same name for ever, also when the site moves to another address."""
    space = news.event_uid or uuid5(NAMESPACE_URL, news.plan.slug)
    return f"urn:uuid:{uuid5(space, f'news/{news.pk}')}"


def _never() -> datetime:
    return datetime.fromisoformat("2023-01-01T00:00:00+00:00")


def _page_of(news: RowNews) -> str:
    if news.event_uid and news.kind != "event.removed":
        return reverse("event", args=(news.event_uid,))
    return reverse("plan", args=(news.plan.slug,))


def _words(news: RowNews) -> str:
    reason = f"\nПричина: {news.reason}" if news.reason else ""
    return f"{news.plan.title}\n{news.words}{reason}"
