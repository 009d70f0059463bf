"""Use cases of collecting proposals: opened, proposed, looked through, consolidated."""

from mezhgorod.campaigns.actions.consolidating import consolidate
from mezhgorod.campaigns.actions.links import personal_links
from mezhgorod.campaigns.actions.merging import (
    MAX_MERGED,
    Merging,
    merge_into,
    merge_rows,
    reconsider_row,
)
from mezhgorod.campaigns.actions.moving import move_deadline
from mezhgorod.campaigns.actions.opening import create_campaign, invite_parties, open_campaign
from mezhgorod.campaigns.actions.outcomes import (
    AddedRows,
    CampaignDraft,
    Cells,
    Extension,
    Moved,
    NotReady,
    Problem,
    Reminded,
    RowConflict,
    RowDraft,
    SavedRow,
)
from mezhgorod.campaigns.actions.pasting import MAX_ROWS, Pasted, add_rows_from_text, read_pasted
from mezhgorod.campaigns.actions.reminding import PartyLetter, letters_to, remind
from mezhgorod.campaigns.actions.reviewing import (
    Refusal,
    accept_rows,
    refuse_rows,
    return_rows,
    return_submission,
)
from mezhgorod.campaigns.actions.rows import choose_rows, remove_row, restore_row, save_row
from mezhgorod.campaigns.actions.running import close_campaign, extend_due_date, reopen_campaign
from mezhgorod.campaigns.actions.sending import (
    approve_internally,
    ask_internal_approval,
    decline_internally,
    nothing_to_propose,
    resume_submission,
    send_submission,
    withdraw_submission,
)

__all__ = [
    "MAX_MERGED",
    "MAX_ROWS",
    "AddedRows",
    "CampaignDraft",
    "Cells",
    "Extension",
    "Merging",
    "Moved",
    "NotReady",
    "PartyLetter",
    "Pasted",
    "Problem",
    "Refusal",
    "Reminded",
    "RowConflict",
    "RowDraft",
    "SavedRow",
    "accept_rows",
    "add_rows_from_text",
    "approve_internally",
    "ask_internal_approval",
    "choose_rows",
    "close_campaign",
    "consolidate",
    "create_campaign",
    "decline_internally",
    "extend_due_date",
    "invite_parties",
    "letters_to",
    "merge_into",
    "merge_rows",
    "move_deadline",
    "nothing_to_propose",
    "open_campaign",
    "personal_links",
    "read_pasted",
    "reconsider_row",
    "refuse_rows",
    "remind",
    "remove_row",
    "reopen_campaign",
    "restore_row",
    "resume_submission",
    "return_rows",
    "return_submission",
    "save_row",
    "send_submission",
    "withdraw_submission",
]
