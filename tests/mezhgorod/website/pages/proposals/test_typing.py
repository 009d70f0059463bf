"""One row is kept while it is typed: the answers the page understands."""

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.factories.proposals import add_row, cells, decide_all, make_submission, put, token_for

from mezhgorod.campaigns.models import ProposedRow, Submission
from mezhgorod.campaigns.rules import (
    CampaignRules,
    CampaignState,
    EligibilityKind,
    EligibilityRule,
    SubmissionState,
    rules_to_dict,
)
from mezhgorod.website.pages.proposals.sheet import version_of

pytestmark = [pytest.mark.django_db, pytest.mark.http]


@pytest.fixture
def submission() -> Submission:
    return make_submission()


@pytest.fixture
def row(submission: Submission) -> ProposedRow:
    return add_row(submission, cells("Форум"))


def save(client: Client, row: ProposedRow, version: str, **words: str) -> HttpResponse:
    token = token_for(row.submission)
    fields = {f"r{row.pk}.{role}": text for role, text in words.items()}
    return client.post(f"/propose/{token}/rows/{row.pk}/save/", {**fields, "version": version})


def test_a_saved_row_tells_its_new_version_and_the_time(client: Client, row: ProposedRow) -> None:
    answer = save(client, row, version_of(row), timing="июнь")

    row.refresh_from_db()
    assert answer.status_code == 200
    assert answer.json()["version"] == version_of(row)
    assert len(answer.json()["saved"]) == len("14:05")
    assert (row.text("timing"), row.row["timing"]["text"]) == ("июнь", "июнь")
    assert answer.json()["advice"] == []


def test_a_saved_row_tells_what_it_still_lacks(client: Client, row: ProposedRow) -> None:
    campaign = row.submission.campaign
    dated = EligibilityRule(EligibilityKind.HAS_DAY)
    campaign.rules = rules_to_dict(CampaignRules(eligibility=(dated,)))
    campaign.save()
    lacking = save(client, row, version_of(row), timing="по согласованию")
    row.refresh_from_db()
    full = save(client, row, version_of(row), timing="12 июня")

    assert lacking.json()["advice"] == [f"«Форум»: условие «{dated.words}» не выполнено"]
    assert full.json()["advice"] == []


def test_another_version_is_answered_with_both_texts(client: Client, row: ProposedRow) -> None:
    seen = version_of(row)
    save(client, row, seen, timing="июнь")

    answer = save(client, row, seen, timing="июль")

    row.refresh_from_db()
    assert answer.status_code == 409
    assert answer.json()["version"] == version_of(row)
    assert answer.json()["cells"] == {
        f"r{row.pk}.title": "Форум",
        f"r{row.pk}.timing": "июнь",
        f"r{row.pk}.place": "г. Вологда",
        f"r{row.pk}.responsible": "",
        f"heading-r{row.pk}": "0",
    }
    assert row.text("timing") == "июнь"


@pytest.mark.parametrize("version", ["", "x", "9" * 40, "1", "0.deadbeef"])
def test_a_version_of_nothing_overwrites_nothing(
    client: Client, row: ProposedRow, version: str
) -> None:
    before = row.cells

    assert save(client, row, version if version != "1" else "7.x", timing="июль").status_code == 409

    row.refresh_from_db()
    assert row.cells == before


def test_too_long_words_are_refused_at_their_field(client: Client, row: ProposedRow) -> None:
    answer = save(client, row, version_of(row), title="я" * 6_000)

    assert answer.status_code == 422
    assert answer.json()["field"] == f"r{row.pk}.title"
    assert "6000 знаков" in answer.json()["message"]


def test_a_sent_submission_and_a_closed_campaign_say_so(client: Client, row: ProposedRow) -> None:
    submission = row.submission
    decide_all(submission)
    put(submission, SubmissionState.SUBMITTED)
    sent = save(client, row, version_of(row), timing="июнь")
    submission.campaign.state = CampaignState.CLOSED
    submission.campaign.save()
    closed = save(client, row, version_of(row), timing="июнь")

    assert (sent.status_code, closed.status_code) == (422, 422)
    assert "уже направлены" in sent.json()["message"]
    assert "Сбор предложений закрыт" in closed.json()["message"]
    row.refresh_from_db()
    assert row.text("timing") == "май"
