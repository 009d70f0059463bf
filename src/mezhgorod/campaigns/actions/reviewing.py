"""The coordinator looks through rows: accepts, returns, refuses, merges; each author sees it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mezhgorod.campaigns.models import Campaign, ProposedRow, Submission
from mezhgorod.registry.rules import Actor


def accept_rows(
    *, campaign: Campaign, row_ids: Sequence[int], actor: Actor, now: datetime
) -> list[ProposedRow]:
    """Accept rows: each one stands in the plan from now on; accepted ones are left alone.

    Raises:
        RuleViolation: no right, the campaign is not running, a row is not under review.
    """
    raise NotImplementedError


def return_rows(
    *, campaign: Campaign, row_ids: Sequence[int], remark: str, actor: Actor, now: datetime
) -> list[ProposedRow]:
    """Return rows to their authors with a remark; their submissions are open for them again.

    Raises:
        RuleViolation: as `accept_rows`, or there is no remark.
    """
    raise NotImplementedError


def return_submission(
    *, submission: Submission, remark: str, actor: Actor, now: datetime
) -> Submission:
    """Return everything a party has sent and nobody has decided yet, with a remark.

    Raises:
        RuleViolation: as `return_rows`.
    """
    raise NotImplementedError


def refuse_rows(
    *,
    campaign: Campaign,
    row_ids: Sequence[int],
    ground: str,
    remark: str = "",
    actor: Actor,
    now: datetime,
) -> list[ProposedRow]:
    """Refuse rows on a ground of the campaign, with more words where needed.

    Raises:
        RuleViolation: as `accept_rows`, or the ground is unknown.
    """
    raise NotImplementedError


def merge_into(
    *, campaign: Campaign, row_id: int, into_id: int, actor: Actor, now: datetime
) -> ProposedRow:
    """Merge a row into another one of the campaign: it points there, both authors see it.

    Raises:
        RuleViolation: as `accept_rows`, or the other row is itself merged, refused or the same.
    """
    raise NotImplementedError


def reconsider_row(*, campaign: Campaign, row_id: int, actor: Actor, now: datetime) -> ProposedRow:
    """Take a refusal or a merging back: the row is under review again.

    Raises:
        RuleViolation: as `accept_rows`, or the row is neither refused nor merged.
    """
    raise NotImplementedError
