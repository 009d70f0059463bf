"""Show a campaign in progress: the cities of the demonstration continue their own plan.

Every row comes from the plan of the corpus; only who has answered, and how, is made up by rule.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from mezhgorod.campaigns.actions import (
    CampaignDraft,
    NotReady,
    accept_rows,
    choose_rows,
    create_campaign,
    invite_parties,
    nothing_to_propose,
    open_campaign,
    return_rows,
    send_submission,
)
from mezhgorod.campaigns.models import Campaign, Submission
from mezhgorod.campaigns.rules import CampaignCycle, Deadlines, RowChoice, RowState, preset
from mezhgorod.planning.models import Plan
from mezhgorod.registry.queries.memberships import members_on
from mezhgorod.registry.rules import SYSTEM

OWNER = "Союз городов Центра и Северо-Запада России"
_OPENED, _DUE, _REVIEWED = timedelta(days=40), timedelta(days=3), timedelta(days=18)
_REMARK = "Уточните срок: нужен хотя бы месяц."


class Command(BaseCommand):
    help = "Показывает идущий сбор предложений в план следующего года. Повторный запуск не нужен."

    def handle(self, *args: Any, **options: Any) -> None:
        source = Plan.objects.filter(owner__name=OWNER).order_by("-period_start").first()
        if source is None or Campaign.objects.filter(owner=source.owner).exists():
            return
        campaign = _show(source, timezone.now())
        if options["verbosity"]:
            self.stdout.write(f"Сбор для показа: {campaign}")


@transaction.atomic
def _show(source: Plan, now: datetime) -> Campaign:
    """Open a campaign some weeks ago and let the parties answer since, each in its own way."""
    opened, today = now - _OPENED, timezone.localdate(now)
    year = today.year + 1
    draft = CampaignDraft(
        title=f"Предложения в план на {year} год (показ)",
        cycle=CampaignCycle.YEAR,
        period_edtf=str(year),
        deadlines=Deadlines(today - _OPENED, today - _DUE, today + _REVIEWED),
        rules=preset(CampaignCycle.YEAR).rules,
        source_plan=source,
        note="Строки взяты из плана на 2023 год. Кто и как ответил, придумано для показа.",
    )
    campaign = create_campaign(owner=source.owner, draft=draft, actor=SYSTEM, now=opened)
    members = members_on(association=source.owner, day=today)
    invite_parties(
        campaign=campaign, parties=[one.party for one in members], actor=SYSTEM, now=opened
    )
    campaign = open_campaign(campaign=campaign, actor=SYSTEM, now=opened)
    submissions = campaign.submissions.select_related("campaign", "party__territory")
    for number, submission in enumerate(submissions.order_by("party__name")):
        _WAYS[number % len(_WAYS)](submission, opened + timedelta(days=number))
    return campaign


def _accepted(submission: Submission, now: datetime) -> None:
    if _send(submission, now):
        rows = _rows(submission, RowState.SUBMITTED)
        accept_rows(
            campaign=submission.campaign, row_ids=rows, actor=SYSTEM, now=now + timedelta(hours=5)
        )


def _returned(submission: Submission, now: datetime) -> None:
    if _send(submission, now):
        rows = _rows(submission, RowState.SUBMITTED)[:1]
        return_rows(
            campaign=submission.campaign,
            row_ids=rows,
            remark=_REMARK,
            actor=SYSTEM,
            now=now + timedelta(hours=5),
        )


def _sent(submission: Submission, now: datetime) -> None:
    _send(submission, now)


def _begun(submission: Submission, now: datetime) -> None:
    rows = _rows(submission, RowState.DRAFT)[:1]
    _choose(submission, rows, now)


def _silent(submission: Submission, now: datetime) -> None:
    """Somebody has not opened the page yet."""


def _nothing(submission: Submission, now: datetime) -> None:
    if not _rows(submission, RowState.DRAFT):
        reason = "В этом году новых мероприятий не планируем."
        nothing_to_propose(submission=submission, reason=reason, actor=SYSTEM, now=now)
    else:
        _accepted(submission, now)


_WAYS: tuple[Callable[[Submission, datetime], None], ...] = (
    _accepted,
    _sent,
    _nothing,
    _begun,
    _accepted,
    _silent,
    _returned,
)


def _send(submission: Submission, now: datetime) -> bool:
    """Keep every carried row and send; a party without rows, or with gaps, stays where it is."""
    rows = _rows(submission, RowState.DRAFT)
    if not rows:
        return False
    _choose(submission, rows, now)
    try:
        send_submission(submission=submission, actor=SYSTEM, now=now + timedelta(hours=1))
    except NotReady:
        return False
    return True


def _choose(submission: Submission, rows: Sequence[int], now: datetime) -> None:
    if rows:
        choose_rows(
            submission=submission, row_ids=rows, choice=RowChoice.KEEP, actor=SYSTEM, now=now
        )


def _rows(submission: Submission, state: RowState) -> list[int]:
    return list(
        submission.rows.filter(state=state).order_by("position").values_list("pk", flat=True)
    )
