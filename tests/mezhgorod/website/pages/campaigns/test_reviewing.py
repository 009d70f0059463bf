"""Rows under review: seen with what was understood, decided in place."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.factories import campaigns, people
from tests.factories.html import words as text_of

from mezhgorod.campaigns.models import Campaign, ProposedRow
from mezhgorod.registry.rules import Role

pytestmark = pytest.mark.django_db
NO_HOST = (("title", "Слёт молодёжи"), ("place", "по назначению"), ("timing", "12-14 июня"))


@pytest.fixture
def campaign() -> Campaign:
    campaign = campaigns.opened()
    campaigns.sent(campaign, campaigns.vologda(), campaigns.FORUM, NO_HOST)
    campaigns.sent(campaign, campaigns.pskov(), campaigns.GAMES)
    return campaign


@pytest.fixture
def runner(client: Client) -> Client:
    client.force_login(people.make_user("runner", Role.DIRECTORATE, owner=campaigns.owner()))
    return client


def row(title: str) -> ProposedRow:
    return ProposedRow.objects.get(row__title=title)


def decide(client: Client, campaign: Campaign, **data: object) -> str:
    address = reverse("campaign_rows_decide", args=(campaign.pk,))
    names = {name.replace("_", "-"): value for name, value in data.items()}
    return text_of(client.post(address, names, follow=True))


def test_words_understanding_and_lacks_stand_together(runner: Client, campaign: Campaign) -> None:
    words = text_of(runner.get(reverse("campaign_rows", args=(campaign.pk,))))
    for expected in (
        "Слёт молодёжи",
        "по назначению",
        "с 12 по 14 июня 2026 года",
        "условие «назван принимающий город» не выполнено",
        "Принять все без замечаний (2)",
        "Строка направлена",
    ):
        assert expected in words


def test_rows_of_one_party_and_state(runner: Client, campaign: Campaign) -> None:
    address = reverse("campaign_rows", args=(campaign.pk,))
    page = runner.get(address, {"party": campaigns.pskov().pk})
    assert [one.row.title for one in page.context["rows"]] == ["Летняя спартакиада"]
    page = runner.get(address, {"state": "refused"})
    assert page.context["rows"] == []
    page = runner.get(address, {"state": "any", "party": "x", "page": "99"})
    assert len(page.context["rows"]) == 3


def test_all_without_remarks_are_accepted_together(runner: Client, campaign: Campaign) -> None:
    clear = [row("Форум городов").pk, row("Летняя спартакиада").pk]
    words = decide(runner, campaign, do="accept_clear", clear=clear, row=[row("Слёт молодёжи").pk])
    assert "2 строки приняты в проект плана" in words
    assert row("Слёт молодёжи").state == "submitted"


def test_one_row_each_way(runner: Client, campaign: Campaign) -> None:
    forum, games, meeting = row("Форум городов"), row("Летняя спартакиада"), row("Слёт молодёжи")
    decide(runner, campaign, one=f"accept:{forum.pk}")
    decide(runner, campaign, one=f"return:{meeting.pk}", **{f"remark_{meeting.pk}": "Кто примет?"})
    words = decide(runner, campaign, one=f"refuse:{games.pk}", **{f"ground_{games.pk}": "not_ours"})
    assert "Автор увидит основание" in words
    states = [ProposedRow.objects.get(pk=one.pk).state for one in (forum, meeting, games)]
    assert states == ["accepted", "returned", "refused"]
    decide(runner, campaign, one=f"reconsider:{games.pk}")
    assert row("Летняя спартакиада").state == "submitted"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"do": "accept"},
        {"one": "accept:"},
        {"one": "fly:1"},
        {"one": "merge:1:2"},
        {"do": "merge"},
        {"do": "merge", "row": ["1", "x"]},
        {"one": "return:99999999999999999999"},
        {"do": "accept", "row": ["x"]},
    ],
)
def test_rubbish_decides_nothing(
    runner: Client, campaign: Campaign, data: dict[str, object]
) -> None:
    decide(runner, campaign, **data)
    assert set(ProposedRow.objects.values_list("state", flat=True)) == {"submitted"}


def test_an_auditor_decides_nothing(client: Client, campaign: Campaign) -> None:
    client.force_login(people.make_user("auditor", Role.AUDITOR, owner=campaigns.owner()))
    assert "Принять" not in text_of(client.get(reverse("campaign_rows", args=(campaign.pk,))))
    words = decide(client, campaign, one=f"accept:{row('Форум городов').pk}")
    assert "У вас нет права вести сбор предложений" in words
    assert row("Форум городов").state == "submitted"


def test_gaps_name_silent_parties_and_lead_on(runner: Client, campaign: Campaign) -> None:
    words = text_of(runner.get(reverse("campaign_gaps", args=(campaign.pk,))))
    assert "Не рассмотрено строк: 3" in words
    assert "Собрать проект можно, когда сбор закрыт" in words


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_rows(
    runner: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    parties = [people.make_party(f"Департамент {number}") for number in range(count)]
    campaign = campaigns.opened(*parties, campaigns.vologda())
    for party in parties:
        campaigns.sent(campaign, party, campaigns.FORUM, campaigns.FORUM)
    with django_assert_num_queries(14):
        page = runner.get(reverse("campaign_rows", args=(campaign.pk,)))
    assert [len(one.alike) for one in page.context["rows"]] == [min(2 * count - 1, 5)] * 2 * count


def test_numbers_beside_states_are_those_of_the_chosen_party(
    runner: Client, campaign: Campaign
) -> None:
    address = reverse("campaign_rows", args=(campaign.pk,))
    everybody = runner.get(address).context["states"]
    page = runner.get(address, {"party": campaigns.pskov().pk})
    assert everybody == [("submitted", "на рассмотрении", 3)]
    assert page.context["states"] == [("submitted", "на рассмотрении", 1)]


def test_long_lists_are_shown_by_pages_that_keep_the_choice(runner: Client) -> None:
    campaign = campaigns.opened(campaigns.vologda())
    rows = [
        (("title", f"Спартакиада {number}"), ("place", "г. Псков"), ("timing", "12 июня"))
        for number in range(52)
    ]
    campaigns.sent(campaign, campaigns.vologda(), *rows)
    choice = {"party": campaigns.vologda().pk, "state": "any"}
    page = runner.get(reverse("campaign_rows", args=(campaign.pk,)), choice | {"page": 2})
    assert [one.row.title for one in page.context["rows"]] == ["Спартакиада 50", "Спартакиада 51"]
    assert f"?state=any&amp;party={choice['party']}&amp;page=1" in page.content.decode()
