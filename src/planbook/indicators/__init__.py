"""Information exchanges: what is asked, what is answered, compared and told about it."""

from planbook.indicators.answers import Answer, Cell
from planbook.indicators.forms import FormLine, FormSection, IndicatorForm, LineCheck, Question
from planbook.indicators.formulas import (
    FailedCheck,
    Formula,
    FormulaError,
    computed,
    failed_checks,
    formula_findings,
    parse_formula,
)
from planbook.indicators.indicators import (
    NUMERIC_KINDS,
    UNIT_KIND_WORDS,
    Aggregation,
    Direction,
    Indicator,
    Unit,
    UnitKind,
)
from planbook.indicators.parsing import CellError, CellReading, cell_reading, read_cell, read_number
from planbook.indicators.storage import (
    FieldProblem,
    FormError,
    cell_from_data,
    cell_to_data,
    form_digest,
    form_from_dict,
    form_to_dict,
    indicator_from_dict,
    indicator_to_dict,
    table_from_dict,
    table_to_dict,
)
from planbook.indicators.tables import Column, ComparisonRow, ComparisonTable
from planbook.indicators.values import REASON_WORDS, CellValue, MissingReason
from planbook.indicators.wording import cell_text, number_text, typed_text

__all__ = [
    "NUMERIC_KINDS",
    "REASON_WORDS",
    "UNIT_KIND_WORDS",
    "Aggregation",
    "Answer",
    "Cell",
    "CellError",
    "CellReading",
    "CellValue",
    "Column",
    "ComparisonRow",
    "ComparisonTable",
    "Direction",
    "FailedCheck",
    "FieldProblem",
    "FormError",
    "FormLine",
    "FormSection",
    "Formula",
    "FormulaError",
    "Indicator",
    "IndicatorForm",
    "LineCheck",
    "MissingReason",
    "Question",
    "Unit",
    "UnitKind",
    "cell_from_data",
    "cell_reading",
    "cell_text",
    "cell_to_data",
    "computed",
    "failed_checks",
    "form_digest",
    "form_from_dict",
    "form_to_dict",
    "formula_findings",
    "indicator_from_dict",
    "indicator_to_dict",
    "number_text",
    "parse_formula",
    "read_cell",
    "read_number",
    "table_from_dict",
    "table_to_dict",
    "typed_text",
]
