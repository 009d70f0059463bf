"""Reads of associations as a whole, of one member, and of what happened to their records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet

from mezhgorod.registry.models import (
    AuditEntry,
    Body,
    Contact,
    Decision,
    Membership,
    Organization,
    Tenure,
)
from mezhgorod.registry.queries.memberships import with_member


@dataclass(frozen=True, slots=True)
class Association:
    """An organization that has members or plans, with the counts a list shows."""

    organization: Organization
    member_count: int
    body_count: int


def associations(*, day: date, also: Iterable[int] = ()) -> list[Association]:
    """Return every organization that has members or bodies, by name; one query.

    Args:
        also: further organizations by their key, for example those that have plans.
    """
    current = Q(members__end_kind="") | Q(members__until_latest__gte=day)
    started = Q(members__since_earliest__isnull=True) | Q(members__since_earliest__lte=day)
    rows = (
        Organization.objects.filter(
            Exists(Membership.objects.filter(association=OuterRef("pk")))
            | Exists(Body.objects.filter(owner=OuterRef("pk")))
            | Q(pk__in=list(also))
        )
        .annotate(
            member_count=Count("members", filter=current & started, distinct=True),
            body_count=Count("bodies", distinct=True),
        )
        .order_by("name")
    )
    return [Association(row, row.member_count, row.body_count) for row in rows]


def membership_history(*, association: Organization) -> list[Membership]:
    """Return the memberships of an association that have ended, the latest first."""
    rows = Membership.objects.filter(association=association).exclude(end_kind="")
    return list(with_member(rows).order_by(F("until_latest").desc(nulls_last=True), "pk"))


def memberships_of_party(*, party: Organization) -> list[Membership]:
    """Return where an organization is or was a member, the latest first."""
    rows = Membership.objects.filter(member=party).select_related(
        "association", "successor__member__territory", "representative"
    )
    rows = rows.prefetch_related("places__municipality")
    return list(rows.order_by("end_kind", F("since_latest").desc(nulls_last=True), "pk"))


def seats_of_party(*, party: Organization) -> QuerySet[Tenure]:
    """Return the posts in associations that an organization or somebody from it holds or held."""
    rows = Tenure.objects.filter(party=party).exclude(post__organization=party)
    return rows.select_related("post__body", "post__organization", "person", "party__territory")


def decisions_of(*, body: Body) -> QuerySet[Decision]:
    """Return what a body has decided, the latest first."""
    return Decision.objects.filter(body=body).prefetch_related("tenures__post")


def contacts_of(*, party: Organization, owner: Organization) -> QuerySet[Contact]:
    """Return where letters of an association to a party go: its own addresses and the shared."""
    rows = Contact.objects.filter(known_to(owner.pk), organization=party)
    return rows.select_related("person")


def contacts_of_many(
    *, parties: Iterable[int], owners: Iterable[int]
) -> dict[tuple[int, int], list[Contact]]:
    """Return what `contacts_of` does for many parties by (owner, party), in one query.

    The addresses an owner keeps itself come before the shared ones.
    """
    wanted = set(owners)
    found: dict[tuple[int, int], list[Contact]] = {}
    rows = Contact.objects.filter(
        Q(owner__in=wanted) | Q(owner__isnull=True), organization__in=set(parties)
    ).select_related("person", "organization__territory")
    for one in rows.order_by(F("owner").asc(nulls_last=True), "pk"):
        for owner in wanted if one.owner_id is None else (one.owner_id,):
            found.setdefault((owner, one.organization_id), []).append(one)
    return found


def known_to(owner_id: int) -> Q:
    """Return the condition of addresses an association may write to: its own and nobody's."""
    return Q(owner=owner_id) | Q(owner__isnull=True)


def history_of(*, records: Iterable[Model], limit: int = 50) -> list[AuditEntry]:
    """Return the journal of some records, the latest first, in one query."""
    wanted = Q(pk__in=())
    for record in records:
        wanted |= Q(object_kind=record._meta.label_lower, object_id=str(record.pk))
    return list(AuditEntry.objects.filter(wanted).select_related("by").order_by("-id")[:limit])


def directory_history(*, owner: Organization, limit: int = 200) -> list[AuditEntry]:
    """Return what happened to the members, bodies, agreements and publications of an owner."""
    rooms = Q()
    for start in _ROOMS:
        rooms |= Q(action__startswith=start)
    rows = AuditEntry.objects.filter(rooms, owner=owner).select_related("by")
    return list(rows.order_by("-id")[:limit])


_ROOMS = (
    "membership.",
    "body.",
    "decision.",
    "post.",
    "tenure.",
    "agreement.",
    "counterpart.",
    "periodical.",
    "party.",
    "contact.",
    "directory.",
)
