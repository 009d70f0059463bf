"""Lists of held events and one of them with all its facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from mezhgorod.outcomes.models import (
    AgendaItem,
    AgreedTask,
    EventAward,
    FactSource,
    HeldEvent,
    Material,
    Participation,
    Standing,
    StandingTable,
    StatedCount,
    Talk,
    TrophyHolding,
)
from mezhgorod.outcomes.queries.counting import count_of
from mezhgorod.outcomes.queries.public_names import (
    hide_elected,
    hide_executors,
    hide_holders,
    hide_teams,
)
from mezhgorod.outcomes.queries.subjects import held_visible_to
from mezhgorod.outcomes.rules import NEXT_HOST, PartyRole
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor
from planbook.language import search_text

_MAX_WORDS = 200


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
    """A held event with all its facts, in the order they are printed; ten queries at most.

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
    """Return the held events somebody may see, latest first, those without a time last.

    Owner, section, series and row of the plan are loaded; `party_count` counts who is listed as
    participant, `source_count` the sources, `hosts_of(held)` costs nothing. Two queries for any
    number.
    """
    listed = Participation.objects.filter(role=PartyRole.PARTICIPANT, is_current=True)
    return (
        _filtered(held_visible_to(actor=actor), found or HeldFilter())
        .select_related("owner", "body", "series", "event")
        .annotate(party_count=count_of(listed), source_count=count_of(FactSource.objects))
        .prefetch_related(hosts_prefetch())
        .order_by(F("earliest").desc(nulls_last=True), "-pk")
    )


def held_detail(*, held: HeldEvent, public_only: bool = False) -> HeldDetail:
    """Return a held event with all its facts.

    Args:
        public_only: leave out materials that are not for everybody, what other sources say, and
            names of people who have not agreed to be shown.
    """
    city = "municipality__region"
    parties: dict[PartyRole, list[Participation]] = {}
    further: dict[int, list[Participation | StatedCount]] = {}
    for party in held.participations.select_related(city, "organization", "source"):
        if party.is_current:
            parties.setdefault(PartyRole(party.role), []).append(party)
        else:
            further.setdefault(party.source_id, []).append(party)
    counts = list(held.counts.select_related("source"))
    for count in counts:
        if not count.is_current:
            further.setdefault(count.source_id, []).append(count)
    materials = held.materials.order_by("position", "pk")
    tasks = held.tasks.select_related("executor", "source")
    tables = held.standings.select_related("source").prefetch_related(
        Prefetch("lines", Standing.objects.select_related("municipality"))
    )
    detail = HeldDetail(
        held=held,
        parties=parties,
        counts=[one for one in counts if one.is_current],
        talks=list(held.talks.select_related(city, "person", "source")),
        agenda=list(
            held.agenda.select_related(
                "decision", "post", "person", "tenure__person", "tenure__party"
            )
        ),
        tasks=list(tasks.exclude(text=NEXT_HOST) if public_only else tasks),
        awards=list(held.awards.select_related(city, "person", "source")),
        standings=list(tables),
        trophies=list(held.trophies.select_related("trophy", "municipality", "source")),
        materials=list(materials.filter(is_public=True) if public_only else materials),
        sources=list(held.sources.select_related("document", "by", "told_by").order_by("pk")),
        further={} if public_only else further,
    )
    if public_only:
        _hide_names(detail)
    return detail


def _hide_names(detail: HeldDetail) -> None:
    hide_executors(detail.tasks)
    hide_holders(detail.trophies)
    hide_elected(detail.agenda)
    for table in detail.standings:
        hide_teams(table.lines.all())


def hosts_prefetch() -> Prefetch[str]:
    """Return what loads the hosts of events for `hosts_of`: one query for any number."""
    hosts = Participation.objects.filter(role=PartyRole.HOST, is_current=True)
    loaded = hosts.select_related("municipality", "organization__territory")
    return Prefetch("participations", loaded, to_attr="loaded_hosts")


def hosts_of(held: HeldEvent) -> list[Participation]:
    """Return the hosts of an event, asked for where `hosts_prefetch` has not loaded them."""
    loaded: list[Participation] | None = getattr(held, "loaded_hosts", None)
    if loaded is not None:
        return loaded
    return list(
        held.participations.filter(role=PartyRole.HOST, is_current=True).select_related(
            "municipality", "organization__territory"
        )
    )


def _filtered(events: QuerySet[HeldEvent], found: HeldFilter) -> QuerySet[HeldEvent]:
    plain = {
        "owner": found.owner,
        "outcome": found.outcome,
        "state": found.state,
        "body": found.body_id,
        "series": found.series_id,
        "union_role": found.union_role,
        "latest__gte": found.start,
        "earliest__lte": found.end,
    }
    events = events.filter(**{name: value for name, value in plain.items() if value})
    if found.municipality_id is not None:
        parts = Participation.objects.filter(
            held_event=OuterRef("pk"), municipality=found.municipality_id, is_current=True
        )
        events = events.filter(Exists(parts))
    for word in search_text(found.words[:_MAX_WORDS]).split():
        events = events.filter(search_text__contains=word)
    return events
