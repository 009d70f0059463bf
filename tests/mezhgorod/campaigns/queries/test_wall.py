"""The wall and the lists cost the same for one party and for three hundred."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories import campaigns, people

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.queries import (
    campaigns_visible_to,
    duplicate_suggestions,
    reviewed_rows,
    rows_of,
    submissions_of,
    wall_of,
    ways_of_rows,
)
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import NOBODY, Role

pytestmark = pytest.mark.django_db
TODAY = campaigns.NOW.date()


def many(count: int) -> list[Organization]:
    return [people.make_party(f"Департамент {number}") for number in range(count)]


@pytest.mark.parametrize("count", [1, 3, 300])
def test_queries_of_the_wall(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    campaign = campaigns.opened(*many(count))
    with django_assert_num_queries(3):
        wall = wall_of(campaign=campaign, today=TODAY)
        assert [line.name for line in wall.lines][:1] == ["Департамент 0"]
    assert (len(wall.lines), wall.answered_count, wall.late_count) == (count, 0, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_review(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    campaign = campaigns.opened(*many(count))
    for party in many(count):
        campaigns.sent(campaign, party, campaigns.FORUM, campaigns.GAMES)
    with django_assert_num_queries(4):
        rows = list(rows_of(campaign=campaign))
        shown = reviewed_rows(campaign=campaign, rows=rows)
        ways = ways_of_rows(rows=rows)
    assert (len(shown), len(ways)) == (2 * count, 2 * count)


def test_the_numbers_of_a_campaign_in_progress() -> None:
    vologda, pskov = campaigns.vologda(), campaigns.pskov()
    silent = people.make_party("Молчащий департамент")
    campaign = campaigns.opened(vologda, pskov, silent)
    campaigns.sent(campaign, vologda, campaigns.FORUM, campaigns.GAMES)
    theirs = campaigns.submission_of(campaign, pskov)
    actions.nothing_to_propose(
        submission=theirs, reason="", actor=campaigns.contact(pskov), now=campaigns.NOW
    )
    wall = wall_of(campaign=campaign, today=TODAY + timedelta(days=60))
    assert [(line.name, line.row_count, line.is_late) for line in wall.lines] == [
        ("Вологда", 2, False),
        ("Молчащий департамент", 0, True),
        ("Псков", 0, False),
    ]
    assert (wall.answered_count, wall.late_count, wall.rows["submitted"]) == (2, 1, 2)


def test_rows_alike_are_explained() -> None:
    campaign = campaigns.opened()
    campaigns.sent(campaign, campaigns.vologda(), campaigns.FORUM, campaigns.SEMINAR)
    alike = (("title", "Форум городов"), ("place", "г. Вологда"), ("timing", "июнь"))
    campaigns.sent(campaign, campaigns.pskov(), alike, campaigns.GAMES)
    (pair,) = duplicate_suggestions(campaign=campaign)
    assert (pair.row.title, pair.other.title, pair.words) == (
        "Форум городов",
        "Форум городов",
        "название то же, место то же, раздел тот же",
    )
    assert pair.points >= 70


def test_who_sees_which_campaigns() -> None:
    campaign = campaigns.opened()
    foreign = people.make_owner("Другой союз")
    seen = {
        "directorate": campaigns.runner(),
        "auditor": people.actor_with(Role.AUDITOR, campaigns.owner()),
        "contact": campaigns.contact(campaigns.vologda()),
        "foreign": people.actor_with(Role.DIRECTORATE, foreign),
        "public": NOBODY,
    }
    assert {
        name: list(campaigns_visible_to(actor=actor)) == [campaign] for name, actor in seen.items()
    } == {
        "directorate": True,
        "auditor": True,
        "contact": False,
        "foreign": False,
        "public": False,
    }


def test_parties_see_their_own_open_submissions_only() -> None:
    campaign = campaigns.opened()
    campaigns.prepared(campaigns.vologda(), title="Ещё готовится", period_edtf="2027")
    found = submissions_of(actor=campaigns.contact(campaigns.vologda()))
    assert list(found) == [campaigns.submission_of(campaign, campaigns.vologda())]
    assert not submissions_of(actor=campaigns.runner())
    other = campaigns.contact(campaigns.vologda(), people.make_owner("Другой союз"))
    assert not submissions_of(actor=other)
