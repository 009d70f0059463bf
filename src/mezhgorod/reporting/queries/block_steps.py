"""The steps in which the parts of a report were changed, for taking them back."""

from __future__ import annotations

from mezhgorod.registry.models import AuditEntry
from mezhgorod.reporting.models import Report

STEP, UNDO = "report.block", "report.block_undo"
# No one takes back more steps than this one after another.
_MOST = 200


def next_step_back(*, report: Report) -> AuditEntry | None:
    """Return the last step of a report that is not taken back yet, None where there is none."""
    entries = AuditEntry.objects.filter(
        object_kind=Report._meta.label_lower,
        object_id=str(report.pk),
        action__in=(STEP, UNDO),
    ).order_by("-id")[:_MOST]
    taken_back: set[int] = set()
    for entry in entries:
        if entry.action == UNDO:
            taken_back.add((entry.after or {}).get("undoes", 0))
        elif entry.pk not in taken_back:
            return entry
    return None
