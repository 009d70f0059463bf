"""A superior reads the rows of a city and approves them or sends them back."""

import pytest
from django.test import Client
from tests.factories.html import texts, tree_of, words
from tests.factories.proposals import decide_all, make_submission, put, token_for

from mezhgorod.campaigns.models import Submission
from mezhgorod.campaigns.rules import CONFIRM, CampaignState, SubmissionState
from mezhgorod.registry.models import PersonalLink

pytestmark = [pytest.mark.django_db, pytest.mark.http]


@pytest.fixture
def submission() -> Submission:
    made = make_submission()
    decide_all(made)
    return made


def asked(client: Client, submission: Submission) -> str:
    """Ask for approval on the page of the city; return the address it shows."""
    url = f"/propose/{token_for(submission)}/"
    client.post(url, {"do": "ask", "approver": "Заместитель главы"})
    (address,) = tree_of(client.get(url)).xpath("//input[@id='approval-url']/@value")
    return str(address).removeprefix("http://testserver")


def state_of(submission: Submission) -> str:
    submission.refresh_from_db()
    return submission.state


def test_a_link_is_made_and_the_rows_wait(client: Client, submission: Submission) -> None:
    address = asked(client, submission)

    page = Client().get(address)

    assert address.startswith("/confirm/")
    assert PersonalLink.objects.latest("pk").label == "Согласование: Заместитель главы"
    assert state_of(submission) == SubmissionState.IN_APPROVAL
    assert (
        texts(page, "//li[@class='prow']//p[@class='what']")[0] == "XXIX конкурс детского рисунка"
    )
    assert texts(page, "//main//button") == ["Согласовать и направить", "Вернуть автору"]


def test_approval_sends_the_rows_once(client: Client, submission: Submission) -> None:
    address = asked(client, submission)

    for _ in range(2):
        page = client.post(address, {"do": "approve"}, follow=True)

    assert state_of(submission) == SubmissionState.SUBMITTED
    assert "Предложения согласованы и направлены" in words(page)
    assert texts(page, "//main//button") == []


def test_a_remark_brings_the_rows_back_to_their_author(
    client: Client, submission: Submission
) -> None:
    address = asked(client, submission)

    empty = client.post(address, {"do": "decline", "remark": " "})
    client.post(address, {"do": "decline", "remark": "Добавьте День города."})

    assert empty.status_code == 422
    assert "Напишите, что исправить" in words(empty)
    assert state_of(submission) == SubmissionState.DRAFT
    page = client.get(f"/propose/{token_for(submission)}/")
    assert "Предложения не согласованы. Замечание: Добавьте День города." in words(page)
    late = client.post(address, {"do": "approve"}, follow=True)
    assert "Согласовывать нечего" in words(late, "//*[@id='messages']")


def test_the_author_takes_the_rows_back(client: Client, submission: Submission) -> None:
    address = asked(client, submission)

    client.post(f"/propose/{token_for(submission)}/", {"do": "withdraw"})

    assert "Сейчас согласовывать нечего" in words(client.get(address))


def test_who_proposes_cannot_approve_by_the_same_link(
    client: Client, submission: Submission
) -> None:
    asked(client, submission)
    token = token_for(submission)

    assert client.get(f"/confirm/{token}/").status_code == 404
    page = client.post(f"/propose/{token}/", {"do": "confirm"}, follow=True)

    assert "нет права" in words(page, "//*[@id='messages']")
    assert state_of(submission) == SubmissionState.IN_APPROVAL


def test_after_the_end_nothing_is_approved(client: Client, submission: Submission) -> None:
    put(submission, SubmissionState.IN_APPROVAL)
    url = f"/confirm/{token_for(submission, CONFIRM)}/"
    submission.campaign.state = CampaignState.CLOSED
    submission.campaign.save()

    page = client.post(url, {"do": "approve"}, follow=True)

    assert "Сбор предложений закрыт" in words(page)
    assert state_of(submission) == SubmissionState.IN_APPROVAL
    assert client.post(url, {"do": "explode"}).status_code == 404
