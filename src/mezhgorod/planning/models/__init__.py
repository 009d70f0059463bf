from mezhgorod.planning.models.content import ItemContent
from mezhgorod.planning.models.event import Event
from mezhgorod.planning.models.item import ItemCell, PlanItem
from mezhgorod.planning.models.layout import PlanLayout
from mezhgorod.planning.models.participants import EventParticipant
from mezhgorod.planning.models.place import EventPlace
from mezhgorod.planning.models.plan import Plan, PlanColumn
from mezhgorod.planning.models.section import PlanSection
from mezhgorod.planning.models.series import EventSeries

__all__ = [
    "Event",
    "EventParticipant",
    "EventPlace",
    "EventSeries",
    "ItemCell",
    "ItemContent",
    "Plan",
    "PlanColumn",
    "PlanItem",
    "PlanLayout",
    "PlanSection",
]
