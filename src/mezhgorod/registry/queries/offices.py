"""Reads of posts: who holds or held one, who sits in a body, whose term is about to end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q, QuerySet

from mezhgorod.registry.models import Agreement, Body, Membership, Organization, Post, Tenure
from mezhgorod.registry.queries.memberships import name_on, with_member
from mezhgorod.registry.rules import Bound, Holding, OrganizationKind, bound_words

_MAX_WORDS = 6


@dataclass(frozen=True, slots=True)
class Office:
    """A post with those who held it on a day, or ever."""

    post: Post
    tenures: tuple[Tenure, ...]


def tenures_of(posts: Iterable[Post] | QuerySet[Post]) -> QuerySet[Tenure]:
    """Return all terms of posts, the earliest first, ready to be shown."""
    rows = Tenure.objects.filter(post__in=posts)
    return rows.select_related(
        "post__body", "post__organization__territory", "person", "party__territory", "decision"
    )


def holder_on(*, post: Post, day: date) -> Tenure | None:
    """Return who held a post on a day: surely, or else perhaps, None when nobody is known to.

    Of several who perhaps did, the one who began last.
    """
    return holders_on(posts=[post], day=day).get(post.pk)


def holders_on(*, posts: Iterable[Post], day: date) -> dict[int, Tenure]:
    """Return who held each of some posts on a day, by post; posts without anybody are left out.

    One query for any number of posts. What `holder_on` says of one post holds for each.
    """
    held: dict[int, list[Tenure]] = defaultdict(list)
    for row in tenures_of(posts):
        if row.holding_on(day).is_possible:
            held[row.post_id].append(row)
    return {
        pk: max(
            rows,
            key=lambda row: (
                row.holding_on(day) is Holding.YES,
                row.since_latest or date.min,
                row.pk,
            ),
        )
        for pk, rows in held.items()
    }


def heads_of_cities(*, municipalities: Iterable[int]) -> list[Post]:
    """Return the posts that head cities: those of the organization that acts for a city."""
    posts = Post.objects.filter(
        is_head=True,
        body__isnull=True,
        organization__kind=OrganizationKind.MUNICIPALITY,
        organization__territory__in=list(municipalities),
    )
    return list(posts.select_related("organization__territory"))


def posts_named(*, words: str, limit: int) -> list[Post]:
    """Return the posts whose title, body, organization or city holds all words, by place."""
    wanted = words.casefold().replace("ё", "е").split()[:_MAX_WORDS]
    names = Post.objects.order_by("organization__name", "body__name", "-is_head", "title")
    found = [
        pk
        for pk, *texts in names.values_list(
            "pk",
            "title",
            "body__name",
            "organization__name",
            "organization__short_name",
            "organization__territory__name",
        )
        if all(word in _folded(texts) for word in wanted)
    ]
    posts = Post.objects.select_related("organization__territory", "body").in_bulk(found[:limit])
    return [posts[pk] for pk in found[:limit] if pk in posts]


def _folded(texts: Iterable[str | None]) -> str:
    return " ".join(text for text in texts if text).casefold().replace("ё", "е")


def composition_on(*, body: Body, day: date) -> list[Office]:
    """Return the posts of a body with their holders on a day, its head first."""
    return _offices(Post.objects.filter(body=body), day)


def offices_of(*, organization: Organization, day: date | None = None) -> list[Office]:
    """Return the posts of an organization outside its bodies, with holders on a day or ever."""
    return _offices(Post.objects.filter(organization=organization, body__isnull=True), day)


def compositions_of(*, owner: Organization, day: date) -> dict[int, list[Office]]:
    """Return the posts of all bodies of an association with their holders, by body; two queries."""
    by_body: dict[int, list[Office]] = defaultdict(list)
    for office in _offices(Post.objects.filter(organization=owner, body__isnull=False), day):
        by_body[office.post.body_id or 0].append(office)
    return dict(by_body)


def past_tenures(*, body: Body, day: date) -> list[Tenure]:
    """Return the terms in a body that are over on a day, the latest first."""
    rows = [
        row
        for row in tenures_of(Post.objects.filter(body=body))
        if row.until_latest and row.until_latest < day
    ]
    return sorted(rows, key=lambda row: (row.until_latest or date.min, row.pk), reverse=True)


def _offices(posts: QuerySet[Post], day: date | None) -> list[Office]:
    found = list(posts.select_related("body", "organization"))
    held: dict[int, list[Tenure]] = defaultdict(list)
    for row in tenures_of(found):
        if day is None or row.holding_on(day).is_possible:
            held[row.post_id].append(row)
    return [Office(post, tuple(held[post.pk])) for post in found]


class EndingKind(StrEnum):
    """What is about to end."""

    TENURE = "tenure"
    MEMBERSHIP = "membership"
    AGREEMENT = "agreement"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class EndingTerm:
    """Something of an association that ends soon, or may have ended already.

    Attributes:
        object_id: of the term, membership, agreement or body.
        what: what ends, without the name of any person: «Председатель ревизионной комиссии».
        until: with the official wording; `words` is ready for a letter.
        person_id: whose term it is, for those who may see people.
        is_past: whether the first possible day has come, so that it may be over.
    """

    kind: EndingKind
    object_id: int
    what: str
    until: Bound
    is_past: bool
    person_id: int | None = None
    party_id: int | None = None

    @property
    def words(self) -> str:
        """What ends and when, in one line for a list or a letter."""
        return f"{self.what}: {bound_words(self.until)}"


def ending_terms(*, owner: Organization, today: date, within_days: int = 90) -> list[EndingTerm]:
    """Return what of an association ends within some days, the earliest first; seven queries.

    A fuzzy end counts from the first day it may mean: «в 2025 году» from 1 January 2025, or from so
    many days before it. What is surely over is left out.
    """
    horizon = today + timedelta(days=within_days)
    soon = Q(until_earliest__lte=horizon, until_latest__gte=today)
    found = [
        *_ending_tenures(owner, soon, today),
        *_ending_memberships(owner, soon, today),
        *_ending_agreements(owner, soon, today),
        *_ending_bodies(owner, today, horizon),
    ]
    return sorted(found, key=lambda one: (one.until.latest or date.max, one.what, one.object_id))


def _ending_tenures(owner: Organization, soon: Q, today: date) -> list[EndingTerm]:
    members = Membership.objects.filter(association=owner, end_kind="").values("member")
    theirs = Q(post__organization=owner) | Q(post__organization__in=members)
    rows = Tenure.objects.filter(soon, theirs).select_related(
        "post__body", "post__organization__territory", "party__territory"
    )
    return [
        EndingTerm(
            EndingKind.TENURE,
            row.pk,
            _post_words(row, owner),
            row.until,
            is_past=_is_past(row.until, today),
            person_id=row.person_id,
            party_id=row.party_id,
        )
        for row in rows
    ]


def _post_words(row: Tenure, owner: Organization) -> str:
    post = row.post
    if post.body is not None:
        where = post.body.name
    else:
        where = "" if post.organization_id == owner.pk else post.organization.spoken_name
    return f"{where}, {post.title}" if where else post.title


def _ending_memberships(owner: Organization, soon: Q, today: date) -> list[EndingTerm]:
    rows = with_member(Membership.objects.filter(soon, association=owner))
    return [
        EndingTerm(
            EndingKind.MEMBERSHIP,
            row.pk,
            f"Членство: {name_on(organization=row.member, day=today)}",
            row.until,
            is_past=_is_past(row.until, today),
            party_id=row.member_id,
        )
        for row in rows
        if not row.end_kind or (row.until_latest and row.until_latest > today)
    ]


def _ending_agreements(owner: Organization, soon: Q, today: date) -> list[EndingTerm]:
    rows = Agreement.objects.filter(soon, owner=owner)
    return [
        EndingTerm(
            EndingKind.AGREEMENT,
            row.pk,
            f"Соглашение{f' № {row.number}' if row.number else ''}: {row.title}",
            row.until,
            is_past=_is_past(row.until, today),
        )
        for row in rows
    ]


def _ending_bodies(owner: Organization, today: date, horizon: date) -> list[EndingTerm]:
    rows = Body.objects.filter(owner=owner, until_on__gte=today, until_on__lte=horizon)
    return [
        EndingTerm(
            EndingKind.BODY,
            row.pk,
            row.name,
            Bound(f"{row.until_on:%d.%m.%Y}", row.until_on, row.until_on),
            is_past=False,
        )
        for row in rows
    ]


def _is_past(until: Bound, today: date) -> bool:
    return bool(until.earliest and until.earliest < today)
