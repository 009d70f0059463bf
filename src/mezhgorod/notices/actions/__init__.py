"""Use cases of notices: letters are written into the outbox, looked at, sent once."""

from mezhgorod.notices.actions.outbox import LetterDraft, queue_letters

__all__ = ["LetterDraft", "queue_letters"]
