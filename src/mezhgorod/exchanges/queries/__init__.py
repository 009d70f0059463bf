"""Reads of information exchanges."""

from mezhgorod.exchanges.queries.answers import (
    answer_of,
    answers_by_response,
    answers_of,
    last_answer,
    last_response,
    responses_of,
    stored_cells,
)
from mezhgorod.exchanges.queries.counts import (
    latest_table,
    participants_in_tables,
    participants_of,
    participants_of_many,
    table_of,
)
from mezhgorod.exchanges.queries.forms import form_of
from mezhgorod.exchanges.queries.subjects import (
    exchange_subject,
    response_subject,
    round_subject,
)

__all__ = [
    "answer_of",
    "answers_by_response",
    "answers_of",
    "exchange_subject",
    "form_of",
    "last_answer",
    "last_response",
    "latest_table",
    "participants_in_tables",
    "participants_of",
    "participants_of_many",
    "response_subject",
    "responses_of",
    "round_subject",
    "stored_cells",
    "table_of",
]
