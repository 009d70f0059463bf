"""Who may see which plans: everybody sees published ones, staff see all."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet

from mezhgorod.planning.models import Event, Plan, PlanItem
from mezhgorod.planning.rules import PUBLIC_STATES
from mezhgorod.registry.models import User

Visitor = User | AnonymousUser


def plans_visible_to(*, user: Visitor) -> QuerySet[Plan]:
    """Return the plans this visitor may read."""
    plans = Plan.objects.all()
    return plans if _sees_unpublished(user) else plans.filter(state__in=PUBLIC_STATES)


def events_visible_to(*, user: Visitor) -> QuerySet[Event]:
    """Return the events that stand in some plan this visitor may read."""
    items = PlanItem.objects.filter(event=OuterRef("pk"))
    if not _sees_unpublished(user):
        items = items.filter(section__plan__state__in=PUBLIC_STATES)
    return Event.objects.filter(Exists(items))


def _sees_unpublished(user: Visitor) -> bool:
    return user.is_active and user.is_staff
