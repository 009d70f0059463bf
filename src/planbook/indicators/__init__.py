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
from planbook.indicators.values import REASON_WORDS, CellValue, MissingReason

__all__ = [
    "NUMERIC_KINDS",
    "REASON_WORDS",
    "UNIT_KIND_WORDS",
    "Aggregation",
    "Answer",
    "Cell",
    "CellValue",
    "Direction",
    "FormLine",
    "FormSection",
    "Indicator",
    "IndicatorForm",
    "LineCheck",
    "MissingReason",
    "Question",
    "Unit",
    "UnitKind",
]
