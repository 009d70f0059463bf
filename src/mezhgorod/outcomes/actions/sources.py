"""Further sources of the facts of an event."""

from __future__ import annotations

from datetime import datetime

from mezhgorod.outcomes.models import FactSource, HeldEvent
from mezhgorod.outcomes.rules import TOLD, SourceDraft, SourceFacts, Told
from mezhgorod.registry.rules import Actor


def add_source(
    *,
    held: HeldEvent,
    source: SourceDraft,
    facts: SourceFacts,
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> FactSource:
    """Keep what a further source says beside the facts that count."""
    raise NotImplementedError


def prefer_source(
    *, held: HeldEvent, source: FactSource, told: Told = TOLD, actor: Actor, now: datetime
) -> HeldEvent:
    """Let what a source says count; what counted stays beside it."""
    raise NotImplementedError


def remove_source(*, source: FactSource, told: Told = TOLD, actor: Actor, now: datetime) -> None:
    """Remove a further source that nothing counts from."""
    raise NotImplementedError
