"""«Мои предложения»: what waits for the organizations of a person."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.html import texts, words
from tests.factories.people import make_user
from tests.factories.proposals import make_campaign, make_submission, put

from mezhgorod.campaigns.models import Campaign, Submission
from mezhgorod.campaigns.rules import SubmissionState
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import Role

pytestmark = [pytest.mark.django_db, pytest.mark.http]


def contact(*submissions: Submission) -> User:
    person = make_user("contact")
    for one in submissions:
        owner = one.campaign.owner
        make_user("contact", Role.CITY_CONTACT, owner=owner, party=one.party)
    return person


def test_the_only_one_that_waits_opens_at_once(client: Client) -> None:
    submission = make_submission()
    client.force_login(contact(submission))

    answer = client.get("/proposals/")

    assert (answer.status_code, answer.url) == (302, f"/proposals/{submission.pk}/")


@pytest.mark.parametrize("count", [1, 3])
def test_what_waits_stands_first_and_foreign_ones_nowhere(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    first = make_submission()
    answered = make_submission("Город Сокол", city="Сокол", campaign=first.campaign, rows=0)
    put(answered, SubmissionState.NOTHING)
    make_submission("Город Котлас", city="Котлас", campaign=first.campaign)
    more = [
        make_submission(f"Город {n}", city=f"Город {n}", campaign=first.campaign)
        for n in range(count)
    ]
    client.force_login(contact(first, answered, *more))

    with django_assert_num_queries(4):  # session, user, roles, proposals
        page = client.get("/proposals/")

    waiting = texts(page, "//ul[@class='entries'][1]//p[@class='where']")
    assert len(waiting) == count + 1
    assert "Вологда, не начато, 3 строки" in waiting
    assert texts(page, "//ul[@class='entries'][2]//p[@class='where']") == ["Сокол, предложений нет"]
    assert "Котлас" not in words(page)


def test_the_last_day_and_a_day_too_late(client: Client) -> None:
    today, late = make_submission(campaign=make_campaign(days_left=0)), None
    Campaign.objects.filter(pk=today.campaign.pk).update(plan=None)
    late = make_submission("Город Сокол", city="Сокол", campaign=make_campaign(days_left=-3))
    client.force_login(contact(today, late))

    page = client.get("/proposals/")

    whens = texts(page, "//p[@class='when']")
    assert whens[0].endswith("опоздание 3 дня: направить ещё можно, пока сбор не закрыт")
    assert whens[1].endswith("сегодня последний день")
    assert "срок прошёл 3 дня назад" in words(client.get(f"/proposals/{late.pk}/"))


def test_nobody_waits_for_an_outsider(client: Client) -> None:
    make_submission()
    client.force_login(make_user("nobody"))

    assert "Сейчас никто не ждёт ваших предложений." in words(client.get("/proposals/"))
    client.logout()
    assert client.get("/proposals/").status_code == 302
