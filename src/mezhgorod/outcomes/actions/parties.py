"""Who took part: lists by role, ticks on the day."""

from __future__ import annotations

from datetime import datetime

from mezhgorod.outcomes.models import HeldEvent, Participation
from mezhgorod.outcomes.rules import TOLD, PartyDraft, PartyList, Told
from mezhgorod.registry.rules import Actor


def set_parties(
    *,
    held: HeldEvent,
    parties: PartyList,
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> list[Participation]:
    """Make the parties of one role these, in this order.

    Whoever stays keeps the source they were told by; new ones get this one. Cities the registry
    lacks and the gazetteer knows are made.

    Raises:
        RuleViolation: no right, too many, a name is empty or twice, or somebody changed the event
            meanwhile.
    """
    raise NotImplementedError


def mark_present(
    *, held: HeldEvent, party: PartyDraft, is_present: bool, actor: Actor, now: datetime
) -> bool:
    """Tick a participant on the day or take the tick away; ticking twice changes nothing.

    Several people may tick at once. Returns whether something changed.

    Raises:
        RuleViolation: no right, or the name is empty.
    """
    raise NotImplementedError
