"""An event that is prepared: its plan, its members, who may do what."""

from dataclasses import dataclass

from tests.factories.people import actor_with, make_body, make_owner, make_party
from tests.factories.plans import make_city, make_item, make_plan, make_section

from mezhgorod.planning.models import Event, Plan
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor, Role


@dataclass(frozen=True)
class PreparedEvent:
    event: Event
    plan: Plan
    owner: Organization
    vologda: Organization
    tver: Organization
    directorate: Actor


def make_prepared(title: str = "Заседание секции «Туризм»") -> PreparedEvent:
    plan = make_plan(period_edtf="2023")
    item = make_item(make_section(plan), title, city=make_city("Вологда", "vologda"), body="Туризм")
    make_body(plan.owner, "Туризм")
    return PreparedEvent(
        event=item.event,
        plan=plan,
        owner=plan.owner,
        vologda=make_party("Муниципальное образование «Вологда»", city="Вологда"),
        tver=make_party("Муниципальное образование «Тверь»", city="Тверь"),
        directorate=actor_with(Role.DIRECTORATE, plan.owner),
    )


def foreign_directorate() -> Actor:
    return actor_with(Role.DIRECTORATE, make_owner("Ассоциация городов Поволжья"))
