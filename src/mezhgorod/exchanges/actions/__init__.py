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
from mezhgorod.exchanges.actions.correcting import decline_correction, grant_correction
from mezhgorod.exchanges.actions.opening import (
    RoundDraft,
    ask_newcomers,
    change_planned,
    drop_planned,
    open_round,
    plan_round,
    plan_rounds,
)
from mezhgorod.exchanges.actions.publishing import (
    back_to_review,
    consolidate_round,
    correct_table,
    publish_round,
)
from mezhgorod.exchanges.actions.reviewing import (
    accept_responses,
    question_response,
    refuse_response,
    take_decision_back,
)
from mezhgorod.exchanges.actions.running import (
    NewDay,
    close_late_for,
    close_round,
    extend_for,
    move_deadline,
    open_late_for,
    reopen_round,
)

__all__ = [
    "CellBatch",
    "CellConflict",
    "NewDay",
    "NotReady",
    "RoundDraft",
    "SavedCells",
    "accept_responses",
    "ask_newcomers",
    "back_to_review",
    "carry_last",
    "change_planned",
    "close_late_for",
    "close_round",
    "confirm_carried",
    "confirm_response",
    "consolidate_round",
    "correct_table",
    "decline_confirmation",
    "decline_correction",
    "drop_planned",
    "extend_for",
    "grant_correction",
    "move_deadline",
    "open_late_for",
    "open_round",
    "plan_round",
    "plan_rounds",
    "publish_round",
    "question_response",
    "refuse_response",
    "remove_copy",
    "reopen_round",
    "request_confirmation",
    "request_correction",
    "resume_response",
    "save_cells",
    "save_copies",
    "save_texts",
    "submit_response",
    "take_decision_back",
    "take_no_part",
    "withdraw_response",
]
