"""Use cases of notices: letters are written into the outbox, looked at, sent once."""

from mezhgorod.notices.actions.daily import add_daily_work, do_daily_work, write_weekly_digests
from mezhgorod.notices.actions.following import (
    allow_letters_like,
    change_frequency,
    confirm_following,
    start_following,
    stop_following,
    stop_letters_like,
    stopped_by,
)
from mezhgorod.notices.actions.journal_marks import take_entries
from mezhgorod.notices.actions.outbox import LetterDraft, queue_letters
from mezhgorod.notices.actions.regular import add_regular_work, do_regular_work
from mezhgorod.notices.actions.reviewing import (
    LetterText,
    count_as_sent,
    edit_letter,
    hold_again,
    release_letter,
    release_letters,
    send_again,
    stop_letter,
)
from mezhgorod.notices.actions.sending import is_mail_set_up, mark_orphans, send_due
from mezhgorod.notices.actions.telling import tell_changes
from mezhgorod.notices.actions.telling_plans import tell_plans
from mezhgorod.notices.actions.templates import reset_template, save_template

__all__ = [
    "LetterDraft",
    "LetterText",
    "add_daily_work",
    "add_regular_work",
    "allow_letters_like",
    "change_frequency",
    "confirm_following",
    "count_as_sent",
    "do_daily_work",
    "do_regular_work",
    "edit_letter",
    "hold_again",
    "is_mail_set_up",
    "mark_orphans",
    "queue_letters",
    "release_letter",
    "release_letters",
    "reset_template",
    "save_template",
    "send_again",
    "send_due",
    "start_following",
    "stop_following",
    "stop_letter",
    "stop_letters_like",
    "stopped_by",
    "take_entries",
    "tell_changes",
    "tell_plans",
    "write_weekly_digests",
]
