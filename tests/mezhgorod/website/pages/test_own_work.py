"""«Ждёт вас» on the first page: everybody sees what they have to do, nothing of others."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories.approvals import make_draft
from tests.factories.html import texts, tree_of
from tests.factories.people import actor_with, make_body, make_owner, make_party, make_user
from tests.factories.plans import make_item, make_plan, make_section
from tests.factories.proposals import make_campaign, make_submission, put

from mezhgorod.campaigns.models import Submission
from mezhgorod.campaigns.rules import CampaignState, RowState, SubmissionState
from mezhgorod.planning.actions.approval.approving import submit_for_approval
from mezhgorod.planning.models import Event, Invitation, ItemRemark
from mezhgorod.planning.rules import PlanState
from mezhgorod.planning.rules.preparation import ANSWER_INVITATION, InvitationState
from mezhgorod.registry.actions.links import issue_link
from mezhgorod.registry.models import Organization, User
from mezhgorod.registry.queries.links import link_token
from mezhgorod.registry.rules import NOBODY, SYSTEM, Role, slug_text
from mezhgorod.website.own_work import work_of

pytestmark = [pytest.mark.django_db, pytest.mark.http]

Told = dict[str, list[tuple[str, str]]]


@pytest.fixture
def owner() -> Organization:
    return make_owner()


def told(actor: object) -> Told:
    found = work_of(actor=actor, now=timezone.now(), today=timezone.localdate())  # type: ignore[arg-type]
    return {one.title: [(line.words, line.url) for line in one.lines] for one in found}


def contact(submission: Submission) -> User:
    return make_user(
        "contact", Role.CITY_CONTACT, owner=submission.campaign.owner, party=submission.party
    )


def invitation(owner: Organization, party: Organization, title: str, days: int = 9) -> Invitation:
    event = make_item(make_section(make_plan(f"plan-{slug_text(title)}")), title).event
    event.earliest = event.latest = timezone.localdate() + timedelta(days=days)
    event.timing_text = "скоро"
    event.save()
    return Invitation.objects.create(
        event=event, owner=owner, party=party, name=party.spoken_name, state=InvitationState.INVITED
    )


def test_a_city_sees_its_proposals_and_invitations(client: Client) -> None:
    mine = make_submission()
    theirs = make_submission("Администрация Пскова", city="Псков", campaign=mine.campaign)
    put(mine, SubmissionState.RETURNED)
    mine.rows.filter(position=1).update(state=RowState.RETURNED)
    owner, now = mine.campaign.owner, timezone.now()
    waits, _past, _foreign = (
        invitation(owner, mine.party, "Форум"),
        invitation(owner, mine.party, "Прошедший форум", days=-1),
        invitation(owner, theirs.party, "Чужой форум"),
    )
    waits.link = issue_link(
        right=ANSWER_INVITATION, object_id=waits.pk, owner=owner, party=mine.party, label="Ответ",
        expires_at=now + timedelta(days=9), actor=SYSTEM, now=now,
    )  # fmt: skip
    waits.save()
    client.force_login(contact(mine))

    page = client.get("/")

    assert texts(page, "//section[@class='own-work no-print']//h3") == [
        "Ваши предложения",
        "Приглашения без ответа",
    ]
    links = tree_of(page).xpath("//section[@class='own-work no-print']//a/@href")
    assert links == [f"/proposals/{mine.pk}/", f"/invitations/{link_token(waits.link)}/"]
    assert texts(page, "//section[@class='own-work no-print']//li") == [
        "Предложения в план на 2027 год, Вологда: "
        "1 строка возвращена с замечанием, осталось 12 дней",
        "Форум, скоро",
    ]


def test_a_closed_campaign_waits_for_nobody(client: Client) -> None:
    mine = make_submission(campaign=make_campaign(CampaignState.CLOSED))
    client.force_login(contact(mine))

    page = client.get("/")

    assert texts(page, "//section[@class='own-work no-print']") == []
    assert "Сейчас от вас ничего не ждут." in page.content.decode()


def test_the_directorate_sees_rows_late_parties_and_remarks(owner: Organization) -> None:
    campaign = make_campaign(days_left=-1)
    came = make_submission(campaign=campaign)
    put(came, SubmissionState.SUBMITTED)
    make_submission("Администрация Пскова", city="Псков", campaign=campaign)
    plan = make_draft(PlanState.IN_REVIEW)
    now = timezone.now()
    for closed in (None, now):
        ItemRemark.objects.create(
            plan=plan, row_text="Форум", text="Когда?", at=now, closed_at=closed
        )
    user = make_user("directorate", Role.DIRECTORATE, owner=owner)

    assert told(actor_with(Role.DIRECTORATE, owner, user=user)) == {
        "Замечания без ответа": [(f"{plan.title}: 1 замечание", f"/plans/{plan.slug}/approval/")],
        "Сбор предложений": [
            (
                "Предложения в план на 2027 год: ждут рассмотрения 1, опаздывают 1",
                f"/campaigns/{campaign.pk}/",
            )
        ],
    }
    foreign = make_owner("Другой союз")
    assert told(actor_with(Role.DIRECTORATE, foreign, user=user)) == {}


def test_an_approver_sees_steps_and_a_coordinator_the_own_section(owner: Organization) -> None:
    plan, body = make_draft(), make_body(owner)
    user = make_user("person")
    coordinator = actor_with(Role.BODY_COORDINATOR, owner, body=body, user=user)
    approver = actor_with(Role.APPROVER, owner, user=user)

    assert told(coordinator) == {"Строки вашей секции": [(plan.title, f"/plans/{plan.slug}/edit/")]}
    assert told(approver) == {}
    step = submit_for_approval(plan=plan, actor=SYSTEM, now=timezone.now())[0]
    assert told(coordinator) == {}
    assert told(approver) == {
        "Ждут вашего согласования": [
            (f"{plan.title}: {step.title}", f"/plans/{plan.slug}/approval/")
        ]
    }


def test_nothing_waits_for_the_public_or_on_another_day(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    mine = make_submission()
    with django_assert_num_queries(0):
        assert told(NOBODY) == {}
    client.force_login(contact(mine))

    assert "own-work" in client.get("/").content.decode()
    assert "own-work" not in client.get("/?on=2023-09-15").content.decode()
    client.logout()
    assert "own-work" not in client.get("/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_what_waits_costs_the_same_for_few_and_many(
    owner: Organization, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    campaign = make_campaign()
    party = make_party("Администрация города Вологды", city="Вологда")
    make_submission(party.name, campaign=campaign)
    for number in range(count):
        invitation(owner, party, f"Форум {number}")
        make_draft(slug=f"draft-{number}", period_edtf=str(2030 + number))
    user = make_user("person")
    city = actor_with(Role.CITY_CONTACT, owner, party=party, user=user)
    maker = actor_with(Role.DIRECTORATE, owner, user=user)

    with django_assert_num_queries(5):
        assert len(told(city)["Приглашения без ответа"]) == count
    with django_assert_num_queries(13):
        told(maker)


def test_a_long_list_leads_to_its_page_or_opens(owner: Organization, client: Client) -> None:
    party = make_party("Администрация города Вологды", city="Вологда")
    for number in range(7):
        invitation(owner, party, f"Форум {number}")
    section = make_section(make_plan(owner=owner.name))
    for number in range(8):
        item = make_item(section, f"Слёт {number}")
        day = timezone.localdate() - timedelta(days=30)
        Event.objects.filter(pk=item.event_id).update(earliest=day, latest=day)
    client.force_login(make_user("keeper", Role.DIRECTORATE, owner=owner))
    kept = client.get("/").content.decode()
    client.force_login(make_user("city", Role.CITY_CONTACT, owner=owner, party=party))
    hosted = client.get("/").content.decode()

    url = f"/held/?year=all&amp;owner={owner.slug}&amp;silent=all#silent"
    assert f'<a href="{url}">и ещё 3<span' in kept
    assert client.get(url.replace("&amp;", "&")).status_code == 200
    assert "<details><summary>и ещё 2<span" in hosted
    assert hosted.count("Форум 6") == 1
