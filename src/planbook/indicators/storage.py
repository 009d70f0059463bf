"""The JSON forms of the room in one place: indicators, forms, cells, comparison tables."""

from planbook.indicators.field_reading import FieldProblem, FormError
from planbook.indicators.form_storage import (
    MAX_ANSWER_LENGTH,
    MAX_COPIES,
    MAX_LINES,
    form_digest,
    form_from_dict,
    form_to_dict,
    indicator_from_dict,
    indicator_to_dict,
)
from planbook.indicators.table_storage import (
    MAX_COLUMNS,
    MAX_COMMENT_LENGTH,
    cell_from_data,
    cell_to_data,
    table_from_dict,
    table_to_dict,
)

__all__ = [
    "MAX_ANSWER_LENGTH",
    "MAX_COLUMNS",
    "MAX_COMMENT_LENGTH",
    "MAX_COPIES",
    "MAX_LINES",
    "FieldProblem",
    "FormError",
    "cell_from_data",
    "cell_to_data",
    "form_digest",
    "form_from_dict",
    "form_to_dict",
    "indicator_from_dict",
    "indicator_to_dict",
    "table_from_dict",
    "table_to_dict",
]
