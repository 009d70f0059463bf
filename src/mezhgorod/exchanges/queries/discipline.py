"""How cities have answered over rounds: in time, late, not at all, with how many corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from mezhgorod.exchanges.models import Exchange, ExchangeRound, Response, ResponseStep
from mezhgorod.exchanges.queries.wall import UNSENT_RESPONSES, days_late, first_submissions
from mezhgorod.exchanges.rules import (
    COUNTED_RESPONSES,
    ResponseState,
    RoundState,
    StepKind,
)
from mezhgorod.registry.models import Organization


@dataclass(slots=True)
class CityDiscipline:
    """One city over rounds.

    `late_days` are the days of each late answer; `silent` counts rounds closed without an answer,
    `waited` those whose answer is still with the city.
    """

    party: Organization
    asked: int = 0
    in_time: int = 0
    late: int = 0
    silent: int = 0
    no_part: int = 0
    waited: int = 0
    refused: int = 0
    accepted: int = 0
    questions: int = 0
    corrections: int = 0
    late_days: list[int] = field(default_factory=list)

    @property
    def answered(self) -> int:
        """How often it has answered."""
        return self.in_time + self.late

    @property
    def longest_delay(self) -> int:
        """The days of its latest answer, 0 where none was late."""
        return max(self.late_days, default=0)

    @property
    def share_in_time(self) -> int | None:
        """In how many of a hundred finished rounds it answered in time; None without rounds."""
        finished = self.asked - self.waited
        return round(100 * self.in_time / finished) if finished else None


@dataclass(frozen=True, slots=True)
class Discipline:
    """Cities by name with what they did, and the rounds it was counted in, earliest first."""

    rounds: tuple[ExchangeRound, ...]
    cities: tuple[CityDiscipline, ...]


def discipline_of(
    *,
    exchanges: Sequence[Exchange],
    today: date,
    since: date | None = None,
    until: date | None = None,
) -> Discipline:
    """Count how cities answered in the opened rounds of exchanges; four queries.

    Args:
        since, until: only rounds whose period lies between these days.
    """
    rounds = _rounds(exchanges, since, until)
    by_id = {one.pk: one for one in rounds}
    firsts = first_submissions(by_id)
    cities: dict[int, CityDiscipline] = {}
    responses = Response.objects.filter(round__in=by_id).select_related("party__territory")
    for one in responses.defer("texts", "copies").order_by("pk"):
        one.round = by_id[one.round_id]
        city = cities.setdefault(one.party_id, CityDiscipline(one.party))
        _count(city, one, today, firsts.get(one.pk))
    for party, kind, state in _steps(list(by_id)):
        cities[party].questions += state == ResponseState.IN_QUESTION
        cities[party].corrections += kind == StepKind.CORRECTION
    ordered = sorted(cities.values(), key=lambda one: one.party.spoken_name.casefold())
    return Discipline(tuple(rounds), tuple(ordered))


def _rounds(
    exchanges: Sequence[Exchange], since: date | None, until: date | None
) -> list[ExchangeRound]:
    found = ExchangeRound.objects.filter(exchange__in=[one.pk for one in exchanges])
    found = found.exclude(state=RoundState.PREPARING).select_related("exchange")
    if since is not None:
        found = found.filter(period_start__gte=since)
    if until is not None:
        found = found.filter(period_end__lte=until)
    return list(found.order_by("period_start", "pk"))


def _steps(rounds: Sequence[int]) -> list[tuple[int, str, str]]:
    asked = Q(state_after=ResponseState.IN_QUESTION) & ~Q(state_before=ResponseState.IN_QUESTION)
    # A declined request leaves a step without cells.
    granted = Q(kind=StepKind.CORRECTION) & ~Q(changes=[])
    steps = ResponseStep.objects.filter(asked | granted, response__round__in=rounds)
    return list(steps.order_by("pk").values_list("response__party", "kind", "state_after"))


def _count(city: CityDiscipline, response: Response, today: date, came_at: datetime | None) -> None:
    city.asked += 1
    city.accepted += response.state in COUNTED_RESPONSES
    city.refused += response.state == ResponseState.REFUSED
    if response.state == ResponseState.SILENT:
        city.silent += 1
    elif response.state == ResponseState.NO_PART:
        city.no_part += 1
    elif response.state in UNSENT_RESPONSES:
        city.waited += 1
    else:
        days = days_late(response=response, today=today, came_at=came_at)
        city.late += days > 0
        city.in_time += days == 0
        city.late_days += [days] if days else []
