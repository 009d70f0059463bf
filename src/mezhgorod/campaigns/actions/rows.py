"""A party writes, keeps, changes, drops and removes its rows; every change is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mezhgorod.campaigns.actions.outcomes import RowConflict, RowDraft, SavedRow
from mezhgorod.campaigns.models import ProposedRow, Submission
from mezhgorod.campaigns.rules import RowChoice
from mezhgorod.registry.rules import Actor


def save_row(
    *,
    submission: Submission,
    row_id: int | None,
    draft: RowDraft,
    actor: Actor,
    now: datetime,
) -> SavedRow | RowConflict:
    """Write a row of a party, a new one where `row_id` is None.

    A row that somebody else has changed meanwhile is left alone and both texts are answered. The
    same words again change nothing. Changing a carried row makes its choice «изменить».

    Raises:
        RuleViolation: no right, campaign closed, submission sent, row decided, text too long.
    """
    raise NotImplementedError


def choose_rows(
    *,
    submission: Submission,
    row_ids: Sequence[int],
    choice: RowChoice,
    actor: Actor,
    now: datetime,
) -> int:
    """Decide about carried rows: keep, change, drop or undecided; return how many changed.

    Raises:
        RuleViolation: as `save_row`.
    """
    raise NotImplementedError


def remove_row(*, submission: Submission, row_id: int, actor: Actor, now: datetime) -> ProposedRow:
    """Take a row out of the submission; it stays visible to its author and can come back.

    Raises:
        RuleViolation: as `save_row`.
    """
    raise NotImplementedError


def restore_row(*, submission: Submission, row_id: int, actor: Actor, now: datetime) -> ProposedRow:
    """Put a removed row back as a draft.

    Raises:
        RuleViolation: as `save_row`.
    """
    raise NotImplementedError
