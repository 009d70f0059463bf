from mezhgorod.exchanges.models.exchange import (
    Exchange,
    ExchangeParticipant,
    FormVersion,
    PartyGroup,
)
from mezhgorod.exchanges.models.exchange_file import ExchangeFile
from mezhgorod.exchanges.models.indicator import IndicatorVersion
from mezhgorod.exchanges.models.response import Observation, Response, ResponseFile, ResponseStep
from mezhgorod.exchanges.models.round import ComparisonVersion, ExchangeRound

__all__ = [
    "ComparisonVersion",
    "Exchange",
    "ExchangeFile",
    "ExchangeParticipant",
    "ExchangeRound",
    "FormVersion",
    "IndicatorVersion",
    "Observation",
    "PartyGroup",
    "Response",
    "ResponseFile",
    "ResponseStep",
]
