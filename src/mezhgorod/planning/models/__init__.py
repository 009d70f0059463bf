from mezhgorod.planning.models.approval import ApprovalRoute, ApprovalStep, ItemRemark
from mezhgorod.planning.models.change import PlanChange
from mezhgorod.planning.models.content import ItemContent
from mezhgorod.planning.models.edition import HostingBid, SeriesEdition
from mezhgorod.planning.models.event import Event
from mezhgorod.planning.models.feeds import AgreementFile, AgreementItem, PeriodicalItem
from mezhgorod.planning.models.item import ItemCell, PlanItem
from mezhgorod.planning.models.layout import PlanLayout
from mezhgorod.planning.models.participants import EventParticipant
from mezhgorod.planning.models.place import EventPlace
from mezhgorod.planning.models.plan import Plan, PlanColumn
from mezhgorod.planning.models.preparation import Invitation, ProgrammeEntry
from mezhgorod.planning.models.section import PlanSection
from mezhgorod.planning.models.series import EventSeries
from mezhgorod.planning.models.version import Amendment, PlanVersion

__all__ = [
    "AgreementFile",
    "AgreementItem",
    "Amendment",
    "ApprovalRoute",
    "ApprovalStep",
    "Event",
    "EventParticipant",
    "EventPlace",
    "EventSeries",
    "HostingBid",
    "Invitation",
    "ItemCell",
    "ItemContent",
    "ItemRemark",
    "PeriodicalItem",
    "Plan",
    "PlanChange",
    "PlanColumn",
    "PlanItem",
    "PlanLayout",
    "PlanSection",
    "PlanVersion",
    "ProgrammeEntry",
    "SeriesEdition",
]
