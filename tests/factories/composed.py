"""Plans composed by people, ready to be edited: two sections, three rows, known words."""

from datetime import UTC, datetime

from tests.factories.people import make_owner

from mezhgorod.planning.actions.history import Grounds
from mezhgorod.planning.actions.rows.row_editing import add_rows
from mezhgorod.planning.actions.rows.writing import RowPlace
from mezhgorod.planning.actions.years.composing import PlanFrameDraft, compose_plan
from mezhgorod.planning.models import Plan, PlanItem, PlanSection
from mezhgorod.planning.rules import PlanGrouping, PlanState
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import SYSTEM
from planbook.dates import Period

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
NO_GROUNDS = Grounds()
COLUMNS = (
    ("number", "№ п/п"),
    ("title", "Мероприятие"),
    ("place", "Место проведения"),
    ("timing", "Срок"),
)
HEADINGS = ("I. Семинары", "II. Спорт")


def composed_plan(
    *, owner: Organization | None = None, headings: tuple[str, ...] = HEADINGS, period: str = "2027"
) -> Plan:
    """An empty draft of 2027 with two headings."""
    frame = PlanFrameDraft(
        owner=owner or make_owner(),
        title=f"План мероприятий на {period} год",
        period=Period.from_edtf(period),
        columns=COLUMNS,
        headings=[(heading, PlanGrouping.THEME) for heading in headings],
        state=PlanState.DRAFT,
    )
    return compose_plan(frame=frame, actor=SYSTEM, now=NOW)


def cells(
    title: str, place: str = "г. Вологда", timing: str = "май"
) -> tuple[tuple[str, str], ...]:
    return (("title", title), ("place", place), ("timing", timing))


def sections_of(plan: Plan) -> list[PlanSection]:
    return list(plan.sections.order_by("position"))


def add(section: PlanSection, *titles: str, at: int | None = None) -> list[PlanItem]:
    rows = [cells(title) for title in titles]
    place = RowPlace(section, at)
    return add_rows(
        plan=section.plan, place=place, rows=rows, grounds=NO_GROUNDS, actor=SYSTEM, now=NOW
    )


def filled_plan(owner: Organization | None = None) -> Plan:
    """A draft: «Форум» and «Школа» under seminars, «Турнир» under sport."""
    plan = composed_plan(owner=owner)
    seminars, sport = sections_of(plan)
    add(seminars, "Форум", "Школа")
    add(sport, "Турнир")
    return plan


def titles_of(plan: Plan) -> dict[str, list[str]]:
    """Titles of the rows by heading, in order."""
    return {
        section.heading: list(
            section.items.order_by("position").values_list("event__title", flat=True)
        )
        for section in sections_of(plan)
    }


def row_named(plan: Plan, title: str) -> PlanItem:
    items = PlanItem.objects.select_related("section", "event")
    return items.get(section__plan=plan, event__title=title)
