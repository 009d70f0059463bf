"""Who may see which plans: everybody published ones, those who make or watch over them drafts."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from mezhgorod.planning.models import Event, Plan, PlanItem
from mezhgorod.planning.rules import PUBLIC_STATES, SEE_DRAFT
from mezhgorod.registry.rules import Actor, owners_of


def plans_visible_to(*, actor: Actor) -> QuerySet[Plan]:
    """Return the plans somebody may read."""
    plans = Plan.objects.all()
    return plans if actor.is_administrator else plans.filter(_readable(actor))


def events_visible_to(*, actor: Actor) -> QuerySet[Event]:
    """Return the events that stand in some plan somebody may read."""
    items = PlanItem.objects.filter(event=OuterRef("pk"))
    if not actor.is_administrator:
        items = items.filter(_readable(actor, "section__plan__"))
    return Event.objects.filter(Exists(items))


def sees_drafts(actor: Actor) -> bool:
    """Return whether somebody may read more than everybody."""
    return actor.is_administrator or bool(owners_of(actor, SEE_DRAFT)) or actor.link is not None


def _readable(actor: Actor, path: str = "") -> Q:
    """Ask whether a plan may be read; `path` leads to it. Without roles no more is asked."""
    readable = Q(**{f"{path}state__in": PUBLIC_STATES})
    owners = owners_of(actor, SEE_DRAFT)
    if owners:
        readable |= Q(**{f"{path}owner__in": owners})
    if actor.link is not None and actor.link.right == SEE_DRAFT.code:
        readable |= Q(**{f"{path}pk": actor.link.object_id})
    return readable
