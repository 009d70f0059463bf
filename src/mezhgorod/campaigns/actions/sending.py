"""The way of a submission on the side of its party: approved inside, sent, taken back, empty."""

from __future__ import annotations

from datetime import datetime

from mezhgorod.campaigns.models import Submission
from mezhgorod.registry.models import PersonalLink
from mezhgorod.registry.rules import Actor


def send_submission(*, submission: Submission, actor: Actor, now: datetime) -> Submission:
    """Send the rows of a party to the coordinator; sending twice does nothing.

    Raises:
        NotReady: rows lack something; all of it at once.
        RuleViolation: no right, campaign closed, somebody must approve inside first.
    """
    raise NotImplementedError


def ask_internal_approval(
    *, submission: Submission, actor: Actor, now: datetime, label: str = ""
) -> PersonalLink:
    """Give a personal link by which a superior reads and approves the rows before they are sent.

    Args:
        label: for whom the link is, as its owner calls it.

    Raises:
        NotReady, RuleViolation: as `send_submission`.
    """
    raise NotImplementedError


def approve_internally(*, submission: Submission, actor: Actor, now: datetime) -> Submission:
    """A superior approves: the rows go to the coordinator; approving twice does nothing.

    Raises:
        NotReady, RuleViolation: as `send_submission`.
    """
    raise NotImplementedError


def decline_internally(
    *, submission: Submission, remark: str, actor: Actor, now: datetime
) -> Submission:
    """A superior does not approve: the rows are drafts again, with a remark.

    Raises:
        RuleViolation: no right, campaign closed, no remark.
    """
    raise NotImplementedError


def withdraw_submission(*, submission: Submission, actor: Actor, now: datetime) -> Submission:
    """Take rows back that nobody has decided yet, from the coordinator or from the superior.

    Raises:
        RuleViolation: no right, campaign closed, some rows are decided already.
    """
    raise NotImplementedError


def nothing_to_propose(
    *, submission: Submission, reason: str, actor: Actor, now: datetime
) -> Submission:
    """Answer that there is nothing to propose; drafts stay and are not sent.

    Raises:
        RuleViolation: no right, campaign closed, rows were sent already.
    """
    raise NotImplementedError


def resume_submission(*, submission: Submission, actor: Actor, now: datetime) -> Submission:
    """Go on writing after «предложений нет».

    Raises:
        RuleViolation: no right, campaign closed.
    """
    raise NotImplementedError
