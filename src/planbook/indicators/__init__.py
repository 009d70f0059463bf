"""Information exchanges: what is asked, what is answered, compared and told about it."""

from planbook.indicators.answers import Answer, Cell
from planbook.indicators.forms import FormLine, FormSection, IndicatorForm, LineCheck, Question
from planbook.indicators.indicators import (
    NUMERIC_KINDS,
    UNIT_KIND_WORDS,
    Aggregation,
    Direction,
    Indicator,
    Unit,
    UnitKind,
)
from planbook.indicators.observations import REASON_WORDS, MissingReason, Observation

__all__ = [
    "NUMERIC_KINDS",
    "REASON_WORDS",
    "UNIT_KIND_WORDS",
    "Aggregation",
    "Answer",
    "Cell",
    "Direction",
    "FormLine",
    "FormSection",
    "Indicator",
    "IndicatorForm",
    "LineCheck",
    "MissingReason",
    "Observation",
    "Question",
    "Unit",
    "UnitKind",
]
