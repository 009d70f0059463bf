"""Rows alike: found among all or for some, explained, at the same cost for any number."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories import campaigns, people

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.models import Campaign, ProposedRow
from mezhgorod.campaigns.queries import duplicate_suggestions

pytestmark = pytest.mark.django_db
TWIN = (("title", "Форум малых городов"), ("place", "г. Вологда"), ("timing", "май"))


def campaign_of(count: int) -> Campaign:
    """So many departments that propose the same forum, and games of their own."""
    parties = [people.make_party(f"Департамент {number}") for number in range(count + 1)]
    campaign = campaigns.opened(*parties)
    for number, party in enumerate(parties):
        games = (("title", f"Спартакиада {'АБВГ'[number]}"), ("place", "г. Псков"))
        campaigns.sent(campaign, party, TWIN, (*games, ("timing", "12-14 июня")))
    return campaign


def ids() -> list[int]:
    rows = ProposedRow.objects.filter(row__title="Форум малых городов")
    return list(rows.order_by("pk").values_list("pk", flat=True))


@pytest.mark.parametrize(("count", "pairs"), [(1, 1), (3, 6)])
def test_queries_of_the_search(
    count: int, pairs: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    campaign = campaign_of(count)
    with django_assert_num_queries(3):
        found = duplicate_suggestions(campaign=campaign)
    alike = [one for one in found if one.row.title == "Форум малых городов"]
    assert (len(alike), {one.words for one in alike}) == (pairs, {"все ячейки те же"})


def test_only_pairs_of_the_rows_asked_for(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    campaign = campaign_of(2)
    first, second, third = ids()
    with django_assert_num_queries(3):
        found = duplicate_suggestions(campaign=campaign, of=[second])
    assert {frozenset((one.row.pk, one.other.pk)) for one in found} == {
        frozenset((first, second)),
        frozenset((second, third)),
    }
    assert duplicate_suggestions(campaign=campaign, of=[]) == []


def test_a_decided_row_is_the_other_one_and_two_of_them_are_no_pair() -> None:
    campaign = campaign_of(1)
    first, second = ids()
    accept = {"campaign": campaign, "actor": campaigns.runner(), "now": campaigns.NOW}
    actions.accept_rows(row_ids=[first], **accept)
    (pair,) = duplicate_suggestions(campaign=campaign, of=[first, second])
    assert (pair.row.pk, pair.other.pk) == (second, first)
    actions.accept_rows(row_ids=[second], **accept)
    assert duplicate_suggestions(campaign=campaign, of=[first, second]) == []
