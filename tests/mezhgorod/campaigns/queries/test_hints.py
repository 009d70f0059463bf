"""Hints about a row of proposals: own rows beside it, never those of other parties."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.people import actor_with
from tests.factories.plans import make_item
from tests.factories.proposals import add_row, cells, make_submission

from mezhgorod.campaigns.models import ProposedRow, Submission
from mezhgorod.campaigns.queries.hints import hints_of_proposed
from mezhgorod.campaigns.rules import RowChoice, RowState
from mezhgorod.planning.models import Plan
from mezhgorod.registry.rules import Actor, Role
from planbook.dates import Period, parse_timing
from planbook.plans import event_from_dict

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)
NEAR = ["Тот же город (Вологда) в те же дни: «Слёт юных туристов» (26 августа)."]


def proposed(submission: Submission, title: str, timing: str) -> ProposedRow:
    return add_row(submission, cells(title, timing))


def said(row: ProposedRow, actor: Actor | None = None) -> list[str]:
    found = hints_of_proposed(
        submission=row.submission,
        row=event_from_dict(row.row),
        proposed_id=row.pk,
        actor=actor or contact(row.submission),
        today=TODAY,
    )
    return [one.message for one in found.shown]


def contact(submission: Submission) -> Actor:
    return actor_with(Role.CITY_CONTACT, submission.campaign.owner, party=submission.party)


def test_rows_of_one_author_are_compared() -> None:
    submission = make_submission(rows=0)
    row = proposed(submission, "Спартакиада", "25-27 августа")
    other = proposed(submission, "Слёт юных туристов", "26 августа")

    assert said(row) == NEAR
    for gone in ({"state": RowState.REMOVED}, {"state": RowState.REFUSED}):
        ProposedRow.objects.filter(pk=other.pk).update(**gone)
        assert said(row) == []
    ProposedRow.objects.filter(pk=other.pk).update(state=RowState.DRAFT, choice=RowChoice.DROP)
    assert said(row) == []


def test_rows_of_other_parties_are_never_told_of() -> None:
    submission = make_submission(rows=0)
    row = proposed(submission, "Спартакиада", "25-27 августа")
    foreign = make_submission(
        "Администрация города Пскова", city="Псков", campaign=submission.campaign, rows=0
    )
    proposed(foreign, "Слёт юных туристов", "26 августа")

    assert said(row) == []
    assert said(row, actor_with(Role.DIRECTORATE, submission.campaign.owner)) == []


def test_the_plan_that_is_composed_is_told_of_to_its_readers_only() -> None:
    submission = make_submission(rows=0)
    plan = Plan.objects.get(slug="plan-2027")
    day = parse_timing("26 августа", period=Period.from_edtf("2027"))
    city = submission.party.territory
    item = make_item(plan.sections.all()[0], "Слёт юных туристов", day, city, kind="слёт")
    row = proposed(submission, "Спартакиада", "25-27 августа")

    assert said(row) == []
    assert said(row, actor_with(Role.DIRECTORATE, plan.owner)) == NEAR

    ProposedRow.objects.filter(pk=row.pk).update(item=item)
    assert said(row, actor_with(Role.DIRECTORATE, plan.owner)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    submission = make_submission(rows=0)
    rows = [proposed(submission, f"Слёт {number}", "26 августа") for number in range(count)]

    with django_assert_num_queries(2):  # rows of the author, rows of visible plans
        said(rows[0])
