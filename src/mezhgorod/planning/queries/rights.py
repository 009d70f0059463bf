"""A plan as the subject of a right."""

from __future__ import annotations

from mezhgorod.planning.models import Plan
from mezhgorod.registry.rules import Subject


def plan_subject(plan: Plan, *, body_id: int | None = None) -> Subject:
    """Return a plan as far as rights depend on it.

    Args:
        body_id: the committee whose row or step is meant, None for the plan as a whole.
    """
    return Subject(owner_id=plan.owner_id, body_id=body_id, object_id=plan.pk, state=plan.state)
