"""Rows of two cities side by side: compared, put together, saved, taken back."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.factories import campaigns, people
from tests.factories.html import words as text_of

from mezhgorod.campaigns.models import Campaign, ProposedRow
from mezhgorod.registry.rules import Role

pytestmark = pytest.mark.django_db
OURS = (("title", "Форум малых городов"), ("place", "г. Вологда"), ("timing", "май"))
THEIRS = (("title", "Форум городов"), ("place", "г. Псков"), ("timing", "25-26 мая"))


@pytest.fixture
def campaign() -> Campaign:
    campaign = campaigns.opened()
    campaigns.sent(campaign, campaigns.vologda(), OURS)
    campaigns.sent(campaign, campaigns.pskov(), THEIRS)
    return campaign


@pytest.fixture
def runner(client: Client) -> Client:
    client.force_login(people.make_user("runner", Role.DIRECTORATE, owner=campaigns.owner()))
    return client


def row(party: str) -> ProposedRow:
    return ProposedRow.objects.get(submission__party__territory__name=party)


def address(campaign: Campaign) -> str:
    return reverse("campaign_rows_merge", args=(campaign.pk,))


def both() -> dict[str, list[int]]:
    return {"row": [row("Вологда").pk, row("Псков").pk]}


def sent(**cells: str) -> dict[str, object]:
    ours, theirs = row("Вологда"), row("Псков")
    seen = {f"seen-{one.pk}": one.sequence for one in (ours, theirs)}
    texts = {"cell-title": "Форум городов", "cell-place": "г. Псков", "cell-timing": "май"} | cells
    return {**both(), **seen, **texts, "into": ours.pk}


def test_each_cell_shows_what_both_say_and_a_common_text(
    runner: Client, campaign: Campaign, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(9):
        page = runner.get(address(campaign), both())
    shown = [(one.header, one.said, one.text) for one in page.context["cells"]]
    assert shown[1] == (
        "Сроки проведения",
        (("Вологда", "май"), ("Псков", "25-26 мая")),
        "25-26 мая",
    )
    assert [text for _, _, text in shown] == [
        "Форум малых городов",
        "25-26 мая",
        "г. Вологда, г. Псков",
        "",
    ]


def test_what_the_coordinator_typed_is_saved_and_can_be_taken_back(
    runner: Client, campaign: Campaign
) -> None:
    words = text_of(runner.post(address(campaign), sent(), follow=True))
    assert "Строки объединены: «Форум городов»" in words
    assert row("Вологда").cells == [
        ["title", "Форум городов"],
        ["timing", "май"],
        ["place", "г. Псков"],
    ]
    decide = reverse("campaign_rows_decide", args=(campaign.pk,))
    runner.post(decide, {"one": f"reconsider:{row('Псков').pk}"})
    assert (row("Вологда").cells, row("Псков").state) == ([list(one) for one in OURS], "submitted")


def test_a_refusal_keeps_what_was_typed(runner: Client, campaign: Campaign) -> None:
    answer = runner.post(address(campaign), sent(**{"cell-title": "", "cell-place": "г. Тверь"}))
    words = text_of(answer)
    assert (answer.status_code, row("Псков").state) == (422, "submitted")
    assert "У общей строки нет названия" in words
    assert "г. Тверь" in answer.content.decode()


def test_a_row_changed_meanwhile_is_told(runner: Client, campaign: Campaign) -> None:
    data = sent()
    ProposedRow.objects.filter(pk=row("Псков").pk).update(sequence=7)
    answer = runner.post(address(campaign), data)
    assert "изменили, пока вы объединяли" in text_of(answer)
    assert row("Вологда").cells == [list(one) for one in OURS]


@pytest.mark.parametrize("rows", [[], ["1"], ["x", "y"], ["999998", "999999"], ["-1"] * 2])
def test_rows_that_cannot_be_merged_lead_back(
    runner: Client, campaign: Campaign, rows: list[str]
) -> None:
    words = text_of(runner.get(address(campaign), {"row": rows}, follow=True))
    assert "Отметьте от двух до 10 строк" in words


def test_ticked_rows_lead_to_their_merging(runner: Client, campaign: Campaign) -> None:
    decide = reverse("campaign_rows_decide", args=(campaign.pk,))
    page = runner.post(decide, {"do": "merge", **both()}, follow=True)
    assert page.redirect_chain[0][0].startswith(address(campaign))
    assert "Чья строка остаётся" in text_of(page)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.APPROVER])
def test_who_only_reads_merges_nothing(client: Client, campaign: Campaign, role: Role) -> None:
    client.force_login(people.make_user("reader", role, owner=campaigns.owner()))
    assert client.get(address(campaign), both()).status_code == 403
    assert client.post(address(campaign), sent()).status_code == 403
    assert row("Псков").state == "submitted"


def test_foreign_rows_are_not_shown(client: Client, campaign: Campaign) -> None:
    other = people.make_owner("Другой союз")
    client.force_login(people.make_user("foreign", Role.DIRECTORATE, owner=other))
    assert client.get(address(campaign), both()).status_code == 404


def test_both_authors_read_what_became_of_their_rows(runner: Client, campaign: Campaign) -> None:
    runner.post(address(campaign), sent(**{"cell-timing": "25-26 мая"}))
    pages = {}
    for party in (campaigns.vologda(), campaigns.pskov()):
        submission = campaigns.submission_of(campaign, party)
        pages[party.spoken_name] = text_of(runner.get(reverse("proposals", args=(submission.pk,))))
    assert "Объединено с предложением Пскова. Общий текст:" in pages["Вологда"]
    assert "было: май стало: 25-26 мая" in pages["Вологда"]
    assert (
        "Объединено с предложением Вологды. Ваши слова сохранены. Общая строка:" in pages["Псков"]
    )
    assert ("25-26 мая" in pages["Псков"], "Форум городов" in pages["Псков"]) == (True, True)
