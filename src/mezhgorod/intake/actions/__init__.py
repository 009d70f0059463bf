"""Use cases of intake: a file comes in, is read, is applied or discarded."""

from mezhgorod.intake.actions.applying import apply_run, discard_run
from mezhgorod.intake.actions.extraction import Clock, extract
from mezhgorod.intake.actions.pruning import prune_runs
from mezhgorod.intake.actions.queueing import ask_to_apply, ask_to_undo, carry_out
from mezhgorod.intake.actions.recovery import recover_runs
from mezhgorod.intake.actions.rereading import RereadResult, reread_plans
from mezhgorod.intake.actions.undoing import undo_run
from mezhgorod.intake.actions.uploads import store_upload

__all__ = [
    "Clock",
    "RereadResult",
    "apply_run",
    "ask_to_apply",
    "ask_to_undo",
    "carry_out",
    "discard_run",
    "extract",
    "prune_runs",
    "recover_runs",
    "reread_plans",
    "store_upload",
    "undo_run",
]
