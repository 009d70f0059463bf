"""A report as it was read: events with facts, what is doubtful, what waits, how far one is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from mezhgorod.exchanges.queries import participants_of_many
from mezhgorod.registry.models import MembershipPlace
from mezhgorod.reporting.models import AnnualReport, ReadEvent, ReadFact
from mezhgorod.reporting.rules import ReadingState, TextSegment, split_by_spans
from mezhgorod.reporting.rules.reading import (
    COUNTS,
    FACT_WORDS,
    OF_CITIES,
    ROLE_WORDS,
    fact_words,
)
from mezhgorod.reporting.rules.reading_doubts import (
    EventSaid,
    FactSaid,
    ReadingDoubt,
    doubts_of_event,
    doubts_of_facts,
)
from planbook.facts import FactType, ReportRole
from planbook.places.seats import seat_among

SHOWN = ("all", "waiting", "doubtful")


@dataclass(frozen=True, slots=True)
class DoubtsOfRead:
    """The doubts about one read event and its facts by key; notes hold nothing back."""

    event: tuple[ReadingDoubt, ...]
    facts: Mapping[int, tuple[ReadingDoubt, ...]]

    @property
    def keeps_event(self) -> bool:
        """Whether a person has to say what the event is."""
        return any(not one.is_note for one in self.event)

    def keeps(self, fact_id: int) -> bool:
        """Whether a person has to look at a fact."""
        return any(not one.is_note for one in self.facts.get(fact_id, ()))


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact on the page: what it is, what it says, what to look at."""

    fact: ReadFact
    label: str
    words: str
    doubts: tuple[ReadingDoubt, ...]
    is_doubtful: bool

    @property
    def was(self) -> str:
        """What was read before a person corrected it, empty without a correction."""
        kept = self.fact.as_read
        if not kept:
            return ""
        return fact_words(self.fact.type, kept["values"], kept["number"], kept["hedge"])


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with the words of the facts beside it marked by their keys."""

    position: int
    segments: tuple[TextSegment[int], ...]
    facts: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class EventBlock:
    """An event on the page with its passages; `answered` is what an exchange on the site counts."""

    event: ReadEvent
    role: str
    doubts: tuple[ReadingDoubt, ...]
    is_doubtful: bool
    passages: tuple[Passage, ...]
    answered: int | None = None


@dataclass(frozen=True, slots=True)
class ReadingProgress:
    """How far the confirming of a report is, in facts; refused ones are decided too."""

    event_count: int
    fact_count: int
    confirmed: int
    refused: int

    @property
    def waiting(self) -> int:
        """How many facts wait."""
        return self.fact_count - self.confirmed - self.refused


def reading_progress(*, report: AnnualReport) -> ReadingProgress:
    """Return how far the confirming of a report is; one query for facts, one for events."""
    facts = ReadFact.objects.filter(read_event__report=report, is_gone=False)
    counts = facts.aggregate(
        all=Count("pk"),
        confirmed=Count("pk", filter=Q(state=ReadingState.CONFIRMED)),
        refused=Count("pk", filter=Q(state=ReadingState.REFUSED)),
    )
    events = report.read_events.filter(is_gone=False).count()
    return ReadingProgress(events, counts["all"], counts["confirmed"], counts["refused"])


def event_blocks(*, report: AnnualReport, shown: str = "all") -> list[EventBlock]:
    """Return the events of a report as the page shows them; five queries for any number.

    Args:
        shown: `all`, `waiting` for what nobody has decided about, `doubtful` for what somebody
            has to look at.
    """
    events = list(
        report.read_events.select_related(
            "matched_event", "series", "exchange", "held_event", "decided_by"
        )
        .prefetch_related("facts")
        .order_by("is_gone", "position")
    )
    paragraphs = dict(report.paragraphs.values_list("position", "text"))
    answered = _answered(report, events)
    blocks = (_block(event, paragraphs, shown, answered) for event in events)
    return [one for one in blocks if one is not None]


def one_member_proposals(*, report: AnnualReport) -> list[tuple[str, str]]:
    """Return cities and districts of a report that may be one member: «Боровичи» and its district.

    Pairs that the members of the owner hold together already are left out; two queries.
    """
    facts = ReadFact.objects.filter(
        read_event__report=report, type__in=OF_CITIES, is_gone=False
    ).exclude(state=ReadingState.REFUSED)
    named = {name for values in facts.values_list("values", flat=True) for name in values}
    districts = {name for one in named if (name := one.partition(" (")[0]).endswith("район")}
    cities = sorted(named - districts)
    known = {
        (member, place)
        for member, place in MembershipPlace.objects.filter(
            membership__association=report.owner, membership__end_kind=""
        ).values_list("membership__member__territory__name", "municipality__name")
    }
    pairs = ((seat_among(district, cities), district) for district in sorted(districts))
    return [(city, district) for city, district in pairs if city and (city, district) not in known]


def doubts_of_read(event: ReadEvent) -> DoubtsOfRead:
    """Return the doubts about an event whose facts are loaded."""
    said = EventSaid(
        role=ReportRole(event.role),
        edition=event.edition,
        score=event.score if _decides(event) else 0,
        has_series=event.series_id is not None,
        is_chosen=event.is_outside_plan or event.state == ReadingState.CONFIRMED,
        facts=tuple(
            FactSaid(
                one.pk, FactType(one.type), tuple(one.values), one.number, one.hedge, one.is_open
            )
            for one in event.facts.all()
            if one.state != ReadingState.REFUSED and not one.is_gone
        ),
    )
    return DoubtsOfRead(
        event=tuple(doubts_of_event(said)),
        facts={key: tuple(found) for key, found in doubts_of_facts(said).items()},
    )


def _decides(event: ReadEvent) -> bool:
    """Return whether the proposed row matters: it is fulfilled, or says the series."""
    return event.series_id is not None or event.is_own_year


def _block(
    event: ReadEvent,
    paragraphs: Mapping[int, str],
    shown: str,
    answered: Mapping[int, int],
) -> EventBlock | None:
    doubts = doubts_of_read(event)
    waits = event.state == ReadingState.WAITING
    lines = [_line(fact, doubts) for fact in event.facts.all()]
    kept = [line for line in lines if _is_shown(line, shown)]
    is_doubtful = waits and doubts.keeps_event
    count = answered.get(event.exchange_id or 0)
    is_event_shown = {"waiting": waits, "doubtful": is_doubtful}.get(shown, True)
    if not kept and not is_event_shown:
        return None
    return EventBlock(
        event=event,
        role=ROLE_WORDS[ReportRole(event.role)],
        doubts=(*doubts.event, *_exchange_doubts(event, count)),
        is_doubtful=is_doubtful,
        passages=tuple(_passages(kept or lines[:1], paragraphs)),
        answered=count,
    )


def _is_shown(line: FactLine, shown: str) -> bool:
    waits = line.fact.state == ReadingState.WAITING
    return {"waiting": waits, "doubtful": waits and line.is_doubtful}.get(shown, True)


def _line(fact: ReadFact, doubts: DoubtsOfRead) -> FactLine:
    kind = FactType(fact.type)
    return FactLine(
        fact=fact,
        label=FACT_WORDS[kind],
        words=fact_words(fact.type, fact.values, fact.number, fact.hedge),
        doubts=doubts.facts.get(fact.pk, ()),
        is_doubtful=doubts.keeps(fact.pk),
    )


def _passages(lines: Iterable[FactLine], paragraphs: Mapping[int, str]) -> list[Passage]:
    by_paragraph: dict[int, list[FactLine]] = {}
    for line in lines:
        by_paragraph.setdefault(line.fact.paragraph, []).append(line)
    return [
        Passage(position, _marked(paragraphs.get(position, ""), of_it), tuple(of_it))
        for position, of_it in sorted(by_paragraph.items())
    ]


def _marked(text: str, lines: Iterable[FactLine]) -> tuple[TextSegment[int], ...]:
    """Mark the words of facts; where two overlap, the shorter one is nearer to its fact."""
    spans = sorted(
        ((one.fact.start, one.fact.end, one.fact.pk) for one in lines),
        key=lambda span: (span[1] - span[0], span[0]),
    )
    chosen: list[tuple[int, int, int]] = []
    for start, end, key in spans:
        chosen += [(*piece, key) for piece in _uncovered(start, end, chosen) if piece[0] < piece[1]]
    return split_by_spans(text, sorted(chosen))


def _uncovered(
    start: int, end: int, chosen: Iterable[tuple[int, int, int]]
) -> list[tuple[int, int]]:
    """Return the pieces of a span that no chosen one covers."""
    pieces = []
    for first, last, _ in sorted(chosen):
        if first < end and last > start:
            pieces.append((start, first))
            start = max(start, last)
    return [*pieces, (start, end)]


def _answered(report: AnnualReport, events: Iterable[ReadEvent]) -> dict[int, int]:
    """Return how many cities the exchanges on the site count in the year of the report."""
    exchanges = {one.exchange for one in events if one.exchange is not None}
    year = report.period_edtf[:4]
    if not exchanges or not year.isdecimal():
        return {}
    start, end = date(int(year), 1, 1), date(int(year), 12, 31)
    found = participants_of_many(exchanges, start=start, end=end)
    return {one.pk: len(found.get(one.pk, [])) for one in exchanges}


def _exchange_doubts(event: ReadEvent, answered: int | None) -> list[ReadingDoubt]:
    if not answered:
        return []
    stated = [one.number for one in event.facts.all() if FactType(one.type) in COUNTS]
    if not stated or stated[0] == answered:
        return []
    message = f"В докладе сказано {stated[0]}, на сайте приняты ответы {answered}."
    return [ReadingDoubt(message, is_note=True)]
