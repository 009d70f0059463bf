"""A campaign in progress with one city that has three rows of the last plan to decide about."""

from datetime import timedelta

from django.utils import timezone
from tests.factories.people import make_owner, make_party
from tests.factories.plans import make_plan, make_section

from mezhgorod.campaigns.models import Campaign, ProposedRow, Submission
from mezhgorod.campaigns.queries import reading_frame
from mezhgorod.campaigns.rules import (
    PROPOSE,
    CampaignCycle,
    CampaignRules,
    CampaignState,
    RefusalGround,
    RowChoice,
    RowOrigin,
    SubmissionState,
    rules_to_dict,
)
from mezhgorod.planning.models import Plan
from mezhgorod.registry.actions.links import issue_link, link_token
from mezhgorod.registry.rules import SYSTEM, Right
from planbook.plans import event_to_dict

Cells = list[list[str]]
HEADINGS = ("Конференции, семинары, форумы", "Спорт")
GROUND = RefusalGround("duplicate", "такое мероприятие уже есть в плане")
CARRIED = (
    ("XXIX конкурс детского рисунка", "май-июнь", "г. Вологда", "Оргкомитет конкурса"),
    ("Форум «Умный город»", "август", "г. Вологда", "Администрация г. Вологды"),
    ("Летняя Спартакиада городов", "сентябрь", "г. Вологда", "Дирекция"),
)
HINTS = ("В прошлом плане 25–27 августа, пт–вс.",)


def make_submission(
    party: str = "Администрация города Вологды",
    *,
    city: str = "Вологда",
    campaign: Campaign | None = None,
    rows: int = 3,
) -> Submission:
    """The proposals of a city, nothing decided yet; `rows` of the last plan are carried over."""
    made = campaign or make_campaign()
    submission = Submission.objects.create(
        campaign=made, party=make_party(party, city=city), section_heading=HEADINGS[0]
    )
    for place, words in enumerate(CARRIED[:rows], start=1):
        add_row(submission, cells(*words), RowOrigin.CARRIED, position=place, hints=HINTS)
    return submission


def make_campaign(state: CampaignState = CampaignState.OPEN, *, days_left: int = 12) -> Campaign:
    """Collecting for 2027, due in `days_left` days."""
    plan, today = _plan(), timezone.localdate()
    now = timezone.now()
    return Campaign.objects.create(
        owner=plan.owner,
        title="Предложения в план на 2027 год",
        cycle=CampaignCycle.YEAR,
        period_edtf="2027",
        period_start=plan.period_start,
        period_end=plan.period_end,
        plan=plan,
        state=state,
        opens_on=today - timedelta(days=30),
        due_on=today + timedelta(days=days_left),
        review_due_on=today + timedelta(days=days_left + 30),
        rules=rules_to_dict(CampaignRules(grounds=(GROUND,))),
        created_at=now,
        updated_at=now,
    )


def cells(title: str, timing: str = "май", place: str = "г. Вологда", who: str = "") -> Cells:
    return [["title", title], ["timing", timing], ["place", place], ["responsible", who]]


def add_row(
    submission: Submission,
    words: Cells,
    origin: RowOrigin = RowOrigin.NEW,
    *,
    position: int = 0,
    hints: tuple[str, ...] = (),
) -> ProposedRow:
    """A row as the party has it on its page."""
    frame = reading_frame(campaign=submission.campaign)
    is_carried = origin == RowOrigin.CARRIED
    read = frame.read(tuple((role, text) for role, text in words), heading=HEADINGS[0])
    return ProposedRow.objects.create(
        submission=submission,
        position=position or submission.rows.count() + 1,
        origin=origin,
        choice=RowChoice.UNDECIDED if is_carried else RowChoice.CHANGE,
        section_heading=HEADINGS[0],
        carried_cells=words if is_carried else [],
        cells=words,
        row=event_to_dict(read),
        hints=list(hints),
        updated_at=timezone.now(),
    )


def token_for(submission: Submission, right: Right = PROPOSE, *, days: int = 30) -> str:
    """The secret part of a personal link to these proposals."""
    now = timezone.now()
    link = issue_link(
        actor=SYSTEM,
        now=now,
        right=right,
        object_id=submission.pk,
        owner=submission.campaign.owner,
        party=submission.party,
        label="Предложения в план на 2027 год",
        expires_at=now + timedelta(days=days),
    )
    return link_token(link)


def decide_all(submission: Submission, choice: RowChoice = RowChoice.KEEP) -> None:
    submission.rows.filter(origin=RowOrigin.CARRIED).update(choice=choice)


def put(submission: Submission, state: SubmissionState, **fields: object) -> Submission:
    Submission.objects.filter(pk=submission.pk).update(state=state, **fields)
    submission.refresh_from_db()
    return submission


def _plan() -> Plan:
    found = Plan.objects.filter(slug="plan-2027").first()
    if found is not None:
        return found
    owner = make_owner()
    plan = make_plan(
        "plan-2027",
        owner=owner.name,
        title="План мероприятий на 2027 год",
        period_edtf="2027",
        period_start=timezone.localdate().replace(2027, 1, 1),
        period_end=timezone.localdate().replace(2027, 12, 31),
        state="collecting",
    )
    plan.columns.all().delete()
    headers = (
        ("number", "№ п/п"),
        ("title", "Мероприятие"),
        ("timing", "Сроки проведения"),
        ("place", "Место проведения"),
        ("responsible", "Ответственные"),
    )
    for place, (role, header) in enumerate(headers, start=1):
        plan.columns.create(position=place, role=role, header=header)
    for heading in HEADINGS:
        make_section(plan, heading)
    return plan
