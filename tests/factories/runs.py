"""Runs that have been read: what the review page finds, without a file that says it."""

import io
from datetime import UTC, datetime

from mezhgorod.evidence.actions import store_document
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState
from planbook.plans import PlanDraft, draft_to_dict

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 3, 9, 9, 30, tzinfo=UTC)


def ready_run(
    draft: PlanDraft,
    *,
    content: str = "план",
    now: datetime = NOW,
    paragraphs: tuple[str, ...] = (),
) -> ExtractionRun:
    """A run that waits for a decision; different contents are different documents."""
    document = store_document(
        file=io.BytesIO(content.encode()), file_name="план.txt", by=None, now=now
    )
    return ExtractionRun.objects.create(
        document=document,
        state=RunState.READY,
        draft_data=draft_to_dict(draft),
        paragraphs_data=list(paragraphs),
        requested_at=now,
    )
