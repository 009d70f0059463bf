"""Lists of held events and one of them with all its facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from mezhgorod.outcomes.models import (
    AgendaItem,
    AgreedTask,
    EventAward,
    FactSource,
    HeldEvent,
    Material,
    Participation,
    StandingTable,
    StatedCount,
    Talk,
    TrophyHolding,
)
from mezhgorod.outcomes.rules import PartyRole
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor


@dataclass(frozen=True, slots=True)
class HeldFilter:
    """What a list of held events is narrowed to; empty values narrow nothing."""

    owner: Organization | None = None
    start: date | None = None
    end: date | None = None
    outcome: str = ""
    state: str = ""
    body_id: int | None = None
    series_id: int | None = None
    municipality_id: int | None = None
    union_role: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class HeldDetail:
    """A held event with all its facts, in the order they are printed; eleven queries at most.

    `further` are the rows other sources give, by source.
    """

    held: HeldEvent
    parties: dict[PartyRole, list[Participation]]
    counts: list[StatedCount]
    talks: list[Talk]
    agenda: list[AgendaItem]
    tasks: list[AgreedTask]
    awards: list[EventAward]
    standings: list[StandingTable]
    trophies: list[TrophyHolding]
    materials: list[Material]
    sources: list[FactSource]
    further: dict[int, list[Participation | StatedCount]] = field(default_factory=dict)


def held_list(*, actor: Actor, found: HeldFilter | None = None) -> QuerySet[HeldEvent]:
    """Return the held events somebody may see, latest first.

    Owner, section, series and row of the plan are loaded; `party_count` counts who is listed as
    participant, `source_count` the sources. Two queries with hosts (`prefetched hosts`) for any
    number: `held.hosts` is a list of `Participation`.
    """
    raise NotImplementedError


def held_detail(*, held: HeldEvent, public_only: bool = False) -> HeldDetail:
    """Return a held event with all its facts.

    Args:
        public_only: leave out materials that are not for everybody and what other sources say.
    """
    raise NotImplementedError
