"""What stops a submission from being sent, all of it at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mezhgorod.campaigns.models import Campaign, ProposedRow, Submission
from mezhgorod.campaigns.queries.frames import ReadingFrame, reading_frame
from mezhgorod.campaigns.rules import (
    EDITABLE_ROWS,
    RowChoice,
    RowOrigin,
    SubmissionState,
    rules_from_dict,
)
from mezhgorod.campaigns.rules.readiness import Requirements
from planbook.plans import event_from_dict


@dataclass(frozen=True, slots=True)
class Problem:
    """What a row (None: the submission as a whole) lacks, and under which column it stands."""

    row_id: int | None
    message: str
    role: str = ""
    is_strict: bool = True


_UNDECIDED = "решите, что делать со строкой прошлого плана: оставить, изменить или не повторять"
_NOTHING = "Нет ни одной строки. Впишите строки или ответьте, что предложений нет: это тоже ответ."
_NO_SECTION = "не выбран раздел плана"


def requirements_of(campaign: Campaign, frame: ReadingFrame) -> Requirements:
    """Return the conditions of a campaign over the columns of its plan."""
    return Requirements(rules_from_dict(campaign.rules), dict(frame.roles), frame.period)


def problems_of(*, submission: Submission) -> tuple[Problem, ...]:
    """Return what rows that would be sent lack, in their order; strict ones stop the sending."""
    rows = list(submission.rows.filter(state__in=EDITABLE_ROWS).order_by("position", "id"))
    if not rows:
        # Who has removed the returned rows sends what is left: nothing more than was decided.
        is_left = submission.state == SubmissionState.RETURNED
        return () if is_left else (Problem(None, _NOTHING),)
    frame = reading_frame(campaign=submission.campaign)
    return tuple(row_problems(rows, requirements_of(submission.campaign, frame), frame))


def row_problems(
    rows: Iterable[ProposedRow], requirements: Requirements, frame: ReadingFrame
) -> Iterator[Problem]:
    """Yield what each row lacks; rows that are not repeated lack nothing."""
    for row in rows:
        if row.choice == RowChoice.DROP:
            continue
        if row.origin == RowOrigin.CARRIED and row.choice == RowChoice.UNDECIDED:
            yield Problem(row.pk, f"«{_short(row)}»: {_UNDECIDED}")
            continue
        if frame.headings and not row.section_heading:
            yield Problem(row.pk, f"«{_short(row)}»: {_NO_SECTION}", "section")
        for lack in requirements.lacks(event_from_dict(row.row)):
            message = f"«{_short(row)}»: {lack.message}"
            yield Problem(row.pk, message, lack.role, is_strict=lack.is_strict)


def _short(row: ProposedRow) -> str:
    return row.title if len(row.title) <= 80 else f"{row.title[:79]}…"
