"""Lists of plans with what is counted beside their names."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries.visibility import plans_visible_to
from mezhgorod.registry.rules import Actor


def plans_with_counts(*, actor: Actor) -> QuerySet[Plan]:
    """Return readable plans with `item_count` and `section_count`, newest period first."""
    return (
        plans_visible_to(actor=actor)
        .select_related("owner")
        .annotate(
            item_count=Count("sections__items", distinct=True),
            section_count=Count("sections", distinct=True),
        )
        .order_by("-period_start", "title", "pk")
    )
