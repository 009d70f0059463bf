"""What may be done with letters and their texts, by whom, in which states of a letter."""

from __future__ import annotations

from mezhgorod.notices.rules.letters import LetterState
from mezhgorod.registry.rules import Reach, Right, Role

_KEEPERS = {
    Role.DIRECTORATE: Reach.OWNER,
    Role.REGIONAL_COORDINATOR: Reach.OWNER,
}

SEE_LETTERS = Right("letter.see", "читать письма", {**_KEEPERS, Role.AUDITOR: Reach.OWNER})
KEEP_LETTER = Right(
    "letter.keep",
    "править, отправлять и останавливать письмо",
    _KEEPERS,
    states=frozenset({LetterState.HELD, LetterState.QUEUED}),
)
SETTLE_LETTER = Right(
    "letter.settle",
    "решать, что делать с неотправленным письмом",
    _KEEPERS,
    states=frozenset({LetterState.FAILED, LetterState.UNCERTAIN, LetterState.STOPPED}),
)
KEEP_TEMPLATES = Right("letter.templates", "менять образцы писем", _KEEPERS)

NOTICES_RIGHTS = (SEE_LETTERS, KEEP_LETTER, SETTLE_LETTER, KEEP_TEMPLATES)
