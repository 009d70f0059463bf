"""Who is asking: an account with the roles that are valid on a day."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from mezhgorod.registry.models import RoleGrant, User
from mezhgorod.registry.rules import NOBODY, Actor, Grant, Role


def actor_of(*, user: User | AnonymousUser | None, today: date) -> Actor:
    """Return what an account may act as on a day, in at most one query.

    Staff are administrators of the installation. Who is not active is nobody.
    """
    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    if user.is_staff:
        return Actor(user_id=user.pk, is_administrator=True)
    started = Q(since_on__isnull=True) | Q(since_on__lte=today)
    lasting = Q(until_on__isnull=True) | Q(until_on__gte=today)
    grants = RoleGrant.objects.filter(started, lasting, user=user).values_list(
        "role", "owner_id", "body_id", "party_id"
    )
    return Actor(
        user_id=user.pk,
        grants=frozenset(
            Grant(Role(role), owner, body, party) for role, owner, body, party in grants
        ),
    )
