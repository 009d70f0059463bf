"""A read report: its facts wait, are confirmed, corrected or refused, and become outcomes."""

from mezhgorod.reporting.actions.reading.all_at_once import (
    ConfirmedAll,
    confirm_all_sure,
    confirm_whole_event,
)
from mezhgorod.reporting.actions.reading.checking import Choice
from mezhgorod.reporting.actions.reading.deciding import (
    confirm_event,
    confirm_fact,
    correct_event,
    correct_fact,
    refuse_event,
    refuse_fact,
    undo_event,
    undo_fact,
)
from mezhgorod.reporting.actions.reading.storing import (
    Reading,
    keep_read_events,
    read_report_facts,
    year_of,
)

__all__ = [
    "Choice",
    "ConfirmedAll",
    "Reading",
    "confirm_all_sure",
    "confirm_event",
    "confirm_fact",
    "confirm_whole_event",
    "correct_event",
    "correct_fact",
    "keep_read_events",
    "read_report_facts",
    "refuse_event",
    "refuse_fact",
    "undo_event",
    "undo_fact",
    "year_of",
]
