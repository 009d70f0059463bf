"""Reads of campaigns: who may what, the wall of parties, rows to look through, their way."""

from mezhgorod.campaigns.queries.frames import USUAL_COLUMNS, ReadingFrame, reading_frame
from mezhgorod.campaigns.queries.readiness import Problem, problems_of, requirements_of
from mezhgorod.campaigns.queries.subjects import (
    at_any_time,
    campaign_subject,
    due_day,
    is_late,
    may_see_submission,
    submission_subject,
)

__all__ = [
    "USUAL_COLUMNS",
    "Problem",
    "ReadingFrame",
    "at_any_time",
    "campaign_subject",
    "due_day",
    "is_late",
    "may_see_submission",
    "problems_of",
    "reading_frame",
    "requirements_of",
    "submission_subject",
]
