"""Use cases of written reports: started, changed part by part, frozen, approved, corrected."""

from mezhgorod.reporting.actions.writing.blocks import (
    BlockWords,
    add_block,
    change_block,
    move_block,
    remove_block,
    undo_block_step,
)
from mezhgorod.reporting.actions.writing.phrases import restore_phrase, save_phrase
from mezhgorod.reporting.actions.writing.regenerating import complete_report
from mezhgorod.reporting.actions.writing.remarks import add_report_remark, settle_report_remark
from mezhgorod.reporting.actions.writing.starting import (
    NewReport,
    ReportHead,
    change_report_head,
    discard_report,
    head_mark,
    start_report,
)
from mezhgorod.reporting.actions.writing.states import (
    ReportApproval,
    approve_report,
    begin_draft,
    correct_report,
    freeze_report,
    publish_report,
    unfreeze_report,
)

__all__ = [
    "BlockWords",
    "NewReport",
    "ReportApproval",
    "ReportHead",
    "add_block",
    "add_report_remark",
    "approve_report",
    "begin_draft",
    "change_block",
    "change_report_head",
    "complete_report",
    "correct_report",
    "discard_report",
    "freeze_report",
    "head_mark",
    "move_block",
    "publish_report",
    "remove_block",
    "restore_phrase",
    "save_phrase",
    "settle_report_remark",
    "start_report",
    "undo_block_step",
    "unfreeze_report",
]
