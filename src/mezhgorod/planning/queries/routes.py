"""The order of approval of an owner: its steps, who may answer them, its last change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from mezhgorod.planning.models import ApprovalRoute
from mezhgorod.planning.rules.routes import RouteStep, steps_to_values
from mezhgorod.registry.models import AuditEntry, Organization, RoleGrant
from mezhgorod.registry.rules import Role

_ACTIONS = ("route.keep", "route.undo")


def route_of(*, owner: Organization) -> list[RouteStep]:
    """Return the steps that plans of an owner go through, in order."""
    routes = ApprovalRoute.objects.filter(owner=owner).order_by("position", "pk")
    return [
        RouteStep(one.position, one.title, one.body_id, one.days, one.is_final, row)
        for row, one in enumerate(routes)
    ]


def route_digest(steps: Sequence[RouteStep]) -> str:
    """Return by what an order is known to be the one somebody has seen."""
    told = json.dumps(steps_to_values(steps), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def undoable_entry(*, owner: Organization) -> AuditEntry | None:
    """Return the journal entry of the last change, None where it cannot be taken back."""
    entries = AuditEntry.objects.filter(owner=owner, action__in=_ACTIONS)
    last = entries.select_related("by").order_by("-pk").first()
    return last if last is not None and last.action == "route.keep" else None


def answering_bodies(*, owner: Organization, today: date) -> frozenset[int | None]:
    """Return the bodies for which somebody may answer on a day; None: somebody for all of them."""
    grants = RoleGrant.objects.filter(
        Q(since_on__isnull=True) | Q(since_on__lte=today),
        Q(until_on__isnull=True) | Q(until_on__gte=today),
        Q(role=Role.APPROVER) | Q(role=Role.BODY_COORDINATOR, body__isnull=False),
        owner=owner,
        user__is_active=True,
    )
    return frozenset(grants.values_list("body_id", flat=True))
