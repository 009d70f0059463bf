"""What a run has understood, read back from its record."""

from __future__ import annotations

from typing import Any

from mezhgorod.intake.models import ExtractionRun
from planbook.dates import Period, PeriodError
from planbook.plans import PlanDraft, draft_from_dict


def draft_of(run: ExtractionRun) -> PlanDraft | None:
    """Return the draft of a run, None before it is read or when it was not readable.

    Also None for a draft stored by a version of the program whose form is no longer known.
    """
    if not run.draft_data:
        return None
    try:
        return draft_from_dict(run.draft_data)
    except (KeyError, TypeError, ValueError):
        return None


def head_of(run: ExtractionRun) -> tuple[PlanDraft | None, int]:
    """Return the draft of a run with at most one row of each section, and how many rows it has.

    For questions about a large document that must be answered at once: whose it is, which period.
    """
    data: dict[str, Any] = run.draft_data or {}
    try:
        rows = [section["items"] for section in data["sections"]]
        first = [section | {"items": section["items"][:1]} for section in data["sections"]]
        return draft_from_dict(data | {"sections": first}), sum(map(len, rows))
    except (KeyError, TypeError, ValueError):
        return None, 0


def owner_name_of(draft: PlanDraft, given: str = "") -> str:
    """Return whose plan it is: the name a person gave, else the one in the document."""
    return " ".join((given or draft.owner or "").split())


def period_of(draft: PlanDraft, run: ExtractionRun) -> Period | None:
    """Return the period of a drafted plan, None when neither document nor person said one."""
    for text in (draft.period, run.period_edtf):
        if text:
            try:
                return Period.from_edtf(text)
            except PeriodError:
                continue
    return None
