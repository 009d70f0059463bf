"""Use cases of information exchanges."""

from mezhgorod.exchanges.actions.answer_states import (
    NotReady,
    confirm_response,
    decline_confirmation,
    request_confirmation,
    request_correction,
    resume_response,
    submit_response,
    take_no_part,
    withdraw_response,
)
from mezhgorod.exchanges.actions.answering import (
    CellBatch,
    CellConflict,
    SavedCells,
    save_cells,
    save_copies,
    save_texts,
)

__all__ = [
    "CellBatch",
    "CellConflict",
    "NotReady",
    "SavedCells",
    "confirm_response",
    "decline_confirmation",
    "request_confirmation",
    "request_correction",
    "resume_response",
    "save_cells",
    "save_copies",
    "save_texts",
    "submit_response",
    "take_no_part",
    "withdraw_response",
]
