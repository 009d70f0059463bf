"""What may be done in collecting proposals, by whom, in which states of the campaign.

The subject of RUN and READ is the campaign, of PROPOSE and CONFIRM the submission of one party in
the state of its campaign (`queries.submission_subject`).
"""

from __future__ import annotations

from mezhgorod.campaigns.rules.words import CampaignState
from mezhgorod.registry.rules import Reach, Right, Role

_RUNNERS = {
    Role.DIRECTORATE: Reach.OWNER,
    Role.REGIONAL_COORDINATOR: Reach.OWNER,
}
_SPEAKERS = {Role.CITY_CONTACT: Reach.PARTY, Role.CLERK: Reach.PARTY}

RUN_CAMPAIGN = Right("campaign.run", "вести сбор предложений", _RUNNERS)
READ_CAMPAIGN = Right(
    "campaign.read",
    "видеть ход сбора предложений",
    {**_RUNNERS, Role.AUDITOR: Reach.OWNER, Role.APPROVER: Reach.OWNER},
)
# Whoever runs a campaign may enter what a party has sent by letter or said on the phone.
PROPOSE = Right(
    "campaign.propose",
    "предлагать строки плана",
    {**_RUNNERS, **_SPEAKERS},
    states=frozenset({CampaignState.OPEN}),
    refusal="У вас нет права предлагать строки за эту организацию. Обратитесь к дирекции.",
)
CONFIRM = Right(
    "campaign.confirm",
    "согласовывать предложения внутри организации",
    _SPEAKERS,
    states=frozenset({CampaignState.OPEN}),
)
SEE_SUBMISSION = Right(
    "campaign.see_own",
    "видеть предложения этой организации",
    {**_RUNNERS, **_SPEAKERS, Role.AUDITOR: Reach.OWNER, Role.APPROVER: Reach.OWNER},
)

CAMPAIGN_RIGHTS = (RUN_CAMPAIGN, READ_CAMPAIGN, PROPOSE, CONFIRM, SEE_SUBMISSION)
