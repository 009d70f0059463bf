"""Use cases of information exchanges."""

from mezhgorod.exchanges.actions.answer_copies import remove_copy, save_copies
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
    SavedCells,
    carry_last,
    confirm_carried,
    save_cells,
    save_texts,
)
from mezhgorod.exchanges.actions.cell_writing import CellConflict

__all__ = [
    "CellBatch",
    "CellConflict",
    "NotReady",
    "SavedCells",
    "carry_last",
    "confirm_carried",
    "confirm_response",
    "decline_confirmation",
    "remove_copy",
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
