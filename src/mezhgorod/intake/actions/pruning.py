"""What loadings keep beside their files does not grow for ever."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState

# So long after a decision nobody asks any more what exactly was read or what stood before.
KEPT_FOR = timedelta(days=90)


def prune_runs(*, now: datetime, age: timedelta = KEPT_FOR) -> int:
    """Empty old runs that nothing depends on: discarded ones, and those that a newer one replaced.

    The file, who decided and when, and the plan stay. The last applied run of a plan keeps
    everything, so it can be taken back at any time.

    Returns:
        How many runs were emptied.
    """
    old = _full().filter(decided_at__lte=now - age)
    newer = ExtractionRun.objects.filter(
        plan=OuterRef("plan"), state=RunState.APPLIED, decided_at__gt=OuterRef("decided_at")
    )
    is_replaced = Q(state=RunState.APPLIED, plan__isnull=False) & Exists(newer)
    return old.filter(Q(state=RunState.DISCARDED) | is_replaced).update(
        draft_data=None,
        layout_data=None,
        undo_data=None,
        applied_revision=None,
        paragraphs_data=[],
    )


def _full() -> QuerySet[ExtractionRun]:
    return ExtractionRun.objects.exclude(draft_data__isnull=True, undo_data__isnull=True)
