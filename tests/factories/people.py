"""Owners of plans, parties, bodies and people with one role each."""

from datetime import date

from tests.factories.cast import PASSWORD

from mezhgorod.registry.models import Body, Municipality, Organization, RoleGrant, User
from mezhgorod.registry.queries.actors import actor_of
from mezhgorod.registry.rules import Actor, BodyKind, Grant, OrganizationKind, Role, slug_text


def make_owner(name: str = "Союз городов Центра и Северо-Запада России") -> Organization:
    """An association or a region that has plans."""
    return _organization(name, OrganizationKind.UNION)


def make_party(name: str, *, city: str = "") -> Organization:
    """Whoever proposes and answers: a department, or the city that `city` names."""
    kind = OrganizationKind.MUNICIPALITY if city else OrganizationKind.EXECUTIVE
    made = _organization(name, kind)
    if city and made.territory is None:
        made.territory, _ = Municipality.objects.get_or_create(
            name=city, defaults={"slug": slug_text(city)}
        )
        made.save(update_fields=["territory"])
    return made


def make_body(
    owner: Organization, name: str = "Секция «Туризм»", kind: BodyKind = BodyKind.COMMITTEE
) -> Body:
    slug = slug_text(f"{owner.slug} {name}")[:120]
    return Body.objects.get_or_create(
        owner=owner, name=name, defaults={"kind": kind, "slug": slug}
    )[0]


def make_user(
    username: str,
    role: Role | None = None,
    *,
    owner: Organization | None = None,
    body: Body | None = None,
    party: Organization | None = None,
    since: date | None = None,
    until: date | None = None,
) -> User:
    """A person with an account, and a role in an owner when both are given."""
    user = User.objects.filter(username=username).first()
    if user is None:
        user = User.objects.create_user(username, password=PASSWORD)
    if role is not None and owner is not None:
        RoleGrant.objects.create(
            user=user, role=role, owner=owner, body=body, party=party,
            since_on=since, until_on=until,
        )  # fmt: skip
    return user


def acting(user: User, today: date = date(2026, 6, 1)) -> Actor:
    """Somebody with an account, with the roles of a day."""
    return actor_of(user=user, today=today)


def actor_with(
    role: Role,
    owner: Organization,
    *,
    body: Body | None = None,
    party: Organization | None = None,
    user: User | None = None,
) -> Actor:
    """Somebody with one role, without an account unless one is given."""
    grant = Grant(role, owner.pk, body.pk if body else None, party.pk if party else None)
    return Actor(user_id=user.pk if user else None, grants=frozenset({grant}))


def _organization(name: str, kind: OrganizationKind) -> Organization:
    slug = slug_text(name)[:120]
    made, _ = Organization.objects.get_or_create(name=name, defaults={"slug": slug, "kind": kind})
    return made
