"""The log of the program is read by more people than a personal link is meant for."""

from __future__ import annotations

import logging
import re

# Where an address bears a secret; the names are those of `website.routes`.
_SECRET = re.compile(
    r"(/(?:propose|tell|attend|confirm|answer(?:/confirm)?|invitations|paper|letters/stop"
    r"|follows/(?:confirm|of)|account/invitation/[^/\s]+)/)[^/\s?\"']+"
)


def hidden(text: str) -> str:
    """Return a line of a log with the secret part of addresses taken out.

    >>> hidden("Gone: /propose/12-aB3/paste/")
    'Gone: /propose/…/paste/'
    """
    return _SECRET.sub(r"\1…", text)


class HideSecrets(logging.Filter):
    """Takes the secrets of personal links out of every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record; none is dropped."""
        message = record.getMessage()
        record.msg, record.args = hidden(message), None
        return True
