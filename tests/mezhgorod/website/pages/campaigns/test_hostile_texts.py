"""Markup, fields of templates and unseen signs in what people type: shown as words, never more."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import campaigns, people

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.actions import Merging, Refusal
from mezhgorod.campaigns.actions.telling import tell_decisions
from mezhgorod.campaigns.models import Campaign, ProposedRow, Submission
from mezhgorod.campaigns.rules import RefusalGround, preset
from mezhgorod.campaigns.rules.words import CampaignCycle
from mezhgorod.notices.models import Letter, LetterTemplate
from mezhgorod.registry.models import Contact
from mezhgorod.registry.rules import Role, RuleViolation

pytestmark = pytest.mark.django_db
NOW = campaigns.NOW
MARKUP = '<script>alert(1)</script><img src=x onerror=alert(1)>"><b>'
FIELDS = "{0.__class__} {link} {{ request.user }} {% debug %}"
UNSEEN = "\u202eФо\u200bрум\u2066 \ufeffго\u200fро\u2060дов\u202c"
HOSTILE = f"Форум {MARKUP} {FIELDS}"
ROW = (
    ("title", f"{UNSEEN} {MARKUP} {FIELDS}"),
    ("place", f"г. Вологда {MARKUP}"),
    ("timing", "май"),
)


@pytest.fixture
def campaign() -> Campaign:
    rules = preset(CampaignCycle.YEAR).rules
    ground = RefusalGround("hostile", f"{UNSEEN} {MARKUP} {FIELDS}")
    campaign = campaigns.opened(
        rules=type(rules)(required=rules.required, grounds=(ground,), source=rules.source),
        note=HOSTILE,
    )
    Contact.objects.create(organization=campaigns.vologda(), email="vologda@example.org")
    return campaign


@pytest.fixture
def ours(campaign: Campaign) -> Submission:
    submission = campaigns.sent(campaign, campaigns.vologda(), ROW, ROW, ROW)
    campaigns.sent(campaign, campaigns.pskov(), ROW)
    return submission


@pytest.fixture
def runner(client: Client) -> Client:
    client.force_login(people.make_user("runner", Role.DIRECTORATE, owner=campaigns.owner()))
    return client


def decide(campaign: Campaign, ours: Submission) -> None:
    """Refuse one row, merge another, return the third, each with hostile words."""
    first, second, third = ours.rows.order_by("position").values_list("pk", flat=True)
    theirs = ProposedRow.objects.exclude(submission=ours).get()
    who = {"campaign": campaign, "actor": campaigns.runner(), "now": NOW}
    actions.refuse_rows(row_ids=[first], refusal=Refusal("hostile", HOSTILE), **who)
    cells = (("title", HOSTILE), *ROW[1:])
    actions.merge_rows(merging=Merging(second, [theirs.pk], cells), **who)
    actions.return_rows(row_ids=[third], remark=HOSTILE, **who)


def assert_harmless(page: str) -> None:
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "{0.__class__}" in page
    assert "{{ request.user }}" in page
    assert not set("\u202e\u202c\u200b\u2066\u200f\u2060\ufeff") & set(page)


def test_unseen_signs_are_not_kept(campaign: Campaign, ours: Submission) -> None:
    stored = ours.rows.first()
    assert stored is not None
    assert stored.text("title") == f"Форум городов {MARKUP} {FIELDS}"
    assert campaign.rules["grounds"][0]["words"] == f"Форум городов {MARKUP} {FIELDS}"


def test_pages_of_the_coordinator_show_words_only(
    runner: Client, campaign: Campaign, ours: Submission
) -> None:
    pair = ProposedRow.objects.order_by("pk").values_list("pk", flat=True)
    merging = f"{reverse('campaign_rows_merge', args=(campaign.pk,))}?row={pair[0]}&row={pair[3]}"
    rows, gaps = (reverse(name, args=(campaign.pk,)) for name in ("campaign_rows", "campaign_gaps"))
    for address in (rows, gaps, merging):
        assert_harmless(runner.get(address).content.decode())
    decide(campaign, ours)
    for address in (f"{rows}?state=any", reverse("campaign", args=(campaign.pk,))):
        assert_harmless(runner.get(address).content.decode())


@pytest.mark.parametrize("end", ["", "print/"])
def test_the_page_of_a_city_shows_words_only(
    runner: Client, campaign: Campaign, ours: Submission, end: str
) -> None:
    address = reverse("proposals", args=(ours.pk,)) + end
    assert_harmless(runner.get(address).content.decode())
    decide(campaign, ours)
    assert_harmless(runner.get(address).content.decode())


def test_letters_repeat_words_and_understand_only_their_own_fields(
    campaign: Campaign, ours: Submission
) -> None:
    LetterTemplate.objects.create(
        owner=campaign.owner,
        kind="campaign.decided",
        subject="Решения: {campaign}",
        body="{decisions}\n{link}",
        updated_at=NOW,
    )
    decide(campaign, ours)

    tell_decisions(NOW + timedelta(minutes=31))

    letter = Letter.objects.get()
    assert FIELDS in letter.body
    assert letter.body.count("/propose/") == 1
    assert MARKUP in letter.body
    assert not set("\u202e\u202c\u200b\u2066") & set(letter.body + letter.subject)


def test_a_reason_in_a_letter_is_words(campaign: Campaign) -> None:
    actions.move_deadline(
        campaign=campaign,
        extension=actions.Extension(campaign.due_on + timedelta(days=3), f"{UNSEEN} {HOSTILE}"),
        address_of=lambda token: f"https://plan.example.org/propose/{token}/",
        actor=campaigns.runner(),
        now=NOW,
    )
    assert f"Причина: Форум городов {HOSTILE}" in Letter.objects.get().body


def test_a_title_of_unseen_signs_alone_is_no_title(campaign: Campaign) -> None:
    row = campaigns.typed(
        campaigns.submission_of(campaign, campaigns.vologda()), (("title", "\u200b\u202e\ufeff"),)
    )
    assert (row.text("title"), row.title) == ("", "без названия")


def test_a_ground_with_a_nul_is_refused() -> None:
    rules = preset(CampaignCycle.YEAR).rules
    grounds = (RefusalGround("nul", "Не\x00т"),)
    with pytest.raises(RuleViolation) as refused:
        campaigns.prepared(rules=type(rules)(grounds=grounds))
    assert refused.value.code == "campaign.bad_character"
    assert not Campaign.objects.exists()
