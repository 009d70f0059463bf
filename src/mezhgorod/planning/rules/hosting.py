"""What may become of the host of an edition. Values only, no queries."""

from __future__ import annotations

from django.db import models

from mezhgorod.planning.rules.words import EditionState


class BidState(models.TextChoices):
    """What became of the offer of a city to hold an edition."""

    OFFERED = "offered", "предложен"
    CHOSEN = "chosen", "выбран"
    WITHDRAWN = "withdrawn", "отозван"


# An edition in these states has no city that will hold it.
OPEN_HOST_STATES = frozenset(
    {EditionState.NEEDS_HOST, EditionState.OFFERED, EditionState.WITHDRAWN}
)


def needs_host(state: str) -> bool:
    """Return whether somebody still has to find a city: also after a withdrawal.

    >>> needs_host(EditionState.WITHDRAWN), needs_host(EditionState.DECIDED)
    (True, False)
    """
    return state in OPEN_HOST_STATES
