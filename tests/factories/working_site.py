"""The demonstration with work in progress: one object behind every page people work on."""

from dataclasses import dataclass
from datetime import datetime

from django.core.management import call_command
from django.utils import timezone
from tests.factories.approvals import AMENDING, GROUNDS
from tests.factories.proposals import token_for

from mezhgorod.campaigns.models import Campaign, Submission
from mezhgorod.campaigns.rules import CONFIRM
from mezhgorod.notices.actions import confirm_following, queue_letters, start_following
from mezhgorod.notices.actions.invitations import write_invitations
from mezhgorod.notices.actions.outbox import LetterDraft
from mezhgorod.notices.models import Follow, Letter
from mezhgorod.notices.queries import follow_target
from mezhgorod.notices.rules import Frequency
from mezhgorod.planning.actions.approval.amendments import approve_amendment
from mezhgorod.planning.actions.approval.approving import submit_for_approval
from mezhgorod.planning.actions.approval.item_remarks import add_remark
from mezhgorod.planning.actions.changes.changing import cancel, postpone
from mezhgorod.planning.actions.preparation.invitations import Guest, invite
from mezhgorod.planning.actions.preparation.programme import EntryDraft, save_entry
from mezhgorod.planning.actions.review_steps import last_change_id
from mezhgorod.planning.actions.years.editions import EditionFacts, record_edition
from mezhgorod.planning.models import Amendment, EventSeries, Invitation, Plan, PlanItem
from mezhgorod.planning.rules import PlanState
from mezhgorod.planning.rules.preparation import ProgrammeKind
from mezhgorod.registry.actions import AgreementDraft, save_agreement
from mezhgorod.registry.actions.links import link_token
from mezhgorod.registry.models import Agreement, Organization
from mezhgorod.registry.queries.memberships import members_on
from mezhgorod.registry.rules import SYSTEM, AgreementRole

SUBJECT = "Напоминание о предложениях"
UNION = "Союз городов Центра и Северо-Запада России"


@dataclass(frozen=True)
class WorkingSite:
    """Where to find each thing; links are the secret parts of their addresses."""

    owner: Organization
    plan: Plan
    draft: Plan
    reviewed: Plan
    row: PlanItem
    draft_row: PlanItem
    campaign: Campaign
    submission: Submission
    series: EventSeries
    agreement: Agreement
    invitation: Invitation
    follow: Follow
    confirmed: Follow
    propose: str
    confirm: str
    answer: str
    stop: str


def make_working_site() -> WorkingSite:
    """Load the demonstration and go on with it: changes, review, preparation, letters.

    Accounts get the password in `MEZHGOROD_DEMO_PASSWORD`.
    """
    for command in ("load_demo", "load_demo_campaign", "load_demo_people"):
        call_command(command, verbosity=0)
    now = timezone.now()
    campaign = Campaign.objects.select_related("plan", "owner").get()
    owner = Organization.objects.get(name=UNION)
    plan = Plan.objects.get(slug="sgtsszr-2023")
    row = _change(plan, now)
    invitation = _prepare(plan, row, owner, now)
    submission = Submission.objects.filter(party__territory__name="Вологда").get()
    follow, confirmed, stop = _write_letters(owner, plan, now)
    assert campaign.plan is not None
    assert invitation.link is not None
    return WorkingSite(
        owner=owner,
        plan=plan,
        draft=campaign.plan,
        reviewed=_review(now),
        row=row,
        draft_row=PlanItem.objects.filter(section__plan=campaign.plan).earliest("pk"),
        campaign=campaign,
        submission=submission,
        series=_series(now),
        agreement=_agreement(owner, now),
        invitation=invitation,
        follow=follow,
        confirmed=confirmed,
        propose=token_for(submission),
        confirm=token_for(submission, CONFIRM),
        answer=link_token(invitation.link),
        stop=stop,
    )


def _change(plan: Plan, now: datetime) -> PlanItem:
    """One amendment is approved, the next one gathers."""
    rows = PlanItem.objects.select_related("section__plan", "event")
    days = rows.filter(section__plan=plan, event__timing_kind="day")
    first, second = days.order_by("pk")[:2]
    postpone(item=first, wording="12 октября", grounds=GROUNDS, actor=SYSTEM, now=now)
    approve_amendment(
        amendment=Amendment.objects.get(plan=plan),
        approval=AMENDING,
        seen_change=last_change_id(plan),
        actor=SYSTEM,
        now=now,
    )
    cancel(item=second, grounds=GROUNDS, actor=SYSTEM, now=now)
    return rows.get(pk=first.pk)


def _review(now: datetime) -> Plan:
    """A plan before the board, with a remark to a row of it."""
    plan = Plan.objects.get(slug="mag-2023")
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.DRAFT)
    submit_for_approval(plan=plan, actor=SYSTEM, now=now)
    item = PlanItem.objects.filter(section__plan=plan).select_related("section").earliest("pk")
    add_remark(plan=plan, item=item, text="Уточните место.", actor=SYSTEM, now=now)
    plan.refresh_from_db()
    return plan


def _prepare(plan: Plan, row: PlanItem, owner: Organization, now: datetime) -> Invitation:
    """The members and one guest are invited, the programme has begun."""
    members = [one.party for one in members_on(association=owner, day=timezone.localdate(now))]
    invited = invite(
        event=row.event,
        plan=plan,
        parties=members,
        guests=[Guest("Контактное лицо Ассоциации", "guest@example.org")],
        actor=SYSTEM,
        now=now,
    )
    about = {"plan": plan, "is_reminder": False, "site": "http://127.0.0.1"}
    write_invitations(invitations=invited, actor=SYSTEM, now=now, **about)
    draft = EntryDraft(
        ProgrammeKind.TALK, title="Опыт города Вологды", time_text="10:00", speaker_name="Докладчик"
    )
    save_entry(event=row.event, plan=plan, draft=draft, entry=None, actor=SYSTEM, now=now)
    return Invitation.objects.select_related("link").get(pk=invited[-1].pk)


def _series(now: datetime) -> EventSeries:
    series = EventSeries.objects.order_by("pk").first()
    assert series is not None
    facts = EditionFacts(number=40, year=2027)
    record_edition(series=series, facts=facts, actor=SYSTEM, now=now)
    return series


def _agreement(owner: Organization, now: datetime) -> Agreement:
    member = members_on(association=owner, day=timezone.localdate(now))[0].party
    draft = AgreementDraft(
        title="Соглашение о сотрудничестве",
        number="12",
        until_text="31 декабря 2026 года",
        parties=[(member, AgreementRole.SIDE)],
    )
    return save_agreement(owner=owner, draft=draft, actor=SYSTEM, now=now)


def _write_letters(owner: Organization, plan: Plan, now: datetime) -> tuple[Follow, Follow, str]:
    """A letter that waits for a look, one that can be stopped, and somebody who follows a plan."""
    drafts = [
        LetterDraft("campaign.reminder", f"k{one}", f"c{one}@example.org", "", SUBJECT, "Текст")
        for one in range(3)
    ]
    queue_letters(owner=owner, letters=drafts, now=now, is_held=True)
    target = follow_target(kind="plan", key=str(plan.pk))
    assert target is not None
    follow, confirmed = (
        start_following(
            target=target,
            address=f"{name}@example.org",
            frequency=Frequency.AT_ONCE,
            user=None,
            now=now,
        )
        for name in ("reader", "follower")
    )
    confirm_following(follow=confirmed, now=now)
    stop = Letter.objects.exclude(stop_token="").latest("pk").stop_token
    return follow, confirmed, stop
