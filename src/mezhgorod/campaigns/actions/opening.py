"""A campaign is prepared, parties are invited, it opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from mezhgorod.campaigns.actions.carrying import carried_rows
from mezhgorod.campaigns.actions.composing import ensure_plan
from mezhgorod.campaigns.actions.guards import locked_campaign, moved_campaign
from mezhgorod.campaigns.actions.journal import tell
from mezhgorod.campaigns.actions.outcomes import CampaignDraft
from mezhgorod.campaigns.models import Campaign, ProposedRow, Submission
from mezhgorod.campaigns.rules import (
    MAX_NOTE,
    MAX_TITLE,
    RUN_CAMPAIGN,
    CampaignRules,
    CampaignState,
    Deadlines,
    bounded_text,
    rules_to_dict,
)
from mezhgorod.planning.models import Plan
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor, RuleViolation, Subject, ensure_may
from planbook.dates import Period
from planbook.dates.period import PeriodError

MAX_PARTIES = 500


@transaction.atomic
def create_campaign(
    *, owner: Organization, draft: CampaignDraft, actor: Actor, now: datetime
) -> Campaign:
    """Prepare a campaign; nobody outside sees it until it opens.

    Raises:
        RuleViolation: no right, a title or period that cannot be, deadlines out of order.
    """
    ensure_may(actor, RUN_CAMPAIGN, Subject(owner_id=owner.pk))
    period = _period(draft.period_edtf)
    campaign = Campaign.objects.create(
        owner=owner,
        title=_title(draft.title),
        cycle=draft.cycle,
        period_edtf=period.edtf,
        period_start=period.start,
        period_end=period.end,
        source_plan=_source(owner, draft),
        rules=rules_to_dict(_rules(draft.rules)),
        note=bounded_text(draft.note, limit=MAX_NOTE, name="Пояснение", field="note"),
        created_at=now,
        updated_at=now,
        **_days(draft.deadlines),
    )
    summary = f"Подготовлен сбор «{campaign.title}»"
    tell(campaign, action="campaign.create", summary=summary, actor=actor, now=now)
    return campaign


@transaction.atomic
def invite_parties(
    *, campaign: Campaign, parties: Sequence[Organization], actor: Actor, now: datetime
) -> list[Submission]:
    """Invite cities and departments, each with its rows of the source plan; known ones are left.

    Raises:
        RuleViolation: no right, or the campaign is over.
    """
    campaign = locked_campaign(campaign, actor=actor)
    _ensure_inviting(campaign)
    invited = set(campaign.submissions.values_list("party_id", flat=True))
    fresh = list({one.pk: one for one in parties if one.pk not in invited}.values())
    if len(invited) + len(fresh) > MAX_PARTIES:
        message = f"В одном сборе не больше {MAX_PARTIES} организаций. Разделите его на два."
        raise RuleViolation("campaign.too_many_parties", message, "parties")
    if not fresh:
        return []
    carried = carried_rows(campaign=campaign, parties=fresh, now=now)
    submissions = Submission.objects.bulk_create(
        Submission(campaign=campaign, party=one, section_heading=carried.headings.get(one.pk, ""))
        for one in fresh
    )
    rows = []
    for submission in submissions:
        for row in carried.rows.get(submission.party_id, ()):
            row.submission = submission
            rows.append(row)
    ProposedRow.objects.bulk_create(rows, batch_size=500)
    summary = f"Приглашены: {_names(fresh)}. Перенесено строк: {len(rows)}"
    tell(campaign, action="campaign.invite", summary=summary, actor=actor, now=now)
    return submissions


@transaction.atomic
def open_campaign(*, campaign: Campaign, actor: Actor, now: datetime) -> Campaign:
    """Open a prepared campaign and compose the plan that its rows will go into.

    Raises:
        RuleViolation: no right, nobody is invited, or the plan of the period is past collecting.
    """
    campaign = locked_campaign(campaign, actor=actor)
    if campaign.state == CampaignState.OPEN:
        return campaign
    if not campaign.submissions.exists():
        message = "Никто не приглашён. Отметьте города или департаменты, которые предлагают строки."
        raise RuleViolation("campaign.nobody", message, "parties")
    campaign.plan = ensure_plan(campaign=campaign, actor=actor, now=now)
    campaign = moved_campaign(campaign, CampaignState.OPEN, now)
    summary = f"Открыт сбор «{campaign.title}», предложения до {campaign.due_on:%d.%m.%Y}"
    tell(campaign, action="campaign.open", summary=summary, actor=actor, now=now)
    return campaign


def _ensure_inviting(campaign: Campaign) -> None:
    if campaign.state not in {CampaignState.PREPARING, CampaignState.OPEN}:
        message = "Сбор закрыт, приглашать поздно. Откройте его снова, если проект ещё не собран."
        raise RuleViolation("campaign.not_inviting", message)


def _title(text: str) -> str:
    title = bounded_text(" ".join(text.split()), limit=MAX_TITLE, name="Название", field="title")
    if not title:
        message = "Назовите сбор, например «Предложения в план на 2027 год»."
        raise RuleViolation("campaign.no_title", message, "title")
    return title


def _period(text: str) -> Period:
    try:
        return Period.from_edtf(text)
    except PeriodError as error:
        raise RuleViolation("campaign.period", str(error), "period") from error


def _rules(rules: CampaignRules) -> CampaignRules:
    grounds = tuple(
        replace(one, words=bounded_text(one.words, limit=MAX_TITLE, name="Основание отказа"))
        for one in rules.grounds
    )
    return replace(rules, grounds=tuple(one for one in grounds if one.words))


def _source(owner: Organization, draft: CampaignDraft) -> Plan | None:
    if draft.source_plan is not None and draft.source_plan.owner_id != owner.pk:
        message = "Строки переносят только из плана того же объединения. Выберите другой план."
        raise RuleViolation("campaign.foreign_plan", message, "source_plan")
    return draft.source_plan


def _days(deadlines: Deadlines) -> dict[str, date]:
    if not deadlines.opens_on <= deadlines.due_on <= deadlines.review_due_on:
        message = (
            "Сроки стоят не по порядку: сначала сбор открывается, потом истекает срок предложений, "
            "потом срок рассмотрения."
        )
        raise RuleViolation("campaign.deadlines", message, "due_on")
    return {
        "opens_on": deadlines.opens_on,
        "due_on": deadlines.due_on,
        "review_due_on": deadlines.review_due_on,
    }


def _names(parties: Sequence[Organization]) -> str:
    shown = ", ".join(one.spoken_name for one in parties[:10])
    return shown if len(parties) <= 10 else f"{shown} и ещё {len(parties) - 10}"
