"""What people and readings hand over to be kept as facts. Plain values, numbers for records."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypedDict

from mezhgorod.outcomes.rules.words import (
    AgendaKind,
    AwardKind,
    CountUnit,
    DoubtState,
    Hedge,
    HostCounted,
    PartyRole,
    SourceKind,
    TalkRole,
    TaskState,
)
from mezhgorod.planning.rules import AttendanceMode


class HeldValues(TypedDict, total=False):
    """The head of a held event; keys that are missing stay as they are.

    `timing_text` is read as in plans: «12 апреля 2024», «в январе»; `year` completes words without
    a year (else that of the plan row, else the present one). `timing_edtf` says the time exactly
    where it is known otherwise; the words are then kept as they are. `outcome` is a value of
    `Outcome` or empty while nobody has told.
    """

    title: str
    kind: str
    topic: str
    timing_text: str
    timing_edtf: str
    year: int
    attendance_mode: str
    venue: str
    result: str
    reason: str
    outcome: str
    involvement: str
    union_role: str
    event_id: int | None
    series_id: int | None
    edition: int | None
    body_id: int | None
    parent_id: int | None
    parent_text: str
    is_list_open: bool
    host_counted: str
    members_total: int | None
    members_present: int | None
    quorum_needed: int | None
    quorum_rule: str


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """Where facts are known from; the same source of an event is kept once."""

    kind: SourceKind = SourceKind.DIRECTORATE
    title: str = ""
    url: str = ""
    document_id: int | None = None
    paragraph: int = 0
    quote: str = ""
    told_by_id: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """How facts come: their source, and which `sequence` of the event the person has seen.

    Without a source they are what the one who writes knows; without a sequence nothing is
    compared: for commands and readings that lock the event themselves.
    """

    source: SourceDraft | None = None
    sequence: int | None = None


TOLD = Told()


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """A city, a district or an organization of a list; `text` is its nominative name.

    `region` and `country` tell which city is meant where the registry has none yet.
    """

    text: str
    municipality_id: int | None = None
    organization_id: int | None = None
    mode: str = AttendanceMode.UNKNOWN
    headcount: int | None = None
    region: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class PartyList:
    """All parties of one role at an event, in the order they are printed."""

    role: PartyRole
    parties: tuple[PartyDraft, ...]
    is_open: bool | None = None


@dataclass(frozen=True, slots=True)
class CountDraft:
    """A number as it was told."""

    unit: CountUnit
    number: int
    hedge: Hedge = Hedge.EXACT
    unit_text: str = ""
    host_counted: HostCounted = HostCounted.UNKNOWN


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What a further source says of the same event."""

    parties: tuple[PartyList, ...] = ()
    counts: tuple[CountDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class TalkDraft:
    """Somebody spoke or led; office and city as on that day."""

    role: TalkRole = TalkRole.SPEAKER
    name: str = ""
    post: str = ""
    affiliation: str = ""
    title: str = ""
    municipality_id: int | None = None
    person_id: int | None = None
    is_name_public: bool = False


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """What was agreed to be done, by whom, by when: «до 1 марта» is read as in plans."""

    text: str
    executor_text: str = ""
    executor_id: int | None = None
    due_text: str = ""
    state: TaskState = TaskState.OPEN
    result: str = ""
    is_name_public: bool = False


@dataclass(frozen=True, slots=True)
class AgendaDraft:
    """A question of a meeting with votes and decision; `decision_id` is the paper of the body.

    An election names the office and the person by numbers of the directory or in words;
    `term_text` is when the term ends: «сентябрь 2028 года».
    """

    title: str
    reporter: str = ""
    decision_text: str = ""
    decision_id: int | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    votes_abstained: int | None = None
    elected: str = ""
    kind: AgendaKind = AgendaKind.QUESTION
    office: str = ""
    post_id: int | None = None
    person_id: int | None = None
    term_text: str = ""


@dataclass(frozen=True, slots=True)
class AwardDraft:
    """An award handed over at the event."""

    kind: AwardKind = AwardKind.OTHER
    name: str = ""
    grantor: str = ""
    winner: str = ""
    post: str = ""
    affiliation: str = ""
    handed_by: str = ""
    municipality_id: int | None = None
    person_id: int | None = None
    is_name_public: bool = False


@dataclass(frozen=True, slots=True)
class StandingDraft:
    """A line of a table of places; `place` None where it was not told."""

    team: str
    place: int | None = None
    points: Decimal | None = None
    gold: int | None = None
    silver: int | None = None
    bronze: int | None = None
    municipality_id: int | None = None
    is_name_public: bool = False


@dataclass(frozen=True, slots=True)
class StandingTableDraft:
    """A table of places: overall where `discipline` is empty; `scoring` as `planbook.standings`."""

    lines: tuple[StandingDraft, ...]
    discipline: str = ""
    scoring: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class MaterialDraft:
    """Words of a material; the bytes of a file or photo are given beside it."""

    title: str = ""
    alternative: str = ""
    url: str = ""
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class TrophyDraft:
    """Who took a cup; an empty holder means the winner of the overall table."""

    holder: str = ""
    municipality_id: int | None = None
    is_name_public: bool = False


@dataclass(frozen=True, slots=True)
class DoubtDecision:
    """Which doubt is meant, and what a person decided about it."""

    code: str
    subject: str
    state: DoubtState
    note: str = ""
