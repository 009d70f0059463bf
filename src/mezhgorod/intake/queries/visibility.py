"""Whose loads somebody may see: their own, and those of the associations they make plans for."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from mezhgorod.intake.models import ExtractionRun
from mezhgorod.registry.models import RoleGrant
from mezhgorod.registry.rules import IMPORT_DOCUMENTS, Actor, owners_of


def runs_visible_to(*, actor: Actor) -> QuerySet[ExtractionRun]:
    """Return the loads somebody may see and decide about.

    A load that became a plan or a report belongs to its owner. One that nobody has decided about
    belongs to whoever brought it, and to colleagues who load documents for the same owners only:
    whose it is may not be known yet.
    """
    runs = ExtractionRun.objects.all()
    if actor.is_administrator:
        return runs
    owners = owners_of(actor, IMPORT_DOCUMENTS)
    if not owners:
        return runs.none()
    grants = RoleGrant.objects.filter(user=OuterRef("requested_by"))
    is_colleague = Exists(grants.filter(owner__in=owners)) & ~Exists(
        grants.exclude(owner__in=owners)
    )
    is_own = Q(requested_by=actor.user_id) if actor.user_id else Q(is_colleague)
    undecided = Q(plan__isnull=True, report__isnull=True) & (is_own | Q(is_colleague))
    return runs.filter(Q(plan__owner__in=owners) | Q(report__owner__in=owners) | undecided)
