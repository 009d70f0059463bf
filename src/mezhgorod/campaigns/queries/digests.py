"""What collecting of proposals adds to the morning digests of notices."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db.models import Count, Q

from mezhgorod.campaigns.models import Campaign, Submission
from mezhgorod.campaigns.rules import CampaignState, SubmissionState
from mezhgorod.notices.queries.digests import DigestReader, DigestSection
from planbook.language import plural

# On these days before the end a party is reminded of its unsent proposals.
REMINDER_DAYS = frozenset({10, 3, 1, 0})
_UNSENT = (SubmissionState.NOT_STARTED, SubmissionState.DRAFT, SubmissionState.IN_APPROVAL)


def proposals_to_send(reader: DigestReader) -> list[DigestSection]:
    """Proposals of a city or department: sent back ones always, unsent ones near the deadline."""
    if reader.party_id is None:
        return []
    found = Submission.objects.filter(
        party=reader.party_id,
        campaign__owner=reader.owner,
        campaign__state=CampaignState.OPEN,
        state__in=(*_UNSENT, SubmissionState.RETURNED),
    ).select_related("campaign")
    lines = tuple(
        f"{one.campaign.title}: {_what(one, reader.today)}, {settings.SITE_URL}proposals/{one.pk}/"
        for one in found.order_by("campaign__due_on", "pk")
        if one.state == SubmissionState.RETURNED or _days_left(one, reader.today) in REMINDER_DAYS
    )
    return [DigestSection("Предложения вашей организации", lines)]


def campaigns_to_review(reader: DigestReader) -> list[DigestSection]:
    """For the directorate: what has come in, and who is late."""
    late = Q(submissions__state__in=_UNSENT) & (
        Q(submissions__due_on__isnull=True, due_on__lt=reader.today)
        | Q(submissions__due_on__lt=reader.today)
    )
    came = Q(submissions__state=SubmissionState.SUBMITTED)
    found = Campaign.objects.filter(owner=reader.owner, state=CampaignState.OPEN).annotate(
        came=Count("submissions", filter=came, distinct=True),
        late=Count("submissions", filter=late, distinct=True),
    )
    lines = tuple(
        f"{one.title}: {_counts(one.came, one.late)}, {settings.SITE_URL}campaigns/{one.pk}/"
        for one in found.order_by("due_on", "pk")
        if one.came or one.late
    )
    return [DigestSection("Сбор предложений", lines)]


def _days_left(submission: Submission, today: date) -> int:
    return ((submission.due_on or submission.campaign.due_on) - today).days


def _what(submission: Submission, today: date) -> str:
    if submission.state == SubmissionState.RETURNED:
        return "возвращено с замечанием"
    days = _days_left(submission, today)
    if days == 0:
        return "сегодня последний день"
    return f"осталось {days} {plural(days, 'день', 'дня', 'дней')}"


def _counts(came: int, late: int) -> str:
    parts = []
    if came:
        parts.append(f"ждут рассмотрения {came}")
    if late:
        parts.append(f"опаздывают {late}")
    return ", ".join(parts)
