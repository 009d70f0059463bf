"""Reads of notices that more than one face needs."""

from mezhgorod.notices.queries.digests import (
    DigestReader,
    DigestSection,
    add_digest_provider,
)
from mezhgorod.notices.queries.following import (
    FollowTarget,
    follow_target,
    follows_of,
    news_of,
)
from mezhgorod.notices.queries.outbox import (
    letter_counts,
    letter_owners,
    letter_subject,
    letters_visible_to,
)
from mezhgorod.notices.queries.templates import (
    UsedText,
    fill_letter,
    render_letter,
    used_text,
    used_texts,
)

__all__ = [
    "DigestReader",
    "DigestSection",
    "FollowTarget",
    "UsedText",
    "add_digest_provider",
    "fill_letter",
    "follow_target",
    "follows_of",
    "letter_counts",
    "letter_owners",
    "letter_subject",
    "letters_visible_to",
    "news_of",
    "render_letter",
    "used_text",
    "used_texts",
]
