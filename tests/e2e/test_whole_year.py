"""The year of a union in a real browser: from the last plan to the plan of the year after.

The union, its cities and its last plan are those of the corpus; only the hands are the test's.
With `MEZHGOROD_PICTURES` set to a folder, the pages are kept there as the handbook's pictures.
"""

import pytest
from tests.e2e.conftest import Visitor
from tests.e2e.year import approving, next_year, preparing, proposing
from tests.e2e.year.hands import sign_in

from mezhgorod.planning.models import PlanItem

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]


def test_union_goes_through_its_year(visitor: Visitor, union: None) -> None:
    directorate = sign_in(visitor, "direktsiya")

    plan = proposing.collect(directorate, visitor)
    assert plan.state == "draft"
    assert PlanItem.objects.filter(section__plan=plan).count() > 20

    approving.look_for_clashes(directorate, plan)
    approving.edit_together(directorate, visitor, plan)
    approving.approve(directorate, visitor, plan)
    approving.postpone(directorate, visitor, plan)
    preparing.prepare(directorate, visitor, approving.forum_of(plan).event)
    next_year.go_on(directorate, plan)
