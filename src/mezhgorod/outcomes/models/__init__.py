from mezhgorod.outcomes.models.facts import Participation, StatedCount
from mezhgorod.outcomes.models.held_event import FactSource, HeldEvent
from mezhgorod.outcomes.models.materials import FactDoubt, Material
from mezhgorod.outcomes.models.proceedings import AgendaItem, AgreedTask, EventAward, Talk
from mezhgorod.outcomes.models.standings import Standing, StandingTable, Trophy, TrophyHolding

__all__ = [
    "AgendaItem",
    "AgreedTask",
    "EventAward",
    "FactDoubt",
    "FactSource",
    "HeldEvent",
    "Material",
    "Participation",
    "Standing",
    "StandingTable",
    "StatedCount",
    "Talk",
    "Trophy",
    "TrophyHolding",
]
