"""Words of collecting proposals: states of campaigns, submissions and rows, and their edges."""

from __future__ import annotations

from django.db import models


class CampaignState(models.TextChoices):
    PREPARING = "preparing", "готовится"
    OPEN = "open", "идёт"
    CLOSED = "closed", "закрыт"
    CONSOLIDATED = "consolidated", "проект собран"


class SubmissionState(models.TextChoices):
    """Where the proposals of one party are."""

    NOT_STARTED = "not_started", "не начато"
    DRAFT = "draft", "черновик"
    IN_APPROVAL = "in_approval", "на внутреннем согласовании"
    SUBMITTED = "submitted", "направлено"
    RETURNED = "returned", "возвращено"
    ACCEPTED = "accepted", "рассмотрено"
    NOTHING = "nothing", "предложений нет"


class RowState(models.TextChoices):
    """Where one proposed row is."""

    DRAFT = "draft", "черновик"
    SUBMITTED = "submitted", "на рассмотрении"
    RETURNED = "returned", "возвращена"
    ACCEPTED = "accepted", "принята"
    MERGED = "merged", "объединена с другой"
    REFUSED = "refused", "отклонена"
    INCLUDED = "included", "включена в проект плана"
    DROPPED = "dropped", "не повторяется"
    REMOVED = "removed", "убрана автором"


class RowOrigin(models.TextChoices):
    CARRIED = "carried", "из прошлого плана"
    NEW = "new", "вписана"
    PASTED = "pasted", "вставлена"
    FILE = "file", "из файла"


class RowChoice(models.TextChoices):
    """What a party does with a row of the last period."""

    UNDECIDED = "undecided", "не решено"
    KEEP = "keep", "оставить"
    CHANGE = "change", "изменить"
    DROP = "drop", "не повторять"


class CampaignCycle(models.TextChoices):
    YEAR = "year", "год"
    HALF_YEAR = "half_year", "полугодие"
    QUARTER = "quarter", "квартал"
    MONTH = "month", "месяц"


CAMPAIGN_TRANSITIONS: dict[CampaignState, frozenset[CampaignState]] = {
    CampaignState.PREPARING: frozenset({CampaignState.OPEN}),
    CampaignState.OPEN: frozenset({CampaignState.CLOSED}),
    CampaignState.CLOSED: frozenset({CampaignState.OPEN, CampaignState.CONSOLIDATED}),
    CampaignState.CONSOLIDATED: frozenset(),
}
SUBMISSION_TRANSITIONS: dict[SubmissionState, frozenset[SubmissionState]] = {
    SubmissionState.NOT_STARTED: frozenset({SubmissionState.DRAFT, SubmissionState.NOTHING}),
    SubmissionState.DRAFT: frozenset(
        {SubmissionState.IN_APPROVAL, SubmissionState.SUBMITTED, SubmissionState.NOTHING}
    ),
    SubmissionState.IN_APPROVAL: frozenset({SubmissionState.DRAFT, SubmissionState.SUBMITTED}),
    SubmissionState.SUBMITTED: frozenset(
        {SubmissionState.DRAFT, SubmissionState.RETURNED, SubmissionState.ACCEPTED}
    ),
    SubmissionState.RETURNED: frozenset({SubmissionState.IN_APPROVAL, SubmissionState.SUBMITTED}),
    SubmissionState.ACCEPTED: frozenset({SubmissionState.RETURNED, SubmissionState.SUBMITTED}),
    SubmissionState.NOTHING: frozenset({SubmissionState.DRAFT, SubmissionState.RETURNED}),
}
ROW_TRANSITIONS: dict[RowState, frozenset[RowState]] = {
    RowState.DRAFT: frozenset({RowState.SUBMITTED, RowState.DROPPED, RowState.REMOVED}),
    RowState.SUBMITTED: frozenset(
        {
            RowState.DRAFT,
            RowState.RETURNED,
            RowState.ACCEPTED,
            RowState.MERGED,
            RowState.REFUSED,
        }
    ),
    RowState.RETURNED: frozenset({RowState.SUBMITTED, RowState.DROPPED, RowState.REMOVED}),
    RowState.ACCEPTED: frozenset({RowState.INCLUDED}),
    RowState.MERGED: frozenset({RowState.SUBMITTED}),
    RowState.REFUSED: frozenset({RowState.SUBMITTED}),
    RowState.INCLUDED: frozenset(),
    RowState.DROPPED: frozenset({RowState.DRAFT}),
    RowState.REMOVED: frozenset({RowState.DRAFT}),
}
# The party may change its rows in these states of its submission; others wait for somebody else.
EDITABLE_STATES = frozenset(
    {
        SubmissionState.NOT_STARTED,
        SubmissionState.DRAFT,
        SubmissionState.RETURNED,
        SubmissionState.NOTHING,
    }
)
# Nothing has come from the party yet, or what came went back to it.
WAITED_STATES = frozenset(
    {
        SubmissionState.NOT_STARTED,
        SubmissionState.DRAFT,
        SubmissionState.IN_APPROVAL,
        SubmissionState.RETURNED,
    }
)
ANSWERED_STATES = frozenset(
    {SubmissionState.SUBMITTED, SubmissionState.ACCEPTED, SubmissionState.NOTHING}
)
# A row that the party may still change.
EDITABLE_ROWS = frozenset({RowState.DRAFT, RowState.RETURNED})
# A row with which nothing more happens in the submission.
DECIDED_ROWS = frozenset(
    {
        RowState.ACCEPTED,
        RowState.MERGED,
        RowState.REFUSED,
        RowState.INCLUDED,
        RowState.DROPPED,
        RowState.REMOVED,
    }
)
# A row that stands in the plan.
PLANNED_ROWS = frozenset({RowState.ACCEPTED, RowState.INCLUDED})
