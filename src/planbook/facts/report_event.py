"""What a narrative report says: events and their facts, each with the sentence it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FactType(StrEnum):
    """Kinds of facts; the values are the public names and never change."""

    HOST = "host"
    PARTICIPANTS = "participants"
    PARTICIPANTS_REMOTE = "participants-remote"
    PARTICIPANTS_DISTRICT = "participants-district"
    SPEAKERS_FROM = "speakers-from"
    EXPERTS_FROM = "experts-from"
    SPEAKER = "speaker"
    MODERATOR = "moderator"
    ORGANISER = "organiser"
    MODE = "mode"
    DATE = "date"
    PARENT_EVENT = "parent-event"
    THEME = "theme"
    ORDINAL = "ordinal"
    COUNT_PEOPLE = "count-people"
    COUNT_CITIES = "count-cities"
    COUNT_MUNICIPALITIES = "count-municipalities"
    COUNT_DELEGATIONS = "count-delegations"
    COUNT_TEAMS = "count-teams"
    COUNT_REGIONS = "count-regions"
    COUNT_COUNTRIES = "count-countries"
    COUNT_WORKS = "count-works"
    STANDING = "standing"
    AWARDED = "awarded"
    AWARDED_CITIES = "awarded-cities"
    PLANNED_HOST = "planned-host"
    PLANNED_DATE = "planned-date"
    WITHDRAWN_HOST = "withdrawn-host"


class ReportRole(StrEnum):
    """What an event is in the report."""

    HELD = "held"
    EXCHANGE = "exchange"
    SUPPORTED = "supported"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class FactSource:
    """Where a fact stands: paragraph from 1 among those with text, offsets of its words there."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of an event.

    Attributes:
        value: the fact in words: a city in the nominative, «name|city» for people, EDTF for dates,
            `remote` or `mixed` for the mode; empty for bare numbers.
        values: the list behind `value`; one value for facts that are no lists.
        number: a count, an ordinal, a place or a planned year.
        hedge: «=», «~» about, «>» more, «<» less; empty where there is no number.
        text: the sentence it was read in.
        is_open: the list ends with «и другие».
    """

    type: FactType
    value: str
    values: tuple[str, ...]
    number: int | None
    hedge: str
    text: str
    source: FactSource
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class ReportEvent:
    """An event of a report with all its facts in the order of the text."""

    title: str
    kind: str
    edition: int | None
    role: ReportRole
    facts: tuple[Fact, ...]
