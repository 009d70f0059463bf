"""Sheets of facts that paragraphs are written from. Plain values; nothing here knows a database.

Names stand in the nominative; `key` of any value is the caller's own (a primary key as a string)
and comes back in the `FactRef` of the words that were printed from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NameKind(StrEnum):
    """What a name is: it decides how the name is declined and listed."""

    SETTLEMENT = "settlement"
    DISTRICT = "district"
    REGION = "region"
    ORGANIZATION = "organization"
    TEXT = "text"


class Hedge(StrEnum):
    """How sure a number is."""

    EXACT = "="
    ABOUT = "~"
    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"


class Involvement(StrEnum):
    """What an event is in a report."""

    HELD = "held"
    SUPPORTED = "supported"
    TOOK_PART = "took_part"


@dataclass(frozen=True, slots=True)
class Name:
    """A city, a district or an organization: `text` «Приморский район», `region` said after it.

    `mode` is how it took part: «in_person», «online» or empty.
    """

    text: str
    kind: NameKind = NameKind.SETTLEMENT
    region: str = ""
    key: str = ""
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A counted number as it was told.

    Attributes:
        unit: people, athletes, delegations, municipalities, cities, teams, works … or other.
        unit_text: own words in the genitive plural, «педагогических работников»; else of the unit.
        hedge: «=», «~» about, «>» more, «>=» not less, «<» less.
    """

    number: int
    unit: str = "people"
    unit_text: str = ""
    hedge: Hedge = Hedge.EXACT
    key: str = ""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person at an event; `post` in the nominative as it was on that day.

    `place` is the city or the organization the person stands for, `title` the name of the talk.
    """

    name: str
    post: str = ""
    place: Name | None = None
    title: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class StandingLine:
    """A place taken: `discipline` is empty for the overall table; `points` as printed."""

    place: int | None
    team: Name
    points: str = ""
    discipline: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class TrophyLine:
    """A challenge cup and who holds it now."""

    name: str
    holder: Name
    key: str = ""


@dataclass(frozen=True, slots=True)
class AwardLine:
    """An award handed over: to a person or to a city or an organization."""

    award: str = ""
    grantor: str = ""
    person: PersonName | None = None
    place: Name | None = None
    handed_by: PersonName | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """What was decided: text, who does it, when it is due (as printed)."""

    text: str
    executor: str = ""
    due: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A question of a meeting."""

    title: str
    reporter: str = ""
    decision: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """An edition to come: title without its number, who hosts, in which year.

    `is_withdrawn` tells that the host has withdrawn.
    """

    title: str
    edition: int | None = None
    host: Name | None = None
    year: int | None = None
    is_withdrawn: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class EventSheet:
    """Everything that may be told of one event; empty is «nothing is known».

    Attributes:
        key: the caller's own, comes back in every `FactRef.sheet`.
        kind: «круглый стол», «конференция», «заседание секции», «спартакиада» …, in the nominative.
        body: «секция «Культура»», «Правление», in the nominative.
        parent: what it was a part of: «Всероссийский форум «Малая Родина – Сила России»».
        timing: EDTF; `timing_text` the official words, printed where there is no EDTF.
        mode: in_person, online, hybrid or empty.
        participants: in the order of printing, cities and districts together; those who took part
            from afar only are in `participants_remote`.
        is_open: the list of participants ends with «и другие».
        host_counted: whether the number told counts the host: «yes», «no» or empty.
        speakers_from, experts_from, awarded_places: cities told without people.
    """

    key: str
    title: str
    kind: str = ""
    role: Involvement = Involvement.HELD
    edition: int | None = None
    series: str = ""
    body: str = ""
    topic: str = ""
    parent: str = ""
    timing: str = ""
    timing_text: str = ""
    mode: str = ""
    venue: str = ""
    hosts: tuple[Name, ...] = ()
    organisers: tuple[Name, ...] = ()
    participants: tuple[Name, ...] = ()
    participants_remote: tuple[Name, ...] = ()
    guests: tuple[Name, ...] = ()
    observers: tuple[Name, ...] = ()
    is_open: bool = False
    host_counted: str = ""
    counts: tuple[Amount, ...] = ()
    moderators: tuple[PersonName, ...] = ()
    speakers: tuple[PersonName, ...] = ()
    speakers_from: tuple[Name, ...] = ()
    experts_from: tuple[Name, ...] = ()
    agenda: tuple[AgendaLine, ...] = ()
    decisions: tuple[DecisionLine, ...] = ()
    awards: tuple[AwardLine, ...] = ()
    awarded_places: tuple[Name, ...] = ()
    standings: tuple[StandingLine, ...] = ()
    trophies: tuple[TrophyLine, ...] = ()
    planned: tuple[PlannedLine, ...] = ()
    result: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeLine:
    """An information exchange of the period and how many cities answered.

    `count` is of different cities in the whole period; None where nobody has answered.
    """

    title: str
    count: Amount | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """Facts of a whole period.

    Attributes:
        owner: the association in the nominative; `period` is EDTF: «2024», «2024-41».
        events: all events in the order of printing; `EventSheet.role` tells held from supported.
        partners: associations and others in whose events the owner took part.
    """

    key: str
    owner: str
    period: str
    events: tuple[EventSheet, ...] = ()
    exchanges: tuple[ExchangeLine, ...] = ()
    partners: tuple[Name, ...] = ()
    members: tuple[Name, ...] = ()

    @property
    def held(self) -> tuple[EventSheet, ...]:
        """Return the events that the owner held."""
        return tuple(one for one in self.events if one.role is Involvement.HELD)

    @property
    def supported(self) -> tuple[EventSheet, ...]:
        """Return the events that others held with the support of the owner."""
        return tuple(one for one in self.events if one.role is Involvement.SUPPORTED)


Sheet = EventSheet | ReportSheet


@dataclass(frozen=True, slots=True)
class FactRef:
    """The fact that words were printed from.

    Attributes:
        sheet: key of the sheet; for words about one event of a report the key of that event.
        field: name of the attribute of the sheet: «participants», «counts», «standings» …
        index: place in that attribute from 0; 0 for single values.
        key: `key` of the value itself, may be empty.
    """

    sheet: str
    field: str
    index: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of printed words: by hand where `fact` is None. `is_gap` marks a «…» for a fact.

    `facts` names all facts behind words that speak of several at once (a number of cities listed).
    """

    text: str
    fact: FactRef | None = None
    is_gap: bool = False
    facts: tuple[FactRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A printed phrase: its spans in order, Russian names of fields outside brackets left empty."""

    spans: tuple[Span, ...]
    missing: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return the words without marks."""
        return "".join(span.text for span in self.spans)
