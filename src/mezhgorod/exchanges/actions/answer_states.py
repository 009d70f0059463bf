"""The way of an answer on the side of its city: approved inside, submitted, taken back, no part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from mezhgorod.exchanges.models import Response, ResponseStep
from mezhgorod.registry.models import PersonalLink
from mezhgorod.registry.rules import Actor, RuleViolation
from planbook.indicators import Cell, CellValue, Doubt


class NotReady(RuleViolation):
    """An answer that cannot be submitted yet; all that is in the way, at once.

    Attributes:
        doubts: what blocks: errors, warnings without a comment, cells without value and reason.
        carried: cells taken from the last round that nobody has confirmed.
    """

    def __init__(self, doubts: tuple[Doubt, ...], carried: tuple[Cell, ...] = ()) -> None:
        self.doubts = doubts
        self.carried = carried
        message = "Ответ пока нельзя представить: сначала исправьте или поясните отмеченное."
        super().__init__("exchange.not_ready", message)


def submit_response(*, response: Response, actor: Actor, now: datetime) -> Response:
    """Submit an answer to whoever collects; submitting twice does nothing.

    Raises:
        NotReady: something is wrong, doubtful without a comment, or not answered; all of it.
        RuleViolation: no right, round closed, somebody must approve inside first.
    """
    raise NotImplementedError


def request_confirmation(
    *, response: Response, actor: Actor, now: datetime, label: str = ""
) -> PersonalLink:
    """Give a personal link by which a superior in the city reads and approves the answer.

    Args:
        label: for whom the link is.

    Raises:
        NotReady, RuleViolation: as `submit_response`.
    """
    raise NotImplementedError


def confirm_response(*, response: Response, actor: Actor, now: datetime) -> Response:
    """A superior approves: the answer is submitted; approving twice does nothing.

    Raises:
        NotReady, RuleViolation: as `submit_response`.
    """
    raise NotImplementedError


def decline_confirmation(
    *, response: Response, remark: str, actor: Actor, now: datetime
) -> Response:
    """A superior does not approve: the answer is a draft again, with a remark.

    Raises:
        RuleViolation: no right, round closed, no remark.
    """
    raise NotImplementedError


def withdraw_response(*, response: Response, actor: Actor, now: datetime) -> Response:
    """Take an answer back that nobody has accepted yet, or back from the superior.

    Raises:
        RuleViolation: no right, round closed, accepted already.
    """
    raise NotImplementedError


def take_no_part(*, response: Response, reason: str, actor: Actor, now: datetime) -> Response:
    """Say that the city does not take part in this round, and why; cells typed before stay.

    Raises:
        RuleViolation: no right, round closed, submitted already, no reason.
    """
    raise NotImplementedError


def resume_response(*, response: Response, actor: Actor, now: datetime) -> Response:
    """Take part after all, or answer late after silence: a draft again.

    Raises:
        RuleViolation: no right, round closed.
    """
    raise NotImplementedError


def request_correction(
    *,
    response: Response,
    cells: Mapping[Cell, CellValue | None],
    reason: str,
    actor: Actor,
    now: datetime,
) -> ResponseStep:
    """Ask the coordinator to correct cells of a closed round; the answer itself stays.

    The step of kind REQUEST waits until a later step of kind CORRECTION grants or declines it.

    Raises:
        RuleViolation: no right, round still open, no reason, nothing to correct, unknown cells.
    """
    raise NotImplementedError
