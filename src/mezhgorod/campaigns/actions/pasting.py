"""Rows pasted from Word or Excel, or dropped as a file, become rows of a party."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mezhgorod.campaigns.actions.outcomes import AddedRows
from mezhgorod.campaigns.models import Submission
from mezhgorod.registry.rules import Actor

MAX_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class Pasted:
    """What came in: bytes of a file, or words of the clipboard as UTF-8, under a file name.

    Attributes:
        file_name: «вставка.html», «вставка.txt» for the clipboard, else the name of the file; its
            ending tells the format where the bytes do not.
        section_heading: heading for rows without one of their own, empty for the usual one.
        is_file: whether a file was dropped.
    """

    data: bytes
    file_name: str
    section_heading: str = ""
    is_file: bool = False


def add_rows_from_text(
    *, submission: Submission, pasted: Pasted, actor: Actor, now: datetime
) -> AddedRows:
    """Add all rows of a paste or a file to the drafts of a party, or none.

    Rows that stand there already word for word are left out and counted in the remarks.

    Raises:
        RuleViolation: no right, campaign closed, submission sent; nothing like rows inside, more
            than 5 000 rows, a file that cannot be read.
    """
    raise NotImplementedError
