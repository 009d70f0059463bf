"""The wall of a round: every city, where its answer is, how full each section, how late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, CharField, Count, Min, Prefetch, Value, When
from django.utils import timezone

from mezhgorod.exchanges.models import ExchangeRound, Observation, Response, ResponseStep
from mezhgorod.exchanges.queries.forms import form_of, indicator_ids
from mezhgorod.exchanges.rules import WAITED_RESPONSES, ResponseState, RoundState, StepKind
from mezhgorod.registry.models import Contact
from mezhgorod.registry.queries.associations import known_to
from planbook.indicators import FormSection

# Nothing has come from the city, or it has taken back what came.
UNSENT_RESPONSES = WAITED_RESPONSES - {ResponseState.IN_QUESTION}


@dataclass(frozen=True, slots=True)
class WallSection:
    """How many cells of a section a city has filled, of how many that are typed."""

    section: FormSection
    filled: int
    asked: int

    @property
    def is_full(self) -> bool:
        """Whether every cell has a value or a reason."""
        return self.filled >= self.asked > 0


@dataclass(frozen=True, slots=True)
class WallLine:
    """One city on the wall.

    `due_on` is the day it answers by, `days_late` how long after it, `has_address` whether a letter
    can reach it, `has_request` whether it asks for a correction that nobody has looked at.
    """

    response: Response
    sections: tuple[WallSection, ...]
    due_on: date
    days_late: int
    has_address: bool
    has_request: bool

    @property
    def name(self) -> str:
        """How the city is called."""
        return self.response.party.spoken_name

    @property
    def is_waited(self) -> bool:
        """Whether its answer is with the city."""
        return self.response.state in WAITED_RESPONSES

    @property
    def is_late(self) -> bool:
        """Whether it has not answered in time, or answered after its day."""
        return self.days_late > 0

    @property
    def filled(self) -> int:
        """How many cells it has filled."""
        return sum(one.filled for one in self.sections)

    @property
    def asked(self) -> int:
        """How many cells it is asked for."""
        return sum(one.asked for one in self.sections)


@dataclass(frozen=True, slots=True)
class Wall:
    """A round as a whole: its cities by name, the sections of its form."""

    found: ExchangeRound
    sections: tuple[FormSection, ...]
    lines: tuple[WallLine, ...]

    @property
    def states(self) -> Mapping[str, int]:
        """How many answers are in each state that there is."""
        counts = Counter(line.response.state for line in self.lines)
        return {one.value: counts[one] for one in ResponseState if counts[one]}

    @property
    def waited_count(self) -> int:
        """How many answers are with their cities."""
        return sum(line.is_waited for line in self.lines)

    @property
    def late_count(self) -> int:
        """How many are waited for after their day."""
        return sum(line.is_late and line.is_waited for line in self.lines)

    @property
    def submitted_count(self) -> int:
        """How many wait for a look."""
        return sum(line.response.state == ResponseState.SUBMITTED for line in self.lines)

    @property
    def accepted_count(self) -> int:
        """How many stand in the next table."""
        return sum(line.response.state == ResponseState.ACCEPTED for line in self.lines)

    @property
    def doubtful_count(self) -> int:
        """How many hold doubtful values."""
        return sum(line.response.doubt_count > 0 for line in self.lines)

    @property
    def request_count(self) -> int:
        """How many ask for a correction."""
        return sum(line.has_request for line in self.lines)


def wall_of(*, found: ExchangeRound, today: date) -> Wall:
    """Return the cities of a round by name; six queries for any number of cities and rows.

    The form of the round, its exchange and owner must be loaded.
    """
    form = form_of(found.form)
    addresses = Contact.objects.filter(known_to(found.exchange.owner_id)).only("organization_id")
    responses = list(
        Response.objects.filter(round=found)
        .select_related("party__territory")
        .defer("texts")
        .prefetch_related(Prefetch("party__contacts", queryset=addresses))
    )
    filled = _filled(found)
    requests = waiting_requests([found.pk])
    firsts = first_submissions([found.pk])
    lines = []
    for one in responses:
        one.round = found
        lines.append(
            WallLine(
                response=one,
                sections=tuple(
                    WallSection(part, filled.get((one.pk, part.code), 0), _asked(part, one))
                    for part in form.sections
                ),
                due_on=due_day(one),
                days_late=days_late(response=one, today=today, came_at=firsts.get(one.pk)),
                has_address=bool(one.party.contacts.all()),
                has_request=one.pk in requests,
            )
        )
    lines.sort(key=lambda line: line.name.casefold())
    return Wall(found, form.sections, tuple(lines))


def due_day(response: Response) -> date:
    """Return by when a city answers: the day of the round or its own."""
    return response.due_on or response.round.due_on


def days_late(*, response: Response, today: date, came_at: datetime | None = None) -> int:
    """Return how many days after its day a city has answered, or has not; 0 in time.

    Who is asked about its answer is not late again, who does not take part is not late at all.

    Args:
        came_at: when it answered first (`first_submissions`); what was asked about comes again.
    """
    if response.round.state == RoundState.PREPARING or response.state == ResponseState.NO_PART:
        return 0
    if response.state in UNSENT_RESPONSES:
        return max((today - due_day(response)).days, 0)
    came = came_at or response.submitted_at
    return max((timezone.localdate(came) - due_day(response)).days, 0) if came else 0


def first_submissions(rounds: Iterable[int]) -> dict[int, datetime]:
    """Return when each answer of some rounds was submitted first, in one query."""
    rows = (
        ResponseStep.objects.filter(
            response__round__in=list(rounds), state_after=ResponseState.SUBMITTED
        )
        .order_by()
        .values_list("response_id")
        .annotate(first=Min("at"))
    )
    return dict(rows)


def waiting_requests(rounds: list[int]) -> dict[int, ResponseStep]:
    """Return requests for a correction that nobody has decided, by the key of the answer."""
    steps = ResponseStep.objects.filter(
        response__round__in=rounds, kind__in=(StepKind.REQUEST, StepKind.CORRECTION)
    ).order_by("pk")
    found: dict[int, ResponseStep] = {}
    for step in steps.select_related("by"):
        if step.kind == StepKind.REQUEST:
            found[step.response_id] = step
        else:
            found.pop(step.response_id, None)
    return found


def _filled(found: ExchangeRound) -> dict[tuple[int, str], int]:
    """How many cells each answer has in each section, counted by the database."""
    ids = indicator_ids(found.form)
    typed = {
        section.code: [
            ids[line.indicator.code]
            for line in section.lines
            if not line.formula and line.indicator.code in ids
        ]
        for section in form_of(found.form).sections
    }
    cases = [When(indicator__in=keys, then=Value(code)) for code, keys in typed.items() if keys]
    if not cases:
        return {}
    rows = (
        Observation.objects.filter(response__round=found)
        .annotate(part=Case(*cases, default=Value(""), output_field=CharField()))
        .order_by()
        .values_list("response_id", "part")
        .annotate(count=Count("pk"))
    )
    return {(pk, part): count for pk, part, count in rows}


def _asked(section: FormSection, response: Response) -> int:
    copies = max(len(response.copies.get(section.code, ())), 1) if section.is_repeated else 1
    return copies * sum(not line.formula for line in section.lines)
