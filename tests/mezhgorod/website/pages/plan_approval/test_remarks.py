"""Remarks on the page of approval: however many there are, the page asks as often."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.approvals import NOW, make_draft, rows_of
from tests.factories.html import texts

from mezhgorod.planning.actions.approval.approving import submit_for_approval
from mezhgorod.planning.actions.approval.item_remarks import add_remark
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import SYSTEM, RuleViolation

pytestmark = [pytest.mark.django_db, pytest.mark.http]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_for_one_remark_as_for_three(
    client: Client, directorate: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = make_draft()
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    for number in range(count):
        words = f"Уточнить срок, раз {number}"
        add_remark(plan=plan, item=rows_of(plan)[0], text=words, actor=SYSTEM, now=NOW)
    client.force_login(directorate)

    with django_assert_num_queries(19):
        page = client.get(f"/plans/{plan.slug}/approval/")

    assert sum("Уточнить срок, раз" in one for one in texts(page, "//section//p")) >= count


def test_a_row_that_has_gone_gets_no_remark() -> None:
    plan = make_draft()
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    row = rows_of(plan)[0]
    type(row).objects.filter(pk=row.pk).delete()

    with pytest.raises(RuleViolation) as refused:
        add_remark(plan=plan, item=row, text="Уточнить срок", actor=SYSTEM, now=NOW)

    assert refused.value.code == "remark.row_gone"
