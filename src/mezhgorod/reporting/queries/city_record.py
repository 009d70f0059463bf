"""What a city hosted, attended, told, won, promised and answered: its public memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from mezhgorod.exchanges.models import Exchange, ExchangeRound, Response
from mezhgorod.exchanges.queries.tables import readable_rounds
from mezhgorod.exchanges.rules import COUNTED_RESPONSES, ResponseState, RoundState
from mezhgorod.exchanges.rules.reading import TableAccess
from mezhgorod.outcomes.models import (
    EventAward,
    HeldEvent,
    Participation,
    Standing,
    Talk,
    TrophyHolding,
)
from mezhgorod.outcomes.queries import held_visible_to
from mezhgorod.outcomes.rules import AwardKind, Outcome, PartyRole
from mezhgorod.planning.models import SeriesEdition
from mezhgorod.planning.rules import RECORD_EDITION, EditionState
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import Actor, OrganizationKind, owners_of
from mezhgorod.reporting.queries.series_record import series_told_to

_PROMISES = (EditionState.OFFERED, EditionState.DECIDED, EditionState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class CityLine:
    """Something a city did at an event; `words` say what, empty where the event says it all."""

    held: HeldEvent
    words: str = ""


@dataclass(frozen=True, slots=True)
class CityAnswers:
    """In how many rounds of an exchange a city answered, of those whose table may be read."""

    exchange: Exchange
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class CityRecord:
    """All that is told of a city, latest first; each part may be empty."""

    hosted: tuple[CityLine, ...]
    attended: tuple[CityLine, ...]
    spoke: tuple[CityLine, ...]
    won: tuple[CityLine, ...]
    promised: tuple[SeriesEdition, ...]
    answered: tuple[CityAnswers, ...]

    def __bool__(self) -> bool:
        return any((self.hosted, self.attended, self.spoke, self.won, self.promised, self.answered))


def city_record(*, city: Municipality, actor: Actor, today: date) -> CityRecord:
    """Return what somebody may know of the deeds of a city; eight queries for any number."""
    visible = held_visible_to(actor=actor).filter(outcome=Outcome.HELD)
    hosted, attended = _parts(city, visible)
    return CityRecord(
        hosted=tuple(hosted),
        attended=tuple(attended),
        spoke=tuple(_talks(city, visible)),
        won=tuple(
            _latest([*_places(city, visible), *_cups(city, visible), *_awards(city, visible)])
        ),
        promised=tuple(_promised(city, actor)),
        answered=tuple(_answered(city, actor, today)),
    )


def _parts(
    city: Municipality, visible: QuerySet[HeldEvent]
) -> tuple[list[CityLine], list[CityLine]]:
    """Return where the city hosted, and where it only took part."""
    rows = Participation.objects.filter(
        municipality=city, is_current=True, held_event__in=visible
    ).select_related("held_event__event", "held_event__owner")
    roles: dict[int, set[str]] = defaultdict(set)
    events: dict[int, HeldEvent] = {}
    for row in rows:
        roles[row.held_event_id].add(row.role)
        events[row.held_event_id] = row.held_event
    hosted, attended = [], []
    for key, held in events.items():
        if PartyRole.HOST in roles[key]:
            hosted.append(CityLine(held))
        elif others := roles[key] - {PartyRole.ORGANIZER}:
            attended.append(CityLine(held, _role_words(others)))
    return _latest(hosted), _latest(attended)


def _role_words(roles: Iterable[str]) -> str:
    told = sorted(set(roles) - {PartyRole.PARTICIPANT})
    return ", ".join(str(PartyRole(role).label) for role in told)


def _talks(city: Municipality, visible: QuerySet[HeldEvent]) -> list[CityLine]:
    talks = Talk.objects.filter(municipality=city, held_event__in=visible).select_related(
        "held_event__event", "person"
    )
    return _latest(CityLine(one.held_event, _talk_words(one)) for one in talks)


def _talk_words(talk: Talk) -> str:
    """A name is told only where it may be shown: otherwise the office (152-ФЗ, статья 10.1)."""
    is_public = talk.is_name_public or (talk.person is not None and talk.person.is_public)
    who = ", ".join(filter(None, (talk.name if is_public else "", talk.post)))
    title = f"«{talk.title}»" if talk.title else ""
    return ": ".join(filter(None, (who, title)))


def _places(city: Municipality, visible: QuerySet[HeldEvent]) -> list[CityLine]:
    lines = Standing.objects.filter(
        municipality=city, place__lte=3, table__held_event__in=visible
    ).select_related("table__held_event__event")
    return [
        CityLine(
            one.table.held_event,
            ", ".join(filter(None, (f"{one.place} место", one.table.discipline))),
        )
        for one in lines
    ]


def _cups(city: Municipality, visible: QuerySet[HeldEvent]) -> list[CityLine]:
    cups = TrophyHolding.objects.filter(municipality=city, held_event__in=visible)
    return [
        CityLine(one.held_event, one.trophy.name)
        for one in cups.select_related("trophy", "held_event__event")
    ]


def _awards(city: Municipality, visible: QuerySet[HeldEvent]) -> list[CityLine]:
    awards = EventAward.objects.filter(municipality=city, held_event__in=visible).select_related(
        "held_event__event", "person"
    )
    return [CityLine(one.held_event, _award_words(one)) for one in awards]


def _award_words(award: EventAward) -> str:
    is_public = award.is_name_public or (award.person is not None and award.person.is_public)
    # «Награда» alone says no more than the heading above it.
    is_told = award.kind != AwardKind.OTHER
    what = award.name or (award.get_kind_display() if is_told else "")
    who = award.winner if is_public else award.post
    return ": ".join(filter(None, (what, who)))


def _latest(lines: Iterable[CityLine]) -> list[CityLine]:
    return sorted(lines, key=lambda one: (one.held.earliest or date.min, one.held.pk), reverse=True)


def _promised(city: Municipality, actor: Actor) -> QuerySet[SeriesEdition]:
    """Return editions the city offers to hold, will hold, or has given back."""
    shown = series_told_to(actor=actor)
    # Offers and withdrawals are between a city and the association; decisions are for everybody.
    told = Q(state=EditionState.DECIDED, host=city)
    if actor.is_administrator or (kept := owners_of(actor, RECORD_EDITION)):
        own = Q() if actor.is_administrator else Q(series__owner__in=kept)
        told |= own & Q(state__in=_PROMISES) & (Q(host=city) | Q(bids__city=city))
    return (
        SeriesEdition.objects.filter(told, series__in=shown)
        .select_related("series", "host")
        .distinct()
        .order_by("-year", "series__name")
    )


def _answered(city: Municipality, actor: Actor, today: date) -> list[CityAnswers]:
    rounds = ExchangeRound.objects.filter(
        state=RoundState.PUBLISHED,
        responses__party__territory=city,
        responses__party__kind=OrganizationKind.MUNICIPALITY,
    ).select_related("exchange")
    readable = {
        one.found.pk: one.found
        for one in readable_rounds(rounds.distinct(), actor=actor, today=today)
        if one.access is not TableAccess.NONE
    }
    responses = Response.objects.filter(
        round__in=readable,
        party__territory=city,
        party__kind=OrganizationKind.MUNICIPALITY,
    ).exclude(state=ResponseState.NO_PART)
    asked: dict[int, list[bool]] = defaultdict(list)
    for round_id, state in responses.values_list("round", "state"):
        asked[readable[round_id].exchange_id].append(state in COUNTED_RESPONSES)
    exchanges = {one.exchange_id: one.exchange for one in readable.values()}
    return sorted(
        (CityAnswers(exchanges[key], sum(told), len(told)) for key, told in asked.items()),
        key=lambda one: one.exchange.title,
    )
