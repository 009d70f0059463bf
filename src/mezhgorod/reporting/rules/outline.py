"""The outline a report starts with, and which ready phrase prints each kind of part. No queries."""

from __future__ import annotations

from dataclasses import dataclass

from mezhgorod.reporting.rules.words import BlockKind, ReportKind
from planbook.narrative import EventSheet, Sheet

# Which ready phrase prints a part; of events, for every one that has the fact.
PHRASE_OF_KIND: dict[BlockKind, str] = {
    BlockKind.EXCHANGES: "exchanges",
    BlockKind.SUPPORTED: "supported_list",
    BlockKind.AWARDS: "awards",
    BlockKind.STANDINGS: "standings",
    BlockKind.DECISIONS: "decisions",
    BlockKind.PLANS: "planned",
    BlockKind.STATISTICS: "statistics",
}
# Kinds of parts that speak of events one by one; the others speak of the whole period.
OF_EVENTS = frozenset(
    {
        BlockKind.EVENT,
        BlockKind.EVENTS,
        BlockKind.AWARDS,
        BlockKind.STANDINGS,
        BlockKind.DECISIONS,
        BlockKind.PLANS,
    }
)


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A part of an outline; an empty template takes the phrase of its kind.

    `is_hidden` marks what the paragraphs of events tell already: a person shows it if wanted.
    """

    kind: BlockKind
    heading: str = ""
    template: str = ""
    is_hidden: bool = False


SPEECH_OUTLINE: tuple[OutlinePart, ...] = (
    OutlinePart(BlockKind.STATISTICS),
    OutlinePart(BlockKind.EVENTS, "Мероприятия"),
    OutlinePart(BlockKind.STANDINGS, "Места и призы", is_hidden=True),
    OutlinePart(BlockKind.AWARDS, "Награждения", is_hidden=True),
    OutlinePart(BlockKind.EXCHANGES, "Информационные обмены"),
    OutlinePart(BlockKind.SUPPORTED, "Поддержанные мероприятия"),
    OutlinePart(BlockKind.DECISIONS, "Решения", is_hidden=True),
    OutlinePart(BlockKind.PLANS, "Планы", is_hidden=True),
)
DECISION_OUTLINE: tuple[OutlinePart, ...] = (OutlinePart(BlockKind.COUNTERS),)
OUTLINES: dict[ReportKind, tuple[OutlinePart, ...]] = {
    ReportKind.SPEECH: SPEECH_OUTLINE,
    ReportKind.DECISION: DECISION_OUTLINE,
}


def has_facts_for(kind: BlockKind, sheet: Sheet) -> bool:
    """Tell whether a ready phrase of this kind has anything to say."""
    if isinstance(sheet, EventSheet):
        return _event_has(kind, sheet)
    match kind:
        case BlockKind.EXCHANGES:
            return any(one.count for one in sheet.exchanges)
        case BlockKind.SUPPORTED:
            return bool(sheet.supported)
        case _:
            return bool(sheet.events)


def _event_has(kind: BlockKind, sheet: EventSheet) -> bool:
    match kind:
        case BlockKind.AWARDS:
            return bool(sheet.awards or sheet.awarded_places)
        case BlockKind.STANDINGS:
            return bool(sheet.standings or sheet.trophies)
        case BlockKind.DECISIONS:
            return bool(sheet.decisions)
        case BlockKind.PLANS:
            return bool(sheet.planned)
        case _:
            return True
