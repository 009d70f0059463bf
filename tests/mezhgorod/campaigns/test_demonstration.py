"""The demonstration: a campaign in progress out of the real plan, people with one role each."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from tests.factories.plans import make_item, make_plan, make_section

from mezhgorod.campaigns.models import Campaign, ProposedRow, Submission
from mezhgorod.registry.models import RoleGrant, User


@pytest.mark.django_db
def test_demo_shows_a_campaign_in_every_stage(demo: None) -> None:
    call_command("load_demo_campaign", verbosity=0)
    call_command("load_demo_campaign", verbosity=0)

    campaign = Campaign.objects.get()
    states = Counter(campaign.submissions.values_list("state", flat=True))
    assert states == {
        "accepted": 7, "submitted": 1, "draft": 3, "not_started": 7, "returned": 1, "nothing": 1,
    }  # fmt: skip
    accepted = ProposedRow.objects.filter(state="accepted")
    assert accepted.count() == 14
    assert {row.item.section.plan_id for row in accepted.select_related("item__section")} == {
        campaign.plan_id
    }
    source = campaign.source_plan
    assert source is not None
    assert source.slug == "sgtsszr-2023"


@pytest.mark.django_db
def test_without_the_plan_of_the_corpus_nothing_is_shown() -> None:
    make_item(make_section(make_plan(owner="Ассоциация городов Поволжья")))

    call_command("load_demo_campaign", verbosity=0)

    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_demo_people_have_one_role_each(demo: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEZHGOROD_DEMO_PASSWORD", "Вологда-2023-план")
    call_command("load_demo_people")
    User.objects.get(username="revizor").set_password("другой-пароль-1")
    call_command("load_demo_people")

    grants = RoleGrant.objects.order_by("user__username").select_related("user", "party", "body")
    assert [(one.user.username, one.role, str(one.party or one.body or "")) for one in grants] == [
        ("direktsiya", "directorate", ""),
        ("pravlenie", "approver", ""),
        ("revizor", "auditor", ""),
        ("sektsiya", "coordinator", "Секция «Информатизация»"),
        ("vologda", "city_contact", "Муниципальное образование «Вологда»"),
    ]
    assert not User.objects.filter(username="direktsiya", is_staff=True).exists()


@pytest.mark.django_db
def test_demo_people_need_a_password_and_an_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEZHGOROD_DEMO_PASSWORD", raising=False)
    with pytest.raises(CommandError, match="MEZHGOROD_DEMO_PASSWORD"):
        call_command("load_demo_people")
    monkeypatch.setenv("MEZHGOROD_DEMO_PASSWORD", "Вологда-2023-план")

    call_command("load_demo_people")

    assert not User.objects.exists()
