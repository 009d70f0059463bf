"""What a document does, or did, to its plan, as two editions side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.queries.comparison import comparison_of
from mezhgorod.intake.queries.drafts import draft_of
from mezhgorod.intake.rules import RunState
from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import plan_draft
from mezhgorod.registry.rules import Actor
from planbook.matching import PlanDiff, compare_plans
from planbook.plans import EventDraft, PlanDraft, draft_from_dict


def changes_of(run: ExtractionRun, *, actor: Actor) -> PlanDiff | None:
    """Compare the plan before a run with the plan after it; None where there is no such pair.

    For a run that waits, «after» is what accepting it would give, people's changes included.
    """
    if run.state == RunState.READY:
        return _changes_to_come(run, actor)
    if run.state == RunState.APPLIED and run.undo_data and run.plan:
        return _changes_made(run.undo_data, run.plan)
    return None


def _changes_to_come(run: ExtractionRun, actor: Actor) -> PlanDiff | None:
    draft = draft_of(run)
    comparison = comparison_of(run, actor=actor, draft=draft) if draft else None
    if draft is None or comparison is None or comparison.plan_id is None:
        return None
    merged = merged_draft(draft, [change.row for change in comparison.changes if change.row])
    return compare_plans(plan_draft(plan=Plan.objects.get(pk=comparison.plan_id)), merged)


def _changes_made(snapshot: Mapping[str, Any], plan: Plan) -> PlanDiff | None:
    try:
        before = draft_from_dict(snapshot["draft"])
    except (KeyError, TypeError, ValueError):
        return None
    return compare_plans(before, plan_draft(plan=plan))


def merged_draft(draft: PlanDraft, rows: list[EventDraft]) -> PlanDraft:
    """Return a draft whose rows, in printed order, are replaced by merged ones."""
    merged = iter(rows)
    sections = tuple(
        replace(section, items=tuple(next(merged) for _ in section.items))
        for section in draft.sections
    )
    return replace(draft, sections=sections)
