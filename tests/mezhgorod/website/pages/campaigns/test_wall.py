"""The coordinator's pages of a campaign: made, watched, written to, closed."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories import campaigns, people
from tests.factories.html import words as text_of

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.models import Campaign, Submission
from mezhgorod.notices.models import Letter
from mezhgorod.registry.models import Contact, User
from mezhgorod.registry.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    return campaigns.opened(source=campaigns.last_plan())


@pytest.fixture
def runner(client: Client) -> Client:
    user = people.make_user("runner", Role.DIRECTORATE, owner=campaigns.owner())
    client.force_login(user)
    return client


def url(name: str, campaign: Campaign) -> str:
    return reverse(name, args=(campaign.pk,))


def ids() -> list[int]:
    return list(Submission.objects.values_list("pk", flat=True))


def test_nothing_yet_says_how_to_begin(runner: Client) -> None:
    page = runner.get(reverse("campaigns"))
    assert "Начать первый сбор" in text_of(page)


def test_a_campaign_is_made_in_two_steps(runner: Client) -> None:
    source = campaigns.last_plan()
    address = f"{reverse('campaign_new')}?from=plan:{source.pk}&period=next"
    first, second = runner.get(reverse("campaign_new")), runner.get(address)
    assert "План основных мероприятий на 2025 год" in text_of(first)
    form = second.context["form"]
    assert (form.period.edtf, form.values["due_on"]) == ("2026", "2025-11-15")
    choices = [(one.name, one.reason) for one, _ in second.context["choices"]]
    assert choices == [
        ("Вологда", "строк в прошлом плане: 2"),
        ("Псков", "строк в прошлом плане: 2"),
    ]
    keys = [one.key for one, _ in second.context["choices"]]
    data = {**form.values, "required": form.required, "invited": keys, "do": "open"}
    answer = runner.post(address, data)
    made = Campaign.objects.get()
    assert answer.url == url("campaign", made)
    assert (made.state, made.submissions.count(), made.plan.title) == (
        "open",
        2,
        "План основных мероприятий на 2026 год",
    )


def test_a_wrong_day_is_told_at_its_field_and_nothing_is_made(runner: Client) -> None:
    address = f"{reverse('campaign_new')}?from=owner:{campaigns.owner().pk}&period=2026"
    form = runner.get(address).context["form"]
    answer = runner.post(address, {**form.values, "due_on": "вчера", "do": "open"})
    assert (answer.status_code, answer.context["form"].errors) == (
        422,
        {"due_on": "Укажите день, например 15.11.2026."},
    )
    assert not Campaign.objects.exists()


@pytest.mark.parametrize("query", ["from=plan:999&period=2026", "from=plan:x&period=2026", "from="])
def test_unknown_beginnings_show_the_first_step(runner: Client, query: str) -> None:
    page = runner.get(f"{reverse('campaign_new')}?{query}")
    assert "Шаг 1 из 2" in text_of(page)


@pytest.mark.parametrize("name", ["campaign", "campaign_rows", "campaign_gaps"])
def test_who_opens_the_pages(client: Client, campaign: Campaign, name: str) -> None:
    owner, address = campaigns.owner(), url(name, campaign)
    assert client.get(address).status_code == 302
    seen = {}
    for role, of in (
        (Role.AUDITOR, owner),
        (Role.CITY_CONTACT, owner),
        (Role.DIRECTORATE, people.make_owner("Другой союз")),
    ):
        party = campaigns.vologda() if role == Role.CITY_CONTACT else None
        client.force_login(people.make_user(f"who-{role}", role, owner=of, party=party))
        seen[role] = client.get(address).status_code
    assert seen == {Role.AUDITOR: 200, Role.CITY_CONTACT: 404, Role.DIRECTORATE: 404}


def test_an_auditor_reads_and_changes_nothing(client: Client, campaign: Campaign) -> None:
    client.force_login(people.make_user("auditor", Role.AUDITOR, owner=campaigns.owner()))
    page = text_of(client.get(url("campaign", campaign)))
    assert "Закрыть сбор" not in page
    assert "Вологда" in page
    client.post(url("campaign_do", campaign), {"do": "close"})
    client.post(url("campaign_parties", campaign), {"do": "remind_all"})
    assert client.post(url("campaign_invite", campaign), {"invited": ["m1"]}).status_code == 403
    campaign.refresh_from_db()
    assert (campaign.state, Letter.objects.count()) == ("open", 0)


def test_figures_are_doors(runner: Client, campaign: Campaign) -> None:
    campaigns.sent_carried(campaign, campaigns.vologda())
    page = runner.get(url("campaign", campaign), {"show": "waiting"})
    assert [one.line.name for one in page.context["lines"]] == ["Псков"]
    figures = [(one.label, one.count) for one in page.context["figures"]]
    assert figures[:3] == [("всего", 2), ("ответили", 1), ("ждём ответа", 1)]


def test_the_wall_costs_the_same_for_many(
    runner: Client, campaign: Campaign, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = url("campaign", campaign)
    runner.get(address)
    with django_assert_num_queries(15):
        runner.get(address)
    more = [people.make_party(f"Департамент {number}") for number in range(30)]
    campaigns.invite(campaign, *more)
    with django_assert_num_queries(15):
        runner.get(address)


def test_closing_and_opening_again(runner: Client, campaign: Campaign) -> None:
    for do, state in (("close", "closed"), ("reopen", "open"), ("fly", "open")):
        runner.post(url("campaign_do", campaign), {"do": do})
        campaign.refresh_from_db()
        assert campaign.state == state


def test_letters_are_queued_for_a_look_and_printed(runner: Client, campaign: Campaign) -> None:
    Contact.objects.create(organization=campaigns.vologda(), email="vologda@example.org")
    answer = runner.post(url("campaign_parties", campaign), {"do": "remind_all"}, follow=True)
    words = text_of(answer)
    assert "1 письмо ждёт проверки" in words
    assert "Нет адреса для писем: Псков" in words
    printed = runner.post(url("campaign_parties", campaign), {"do": "letters", "party": ids()})
    with zipfile.ZipFile(io.BytesIO(printed.content)) as package:
        document = package.read("word/document.xml").decode()
    assert document.count("/propose/") == 2
    assert "no-store" in printed["Cache-Control"]


def test_links_are_shown_to_be_copied_and_open_the_page(runner: Client, campaign: Campaign) -> None:
    page = runner.post(url("campaign_parties", campaign), {"do": "links", "party": ids()[:1]})
    (shown,) = page.context["letters"]
    assert "no-store" in page["Cache-Control"]
    visitor = Client()
    assert visitor.get(shown.url).status_code == 200


def test_a_later_day_and_a_return_from_the_wall(runner: Client, campaign: Campaign) -> None:
    first, second = ids()
    runner.post(
        url("campaign_parties", campaign),
        {"do": "extend", "party": [first], "due_on": "2025-11-25", "show": "late"},
    )
    sent = campaigns.sent_carried(campaign, Submission.objects.get(pk=second).party)
    runner.post(
        url("campaign_parties", campaign),
        {"do": "return", "party": [second], "remark": "Уточните сроки"},
    )
    sent.refresh_from_db()
    extended = Submission.objects.get(pk=first)
    assert (str(extended.due_on), sent.state, sent.remark) == (
        "2025-11-25",
        "returned",
        "Уточните сроки",
    )


def test_bad_days_and_empty_choices_are_told(runner: Client, campaign: Campaign) -> None:
    for data, words in (
        ({"do": "extend", "party": ids(), "due_on": "2025-99-99"}, "Укажите новый срок днём"),
        ({"do": "return", "remark": "?"}, "Отметьте организации"),
        ({"do": "remind", "party": ["x", "-1"]}, "Напоминать некому"),
    ):
        answer = runner.post(url("campaign_parties", campaign), data, follow=True)
        assert words in text_of(answer)


def test_who_only_proposes_is_led_to_their_page(client: Client, campaign: Campaign) -> None:
    user: User = people.make_user(
        "contact", Role.CITY_CONTACT, owner=campaigns.owner(), party=campaigns.vologda()
    )
    client.force_login(user)
    assert client.get(reverse("campaigns")).url == reverse("my_proposals")
    assert client.get(reverse("campaign_new")).status_code == 403


def test_the_deadline_is_moved_with_a_reason(runner: Client, campaign: Campaign) -> None:
    Contact.objects.create(organization=campaigns.vologda(), email="vologda@example.org")
    day = campaign.period_start.replace(month=12, day=20)
    data = {"do": "move", "due_on": day.isoformat(), "reason": "По просьбе городов"}
    for _ in range(2):
        answer = runner.post(url("campaign_do", campaign), data, follow=True)
    campaign.refresh_from_db()
    assert campaign.due_on == day
    assert [one.kind for one in Letter.objects.all()] == ["campaign.deadline"]
    assert f"Срок предложений: до {day:%d.%m.%Y}" in text_of(answer)


@pytest.mark.parametrize(
    "data", [{}, {"due_on": "вчера", "reason": "Да"}, {"due_on": "2026-12-20"}]
)
def test_a_deadline_without_day_or_reason_stays(
    runner: Client, campaign: Campaign, data: dict[str, str]
) -> None:
    answer = runner.post(url("campaign_do", campaign), {"do": "move", **data}, follow=True)
    before = campaign.due_on
    campaign.refresh_from_db()
    assert (campaign.due_on, len(list(answer.context["messages"]))) == (before, 1)


def test_departments_of_a_region_are_its_units(client: Client) -> None:
    region = people.make_owner("Правительство области")
    type(region).objects.filter(pk=region.pk).update(kind="executive")
    departments = [people.make_party(f"Департамент {name}") for name in ("культуры", "спорта")]
    type(region).objects.filter(pk__in=[one.pk for one in departments]).update(kind="executive")
    client.force_login(people.make_user("head", Role.DIRECTORATE, owner=region))
    runner = campaigns.runner(region)
    region.refresh_from_db()
    campaign = actions.create_campaign(
        owner=region, draft=campaigns.draft(), actor=runner, now=campaigns.NOW
    )
    actions.invite_parties(campaign=campaign, parties=departments, actor=runner, now=campaigns.NOW)
    actions.open_campaign(campaign=campaign, actor=runner, now=campaigns.NOW)

    page = text_of(client.get(url("campaign", campaign)))

    assert "напишите тем, кого ждём: 2 подразделения" in page.replace("\xa0", " ")
    assert ("организаци" in page.lower(), "членов" in page) == (False, False)


def test_the_wall_tells_by_how_many_days_somebody_is_late(
    runner: Client, campaign: Campaign
) -> None:
    past = timezone.localdate() - timedelta(days=3)
    Campaign.objects.update(opens_on=past, due_on=past, review_due_on=past)
    page = text_of(runner.get(url("campaign", campaign))).replace("\xa0", " ")
    assert "опоздание 3 дня" in page
