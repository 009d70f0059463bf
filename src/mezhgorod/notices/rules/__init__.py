"""Pure words and decisions of notices: states of a letter, kinds, what may be followed."""

from mezhgorod.notices.rules.addresses import (
    address_key,
    address_trouble,
    one_line,
    wire_address,
    without_controls,
)
from mezhgorod.notices.rules.following import (
    LONGEST_SILENCE,
    MAX_FOLLOWS,
    MAX_UNCONFIRMED,
    MAX_UNCONFIRMED_OF_ADDRESS,
    QUIET_PERIOD,
    UNCONFIRMED_FOR,
    FollowKind,
    Frequency,
)
from mezhgorod.notices.rules.kinds import LetterKind, letter_kind, letter_kinds, topic_of
from mezhgorod.notices.rules.letters import (
    MAX_BODY,
    MAX_SUBJECT,
    MAX_TRIES,
    ORPHANED_AFTER,
    LetterState,
    pause_after,
)
from mezhgorod.notices.rules.rights import (
    KEEP_LETTER,
    KEEP_TEMPLATES,
    NOTICES_RIGHTS,
    SEE_LETTERS,
    SETTLE_LETTER,
)
from mezhgorod.notices.rules.templates import (
    MissingField,
    ensure_text_fits,
    fill_subject,
    fill_text,
)

__all__ = [
    "KEEP_LETTER",
    "KEEP_TEMPLATES",
    "LONGEST_SILENCE",
    "MAX_BODY",
    "MAX_FOLLOWS",
    "MAX_SUBJECT",
    "MAX_TRIES",
    "MAX_UNCONFIRMED",
    "MAX_UNCONFIRMED_OF_ADDRESS",
    "NOTICES_RIGHTS",
    "ORPHANED_AFTER",
    "QUIET_PERIOD",
    "SEE_LETTERS",
    "SETTLE_LETTER",
    "UNCONFIRMED_FOR",
    "FollowKind",
    "Frequency",
    "LetterKind",
    "LetterState",
    "MissingField",
    "address_key",
    "address_trouble",
    "ensure_text_fits",
    "fill_subject",
    "fill_text",
    "letter_kind",
    "letter_kinds",
    "one_line",
    "pause_after",
    "topic_of",
    "wire_address",
    "without_controls",
]
