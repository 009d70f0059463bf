"""People of an association: accounts with roles, persons with data, links, the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.timezone import localtime

from mezhgorod.registry.models import (
    AuditEntry,
    Contact,
    Membership,
    Organization,
    Person,
    PersonalLink,
    RoleGrant,
    Tenure,
    User,
)
from mezhgorod.registry.rules import Actor, Right, owners_of


def owners_within(*, actor: Actor, right: Right) -> QuerySet[Organization]:
    """Return the associations and regions in which somebody has a right on everything.

    For an administrator these are all that have plans, roles, bodies or members.
    """
    if not actor.is_administrator:
        return Organization.objects.filter(pk__in=owners_of(actor, right))
    has_affairs = (
        Q(plans__isnull=False) | Q(role_grants__isnull=False) | Q(bodies__isnull=False)
        | Q(contacts_kept__isnull=False)
    )  # fmt: skip
    return Organization.objects.filter(has_affairs).distinct()


def people_counts(*, user_id: int | None) -> dict[int, tuple[int, int]]:
    """Return by association how many roles somebody has there, and how many everybody has."""
    rows = RoleGrant.objects.order_by().values_list("owner_id")
    found = rows.annotate(own=Count("pk", filter=Q(user=user_id)), all=Count("pk"))
    return {owner_id: (own, everybody) for owner_id, own, everybody in found}


def accounts_of(*, owner: Organization) -> QuerySet[User]:
    """Return the accounts with roles in an association, each with `roles_here` and its person."""
    grants = RoleGrant.objects.filter(owner=owner).select_related("body", "party__territory")
    here = RoleGrant.objects.filter(owner=owner).values("user")
    return (
        User.objects.filter(pk__in=here)
        .select_related("person")
        .prefetch_related(Prefetch("role_grants", queryset=grants, to_attr="roles_here"))
        .order_by("person__full_name", "username")
    )


def persons_of(*, owner: Organization) -> QuerySet[Person]:
    """Return the persons an association keeps data of."""
    return Person.objects.filter(
        Q(pk__in=Contact.objects.filter(owner=owner).values("person"))
        | Q(user__in=RoleGrant.objects.filter(owner=owner).values("user"))
        | Q(pk__in=Membership.objects.filter(association=owner).values("representative"))
        | Q(pk__in=Tenure.objects.filter(_post_of(owner)).values("person"))
    )


def owners_of_person(person: Person) -> set[int]:
    """Return the associations that know a person; an administrator's account belongs to no one."""
    owners = set(Contact.objects.filter(person=person).values_list("owner_id", flat=True))
    owners |= set(RoleGrant.objects.filter(user__person=person).values_list("owner_id", flat=True))
    members = Membership.objects.filter(representative=person)
    owners |= set(members.values_list("association_id", flat=True))
    posts = Tenure.objects.filter(person=person).values_list(
        "post__body__owner_id", "post__organization_id"
    )
    owners |= {body_owner or organization for body_owner, organization in posts}
    if person.user is not None and (person.user.is_staff or person.user.is_superuser):
        owners.add(0)
    return {one for one in owners if one is not None}


def links_of(*, owner: Organization) -> QuerySet[PersonalLink]:
    """Return the personal links given in an association, newest first."""
    return PersonalLink.objects.filter(owner=owner).select_related("party__territory", "created_by")


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """Which entries of the journal are asked for; empty values ask for all."""

    kind: str = ""
    user_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


def journal_of(*, owner: Organization, wanted: JournalFilter) -> QuerySet[AuditEntry]:
    """Return the journal of an association, newest first; `until` itself is not part of it."""
    entries = AuditEntry.objects.filter(owner=owner).select_related("by__person", "link")
    if wanted.kind:
        entries = entries.filter(object_kind=wanted.kind)
    if wanted.user_id is not None:
        entries = entries.filter(by=wanted.user_id)
    if wanted.since is not None:
        entries = entries.filter(at__gte=wanted.since)
    if wanted.until is not None:
        entries = entries.filter(at__lt=wanted.until)
    return entries.defer("before", "after").order_by("-id")


def person_data(*, person: Person, owner: Organization) -> dict[str, Any]:
    """Return all that is kept of a person in an association, as JSON values.

    Keys are Russian words: the person reads them.
    """
    user = person.user
    contacts = Contact.objects.filter(person=person, owner=owner).select_related("organization")
    return {
        "имя": person.full_name,
        "адрес электронной почты": person.email,
        "телефон": person.phone,
        "показывается всем": person.is_public,
        "зачем хранится": person.purpose,
        "основание": person.consent_basis,
        "согласие получено": _day(person.consent_on),
        "учётная запись": _account(user) if user else None,
        "роли": [_role(one) for one in _roles(user, owner)] if user else [],
        "адреса для писем": [
            {"организация": one.organization.name, "адрес": one.email, "о чём": one.topic}
            for one in contacts
        ],
        "должности": [
            {"должность": one.post.title, "где": str(one.post.body or one.post.organization)}
            for one in _tenures(person, owner)
        ],
        "что сделано, по журналу": [
            {"когда": _moment(at), "что": summary} for at, summary in _done(user, owner)
        ]
        if user
        else [],
    }


def _done(user: User, owner: Organization) -> QuerySet[AuditEntry, tuple[datetime, str]]:
    entries = AuditEntry.objects.filter(by=user, owner=owner).order_by("id")
    return entries.values_list("at", "summary")


def _account(user: User) -> dict[str, Any]:
    return {
        "имя для входа": user.username,
        "адрес": user.email,
        "заведена": _moment(user.date_joined),
        "последний вход": _moment(user.last_login) if user.last_login else None,
    }


def _role(grant: RoleGrant) -> dict[str, Any]:
    return {
        "роль": grant.get_role_display(),
        "орган": grant.body.name if grant.body else None,
        "от имени": grant.party.name if grant.party else None,
        "с": _day(grant.since_on),
        "по": _day(grant.until_on),
    }


def _roles(user: User, owner: Organization) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(user=user, owner=owner).select_related("body", "party")


def _tenures(person: Person, owner: Organization) -> QuerySet[Tenure]:
    tenures = Tenure.objects.filter(_post_of(owner), person=person)
    return tenures.select_related("post__body", "post__organization")


def _post_of(owner: Organization) -> Q:
    """Ask whether a post is one of an association: of its bodies, or of its own."""
    return Q(post__body__owner=owner) | Q(post__organization=owner)


def _moment(at: datetime) -> str:
    return f"{localtime(at):%d.%m.%Y %H:%M}"


def _day(day: date | None) -> str | None:
    return f"{day:%d.%m.%Y}" if day else None
