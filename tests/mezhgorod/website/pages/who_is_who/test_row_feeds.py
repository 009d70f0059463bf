"""Agreements and publications on the page of a row: tied there, shown on both sides."""

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.html import texts, words
from tests.factories.people import make_owner, make_user
from tests.factories.plans import make_item, make_plan, make_section
from tests.factories.who_is_who import NOW, keeper

from mezhgorod.planning.models import AgreementItem, PeriodicalItem, PlanItem
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.actions import (
    AgreementDraft,
    PeriodicalDraft,
    save_agreement,
    save_periodical,
)
from mezhgorod.registry.models import Agreement, AuditEntry, Organization, Periodical
from mezhgorod.registry.rules import Role

pytestmark = [pytest.mark.django_db, pytest.mark.http]


def make_agreement(owner: Organization, title: str = "Соглашение о культуре") -> Agreement:
    draft = AgreementDraft(title)
    return save_agreement(owner=owner, draft=draft, actor=keeper(owner), now=NOW)


def make_periodical(owner: Organization, title: str = "Бюллетень") -> Periodical:
    draft = PeriodicalDraft(title, "еженедельно")
    return save_periodical(owner=owner, draft=draft, actor=keeper(owner), now=NOW)


@pytest.fixture
def item() -> PlanItem:
    return make_item(make_section(make_plan()))


@pytest.fixture
def owner(item: PlanItem) -> Organization:
    return item.section.plan.owner


@pytest.fixture
def site(client: Client, owner: Organization) -> Client:
    client.force_login(make_user("keeper", Role.DIRECTORATE, owner=owner))
    return client


def send(client: Client, item: PlanItem, feed: str, **more: str) -> HttpResponse:
    return client.post(f"/rows/{item.pk}/feeds/", {"feed": feed, **more}, follow=True)


def uses(client: Client, item: PlanItem) -> list[str]:
    return texts(client.get(f"/events/{item.event.uid}/"), "//ul[@class='uses']/li/a")


def test_a_row_is_tied_and_shown_on_both_sides_and_untied(
    site: Client, item: PlanItem, owner: Organization
) -> None:
    agreement, told = make_agreement(owner), make_periodical(owner)

    send(site, item, f"agreement:{agreement.pk}")
    send(site, item, f"periodical:{told.pk}")

    assert uses(site, item) == ["Соглашение о культуре", "Бюллетень"]
    assert item.event.title in words(site.get(f"/agreements/{agreement.pk}/"))
    publications = site.get(f"/associations/{owner.slug}/periodicals/")
    assert f"/events/{item.event.uid}/" in publications.content.decode()
    send(site, item, f"periodical:{told.pk}", do="unlink")
    send(site, item, f"agreement:{agreement.pk}", do="unlink")
    assert uses(site, item) == []
    actions = AuditEntry.objects.filter(action__endswith=".feed").values_list("action", flat=True)
    assert sorted(actions) == ["agreement.feed"] * 2 + ["periodical.feed"] * 2


def test_the_public_reads_what_a_row_carries_out_and_is_offered_nothing(
    client: Client, item: PlanItem, owner: Organization
) -> None:
    AgreementItem.objects.create(agreement=make_agreement(owner), item=item)
    make_periodical(owner, "Непривязанное издание")

    page = client.get(f"/events/{item.event.uid}/")

    assert texts(page, "//ul[@class='uses']/li") == ["По соглашению: Соглашение о культуре"]
    assert "Непривязанное" not in words(page)


@pytest.mark.parametrize(
    ("role", "own", "status"),
    [
        (None, True, 302),
        (Role.AUDITOR, True, 403),
        (Role.CITY_CONTACT, True, 403),
        (Role.DIRECTORATE, False, 403),
    ],
)
def test_others_tie_nothing(
    client: Client, item: PlanItem, owner: Organization, role: Role | None, own: bool, status: int
) -> None:
    told = make_periodical(owner)
    if role:
        where = owner if own else make_owner("Другой союз")
        client.force_login(make_user("reader", role, owner=where))

    answer = client.post(f"/rows/{item.pk}/feeds/", {"feed": f"periodical:{told.pk}"})

    assert (answer.status_code, PeriodicalItem.objects.count()) == (status, 0)
    assert "Бюллетень" not in words(client.get(f"/events/{item.event.uid}/"))


def test_a_row_of_a_foreign_draft_is_not_found(client: Client, owner: Organization) -> None:
    draft = make_plan("draft", state=PlanState.DRAFT, owner="Другой союз")
    item, told = make_item(make_section(draft)), make_periodical(owner)
    client.force_login(make_user("keeper", Role.DIRECTORATE, owner=owner))

    assert send(client, item, f"periodical:{told.pk}").status_code == 404


@pytest.mark.parametrize(
    "feed", ["", "agreement:", "agreement:0", "periodical:99999999999999999999", "plan:1"]
)
def test_what_is_not_there_is_not_tied(
    site: Client, item: PlanItem, owner: Organization, feed: str
) -> None:
    make_agreement(owner)

    assert (send(site, item, feed).status_code, AgreementItem.objects.count()) == (404, 0)


def test_feeds_of_another_owner_are_neither_offered_nor_tied(site: Client, item: PlanItem) -> None:
    stranger = make_owner("Другой союз")
    foreign = make_agreement(stranger, "Чужое соглашение")

    page = words(site.get(f"/events/{item.event.uid}/"))

    assert "Чужое соглашение" not in page
    assert send(site, item, f"agreement:{foreign.pk}").status_code == 404
    assert AgreementItem.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_row_asks_a_fixed_number_of_times(
    site: Client,
    item: PlanItem,
    owner: Organization,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        made = make_agreement(owner, f"Соглашение {number}")
        AgreementItem.objects.create(agreement=made, item=item)
        make_periodical(owner, f"Издание {number}")

    with django_assert_num_queries(18):
        site.get(f"/events/{item.event.uid}/")


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "piece"])
def test_an_open_row_leads_to_what_it_carries_out(client: Client, headers: dict[str, str]) -> None:
    draft = make_plan("draft", state=PlanState.DRAFT)
    item = make_item(make_section(draft))
    client.force_login(make_user("keeper", Role.DIRECTORATE, owner=draft.owner))

    page = client.get(f"/plans/draft/edit/rows/{item.pk}/", headers=headers).content.decode()

    assert f"/events/{item.event.uid}/#feeds" in page
