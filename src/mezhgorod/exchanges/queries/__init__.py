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
from mezhgorod.exchanges.queries.discipline import CityDiscipline, Discipline, discipline_of
from mezhgorod.exchanges.queries.forms import form_of
from mezhgorod.exchanges.queries.subjects import (
    exchange_subject,
    response_subject,
    round_subject,
)
from mezhgorod.exchanges.queries.wall import (
    Wall,
    WallLine,
    WallSection,
    days_late,
    due_day,
    wall_of,
)

__all__ = [
    "CityDiscipline",
    "Discipline",
    "Wall",
    "WallLine",
    "WallSection",
    "answer_of",
    "answers_by_response",
    "answers_of",
    "days_late",
    "discipline_of",
    "due_day",
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
    "wall_of",
]
