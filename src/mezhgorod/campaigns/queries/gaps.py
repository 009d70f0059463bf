"""What a collected plan still lacks: dates, hosts, places, answers; rows alike or out of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mezhgorod.campaigns.models import Campaign
from mezhgorod.campaigns.queries.duplicates import DuplicateSuggestion, duplicate_suggestions
from mezhgorod.campaigns.queries.rows import row_counts
from mezhgorod.campaigns.queries.wall import WallLine, wall_of
from mezhgorod.campaigns.rules import WAITED_STATES, RowState
from mezhgorod.planning.queries.gaps import Gap, gaps_of


@dataclass(frozen=True, slots=True)
class CampaignGaps:
    """Everything a coordinator looks at before the plan becomes a draft."""

    plan_gaps: tuple[Gap, ...]
    duplicates: tuple[DuplicateSuggestion, ...]
    silent: tuple[WallLine, ...]
    undecided: int

    @property
    def count(self) -> int:
        """How many gaps there are."""
        return len(self.plan_gaps) + len(self.duplicates) + len(self.silent) + self.undecided


def campaign_gaps(*, campaign: Campaign, today: date) -> CampaignGaps:
    """Return what the plan of a campaign lacks, in a fixed number of queries."""
    silent = wall_of(campaign=campaign, today=today, states=WAITED_STATES)
    return CampaignGaps(
        plan_gaps=tuple(gaps_of(plan=campaign.plan)) if campaign.plan else (),
        duplicates=tuple(duplicate_suggestions(campaign=campaign)),
        silent=silent.lines,
        undecided=row_counts(campaign=campaign)[RowState.SUBMITTED],
    )
