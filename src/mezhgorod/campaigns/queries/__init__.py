"""Reads of campaigns: who may what, the wall of parties, rows to look through, their way."""

from mezhgorod.campaigns.queries.duplicates import (
    DuplicateSuggestion,
    duplicate_suggestions,
)
from mezhgorod.campaigns.queries.frames import USUAL_COLUMNS, ReadingFrame, reading_frame
from mezhgorod.campaigns.queries.gaps import CampaignGaps, campaign_gaps
from mezhgorod.campaigns.queries.readiness import Problem, problems_of, requirements_of
from mezhgorod.campaigns.queries.rows import (
    ReviewedRow,
    named_cells,
    reviewed_rows,
    row_counts,
    rows_of,
    ways_of_rows,
)
from mezhgorod.campaigns.queries.subjects import (
    campaign_subject,
    days_late,
    due_day,
    is_late,
    may_see_submission,
    submission_subject,
)
from mezhgorod.campaigns.queries.wall import (
    Wall,
    WallLine,
    campaigns_visible_to,
    noun_among,
    parties_of,
    submissions_of,
    wall_of,
)

__all__ = [
    "USUAL_COLUMNS",
    "CampaignGaps",
    "DuplicateSuggestion",
    "Problem",
    "ReadingFrame",
    "ReviewedRow",
    "Wall",
    "WallLine",
    "campaign_gaps",
    "campaign_subject",
    "campaigns_visible_to",
    "days_late",
    "due_day",
    "duplicate_suggestions",
    "is_late",
    "may_see_submission",
    "named_cells",
    "noun_among",
    "parties_of",
    "problems_of",
    "reading_frame",
    "requirements_of",
    "reviewed_rows",
    "row_counts",
    "rows_of",
    "submission_subject",
    "submissions_of",
    "wall_of",
    "ways_of_rows",
]
