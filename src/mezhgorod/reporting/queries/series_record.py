"""A series over the years: its editions with hosts, participants and winners, what comes next."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, QuerySet

from mezhgorod.outcomes.models import HeldEvent, Participation, Standing, StandingTable
from mezhgorod.outcomes.queries import TrophyHistory, held_visible_to, trophies_of
from mezhgorod.outcomes.queries.public_names import hide_holders, hide_teams
from mezhgorod.outcomes.rules import Outcome, PartyRole
from mezhgorod.planning.models import EventSeries, SeriesEdition
from mezhgorod.planning.queries.editions import editions_of_series
from mezhgorod.planning.queries.events import series_visible_to
from mezhgorod.planning.rules import EditionState
from mezhgorod.planning.rules.hosting import needs_host
from mezhgorod.registry.rules import Actor

_COUNTED = (PartyRole.PARTICIPANT, PartyRole.HOST, PartyRole.PRESENTER)
_BEST = 3


@dataclass(slots=True)
class EditionRecord:
    """One edition: when, where, who came, who won; `held` is None where nothing is told of it."""

    number: int | None
    year: int | None
    hosts: list[Participation] = field(default_factory=list)
    participants: list[Participation] = field(default_factory=list)
    winners: list[Standing] = field(default_factory=list)
    held: HeldEvent | None = None
    edition: SeriesEdition | None = None

    @property
    def came(self) -> int:
        """How many cities and organizations took part, each once."""
        return len(self.participants)


@dataclass(frozen=True, slots=True)
class SeriesRecord:
    """The editions of a series, latest first, its cups, and the edition that comes next.

    `next_number` follows the last edition that was held; None where editions are not counted.
    """

    editions: tuple[EditionRecord, ...]
    trophies: tuple[TrophyHistory, ...]
    next_number: int | None
    next_edition: SeriesEdition | None
    is_host_needed: bool

    @property
    def held_count(self) -> int:
        """Of how many editions facts are told."""
        return sum(one.held is not None for one in self.editions)


def series_told_to(*, actor: Actor) -> QuerySet[EventSeries]:
    """Return the series somebody may read: of which a plan or a held event may be read."""
    return EventSeries.objects.filter(
        Q(pk__in=series_visible_to(actor=actor).values("pk"))
        | Q(held_events__in=held_visible_to(actor=actor))
    ).distinct()


def series_record(*, series: EventSeries, actor: Actor) -> SeriesRecord:
    """Return what somebody may know of the editions of a series; eight queries at most."""
    found = {_key(one): one for one in _told(series, actor)}
    planned = list(editions_of_series(series=series))
    for edition in planned:
        record = found.setdefault(
            (edition.number, None), EditionRecord(edition.number, edition.year)
        )
        record.edition, record.year = edition, record.year or edition.year
    last = max((one.number for one in found.values() if one.held and one.number), default=0)
    last = max([last, *(one.number for one in planned if one.state == EditionState.HELD)])
    coming = next((one for one in planned[::-1] if one.number > last), None)
    trophies = trophies_of(series=series, told=held_visible_to(actor=actor))
    for cup in trophies:
        hide_holders(cup.holdings)
    return SeriesRecord(
        editions=tuple(
            sorted(found.values(), key=lambda one: (one.year or 0, one.number or 0), reverse=True)
        ),
        trophies=tuple(trophies),
        next_number=coming.number if coming else (last + 1 if last else None),
        next_edition=coming,
        is_host_needed=coming is not None and needs_host(coming.state),
    )


def _key(record: EditionRecord) -> tuple[int | None, int | None]:
    """Editions without a number are told apart by their events."""
    held = record.held
    return (record.number, None if record.number or held is None else held.pk)


def _told(series: EventSeries, actor: Actor) -> list[EditionRecord]:
    events = list(
        held_visible_to(actor=actor)
        .filter(series=series, outcome=Outcome.HELD)
        .select_related("event")
        .prefetch_related(
            Prefetch(
                "participations",
                Participation.objects.filter(is_current=True).select_related("municipality"),
            ),
            Prefetch("standings", StandingTable.objects.filter(discipline="")),
            Prefetch(
                "standings__lines",
                Standing.objects.filter(place__lte=_BEST).select_related("municipality"),
            ),
        )
    )
    return [_record(held) for held in events]


def _record(held: HeldEvent) -> EditionRecord:
    roles: dict[str, list[Participation]] = defaultdict(list)
    for one in held.participations.all():
        roles[one.role].append(one)
    winners = [line for table in held.standings.all() for line in table.lines.all()]
    hide_teams(winners)
    return EditionRecord(
        number=held.edition,
        year=held.earliest.year if held.earliest else None,
        hosts=roles[PartyRole.HOST],
        participants=list(
            {one.text.casefold(): one for role in _COUNTED for one in roles[role]}.values()
        ),
        winners=sorted(winners, key=lambda one: (one.place or 0, one.position)),
        held=held,
    )
