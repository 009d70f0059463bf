"""Publications of an association taken over into its plan as rows."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.planning.actions.history import Grounds
from mezhgorod.planning.actions.rows.guards import ensure_may_change_rows
from mezhgorod.planning.actions.rows.row_editing import add_rows
from mezhgorod.planning.actions.rows.writing import RowPlace, locked_plan
from mezhgorod.planning.models import Plan, PlanItem, PlanSection
from mezhgorod.registry.queries.periodicals import periodical_rows
from mezhgorod.registry.rules import Actor, RuleViolation, name_key
from planbook.dates import Period

_NONE = "Изданий на этот период нет. Внесите их на странице объединения, раздел «Издания»."
_ALL = "Все издания объединения в плане уже есть."


@transaction.atomic
def add_periodicals(
    *, plan: Plan, section: PlanSection, actor: Actor, now: datetime
) -> list[PlanItem]:
    """Add the publications of the owner that come out in the period of a plan to a section.

    What stands in the plan under the same name already is left alone.

    Raises:
        RuleViolation: the person may not, the plan is approved, or there is nothing to add.
    """
    plan = locked_plan(plan.pk)
    ensure_may_change_rows(plan=plan, actor=actor, sections=[section])
    offered = periodical_rows(owner=plan.owner, period=Period.from_edtf(plan.period_edtf))
    if not offered:
        raise RuleViolation("plan.no_periodicals", _NONE)
    titles = PlanItem.objects.filter(section__plan=plan).values_list("event__title", flat=True)
    known = {name_key(one) for one in titles}
    roles = {"title", *plan.columns.values_list("role", flat=True)}
    rows = [
        tuple((role, text) for role, text in one.cells.items() if role in roles)
        for one in offered
        if name_key(one.cells["title"]) not in known
    ]
    if not rows:
        raise RuleViolation("plan.all_periodicals", _ALL)
    return add_rows(
        plan=plan, place=RowPlace(section), rows=rows, grounds=Grounds(), actor=actor, now=now
    )
