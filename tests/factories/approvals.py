"""Plans on their way: a real plan approved, drafts to review, what approvals say."""

from datetime import UTC, date, datetime
from typing import Any

from tests.factories.plans import make_plan, make_section

from mezhgorod.planning.actions.approval.versions import Approval
from mezhgorod.planning.actions.changes.regrouping import add_item
from mezhgorod.planning.actions.history import Grounds
from mezhgorod.planning.actions.rows.writing import RowPlace
from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.rules import SYSTEM

NOW = datetime(2023, 3, 1, 9, tzinfo=UTC)
LATER = datetime(2023, 3, 20, 9, tzinfo=UTC)
GROUNDS = Grounds("Совпало с днём выборов", "письмо администрации города от 1 марта 2023 г. № 7")
APPROVAL = Approval(
    body_text="решением Правления Союза",
    approved_on=date(2023, 1, 20),
    number="4",
    lines=("УТВЕРЖДЁН", "решением Правления Союза", "20 января 2023 г. № 4"),
)
AMENDING = Approval(body_text="решением Правления Союза", approved_on=date(2023, 3, 17), number="9")
ROWS = (
    ("Форум малых городов", "г. Вологда", "15 мая"),
    ("Семинар по туризму", "г. Псков", "июнь"),
    ("Заседание секции", "по назначению", "по согласованию"),
)


def make_draft(state: PlanState = PlanState.DRAFT, **fields: Any) -> Plan:
    """A plan of three rows made by people: a day, a month, without a date."""
    plan = make_plan(state=PlanState.DRAFT, **fields)
    section = make_section(plan)
    for title, place, timing in ROWS:
        add_item(
            plan=plan,
            place=RowPlace(section),
            cells=(("title", title), ("place", place), ("timing", timing)),
            grounds=Grounds(),
            actor=SYSTEM,
            now=NOW,
        )
    plan.refresh_from_db()
    plan.state = state
    plan.save(update_fields=["state"])
    return plan


def rows_of(plan: Plan) -> list[PlanItem]:
    """The rows of a plan in printed order."""
    items = PlanItem.objects.filter(section__plan=plan).select_related("event", "section")
    return list(items.order_by("section__position", "position"))


def said(plan: Plan) -> list[tuple[str, str]]:
    """Title and time of every row of a plan, as printed."""
    return [(one.event.title, one.event.timing_text) for one in rows_of(plan)]
