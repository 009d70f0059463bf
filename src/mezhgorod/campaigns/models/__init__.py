from mezhgorod.campaigns.models.campaign import Campaign
from mezhgorod.campaigns.models.submission import ProposedRow, Submission

__all__ = ["Campaign", "ProposedRow", "Submission"]
