"""Who held a post on a day: asked by words, and for the cities of a page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mezhgorod.registry.models import Membership, Post
from mezhgorod.registry.queries.offices import heads_of_cities, holders_on, posts_named
from mezhgorod.registry.rules import SEE_CONTACTS, Actor, Subject, may
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.pages.who_is_who.frame import asked_day
from mezhgorod.website.pages.who_is_who.people import Holder, holder_of

_MAX_WORDS, _SHOWN = 100, 50


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post and who held it on the day asked about, None when nobody is known to."""

    post: Post
    holder: Holder | None


@require_safe
def who_held(request: HttpRequest) -> HttpResponse:
    """Posts found by words, each with its holder on a day."""
    words = " ".join(request.GET.get("q", "")[:_MAX_WORDS].replace("\0", "").split())
    day = asked_day(request)
    posts = posts_named(words=words, limit=_SHOWN + 1) if words else []
    context = {
        "words": words,
        "day": day,
        "is_today": day == timezone.localdate(),
        "found": held_posts(posts=posts[:_SHOWN], day=day, actor=actor_of_request(request)),
        "is_more": len(posts) > _SHOWN,
        "shown": _SHOWN,
    }
    return render(request, "website/who_is_who/who_held.html", context)


def heads_on(*, cities: Collection[int], day: date, actor: Actor) -> list[HeldPost]:
    """Return who headed cities on a day, as a reader sees it; four queries for any number."""
    return held_posts(posts=heads_of_cities(municipalities=cities), day=day, actor=actor)


def held_posts(*, posts: list[Post], day: date, actor: Actor) -> list[HeldPost]:
    """Return posts with their holders on a day, named only to those who may see people."""
    if not posts:
        return []
    tenures = holders_on(posts=posts, day=day)
    seen = _organizations_seen(actor, {one.organization_id for one in posts})
    return [
        HeldPost(
            post,
            holder_of(tenures[post.pk], sees_people=post.organization_id in seen, day=day)
            if post.pk in tenures
            else None,
        )
        for post in posts
    ]


def _organizations_seen(actor: Actor, organizations: set[int]) -> set[int]:
    """Return whose people the reader may see: of an association, and of its present members."""
    seen = {pk for pk in organizations if may(actor, SEE_CONTACTS, Subject(pk))}
    rest = organizations - seen
    if not rest or not actor.grants:
        return seen
    rows = Membership.objects.filter(member__in=rest, end_kind="")
    return seen | {
        member
        for member, owner in rows.values_list("member_id", "association_id")
        if may(actor, SEE_CONTACTS, Subject(owner))
    }
