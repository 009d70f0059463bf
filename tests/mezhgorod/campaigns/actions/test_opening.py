"""A campaign is prepared, invites, opens; its plan takes the form of the last one."""

from datetime import date

import pytest
from tests.factories import campaigns, people
from tests.factories.who_is_who import make_city, make_member

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.models import Campaign
from mezhgorod.campaigns.rules import CampaignState, Deadlines
from mezhgorod.planning.models import EventPlace, Plan
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import MunicipalityKind, Role, RuleViolation

pytestmark = pytest.mark.django_db
NOW = campaigns.NOW


def create(**fields: object) -> Campaign:
    return actions.create_campaign(
        owner=campaigns.owner(), draft=campaigns.draft(**fields), actor=campaigns.runner(), now=NOW
    )


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": "  "}, "campaign.no_title"),
        ({"title": "П" * 301}, "campaign.too_long"),
        ({"period_edtf": "скоро"}, "campaign.period"),
        (
            {"deadlines": Deadlines(date(2025, 11, 1), date(2025, 10, 1), date(2025, 12, 1))},
            "campaign.deadlines",
        ),
        ({"note": "П" * 5_001}, "campaign.too_long"),
    ],
)
def test_what_cannot_be_is_refused(fields: dict[str, object], code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        create(**fields)
    assert (refused.value.code, Campaign.objects.count()) == (code, 0)


def test_only_who_runs_campaigns_prepares_one() -> None:
    owner = campaigns.owner()
    for actor in (
        people.actor_with(Role.AUDITOR, owner),
        people.actor_with(Role.DIRECTORATE, people.make_owner("Другой союз")),
    ):
        with pytest.raises(RuleViolation) as refused:
            actions.create_campaign(owner=owner, draft=campaigns.draft(), actor=actor, now=NOW)
        assert refused.value.code == "campaign.run.forbidden"


def test_rows_of_a_foreign_plan_are_not_carried_over() -> None:
    foreign = campaigns.last_plan(of=people.make_owner("Другой союз"))
    with pytest.raises(RuleViolation) as refused:
        create(source_plan=foreign)
    assert refused.value.code == "campaign.foreign_plan"


def test_invited_twice_is_invited_once() -> None:
    campaign = campaigns.prepared(campaigns.vologda(), source=campaigns.last_plan())
    again = actions.invite_parties(
        campaign=campaign,
        parties=[campaigns.vologda(), campaigns.pskov(), campaigns.pskov()],
        actor=campaigns.runner(),
        now=NOW,
    )
    assert [one.party for one in again] == [campaigns.pskov()]
    counts = {one.party.spoken_name: one.rows.count() for one in campaign.submissions.all()}
    assert counts == {"Вологда": 2, "Псков": 2}


def test_a_department_finds_the_rows_under_its_name() -> None:
    sport = people.make_party("Спорт")
    campaign = campaigns.prepared(sport, source=campaigns.last_plan())
    ours = campaigns.submission_of(campaign, sport)
    assert (ours.section_heading, [row.title for row in ours.rows.all()]) == (
        "Спорт",
        ["Летняя спартакиада"],
    )


def place_rows(city: str, source: Plan) -> Municipality:
    """Let every row of a plan take place in one city."""
    found = make_city(city, MunicipalityKind.DISTRICT)
    events = source.sections.values("items__event")
    EventPlace.objects.filter(event__in=events).update(municipality=found)
    return found


@pytest.mark.parametrize("is_own", [False, True])
def test_a_member_finds_the_rows_of_its_district(is_own: bool) -> None:
    source = campaigns.last_plan()
    member = make_member("Боровичи", owner=campaigns.owner(), places=("Боровичский район",))
    district = place_rows("Боровичский район", source)
    of_district = people.make_party("Администрация района")
    if is_own:
        of_district.territory = district
        of_district.save()
    foreign = make_member(
        "Псков", owner=people.make_owner("Другой союз"), places=("Боровичский район",)
    )

    campaign = campaigns.prepared(member.member, of_district, foreign.member, source=source)

    counts = {
        one.spoken_name: campaigns.submission_of(campaign, one).rows.count()
        for one in (member.member, of_district, foreign.member)
    }
    assert list(counts.values()) == ([0, 3, 0] if is_own else [3, 0, 0])


def test_nobody_invited_opens_nothing() -> None:
    with pytest.raises(RuleViolation) as refused:
        actions.open_campaign(campaign=create(), actor=campaigns.runner(), now=NOW)
    assert refused.value.code == "campaign.nobody"


def test_opening_twice_makes_one_plan() -> None:
    campaign = campaigns.opened(source=campaigns.last_plan())
    again = actions.open_campaign(campaign=campaign, actor=campaigns.runner(), now=NOW)
    plan = Plan.objects.get(period_edtf="2026")
    assert again.plan == plan
    assert [one.heading_text for one in plan.sections.order_by("position")] == [
        "I. Форумы",
        "II. Спорт",
    ]
    assert [(one.role, one.header) for one in plan.columns.all()] == list(campaigns.COLUMNS)


def test_a_draft_of_the_period_is_joined_an_approved_plan_is_not() -> None:
    existing = campaigns.last_plan("2026")
    campaign = campaigns.prepared(campaigns.vologda())
    with pytest.raises(RuleViolation) as refused:
        actions.open_campaign(campaign=campaign, actor=campaigns.runner(), now=NOW)
    assert refused.value.code == "campaign.plan_exists"
    existing.state = PlanState.DRAFT
    existing.save(update_fields=["state"])
    campaign = actions.open_campaign(campaign=campaign, actor=campaigns.runner(), now=NOW)
    assert campaign.plan == existing
    assert (campaign.state, campaign.plan.state) == (CampaignState.OPEN, PlanState.COLLECTING)
