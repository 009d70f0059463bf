"""The outline a report starts with, and which ready phrase prints each kind of part. No queries."""

from __future__ import annotations

from dataclasses import dataclass

from mezhgorod.reporting.rules.words import BlockKind, ReportKind
from planbook.narrative import ReportSheet, Sheet

PHRASE_OF_KIND: dict[BlockKind, str] = {
    BlockKind.EXCHANGES: "exchanges",
    BlockKind.SUPPORTED: "supported",
    BlockKind.AWARDS: "awards",
    BlockKind.STANDINGS: "standings",
    BlockKind.DECISIONS: "decisions",
    BlockKind.STATISTICS: "statistics",
    BlockKind.PLANS: "plans",
}


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A part of an outline; an empty template takes the phrase of its kind."""

    kind: BlockKind
    heading: str = ""
    template: str = ""


SPEECH_OUTLINE: tuple[OutlinePart, ...] = (
    OutlinePart(BlockKind.STATISTICS),
    OutlinePart(BlockKind.EVENTS, "Мероприятия"),
    OutlinePart(BlockKind.STANDINGS, "Спортивные итоги"),
    OutlinePart(BlockKind.AWARDS, "Награждения"),
    OutlinePart(BlockKind.EXCHANGES, "Информационные обмены"),
    OutlinePart(BlockKind.SUPPORTED, "Поддержанные мероприятия"),
    OutlinePart(BlockKind.DECISIONS, "Решения"),
    OutlinePart(BlockKind.PLANS, "Планы"),
)
DECISION_OUTLINE: tuple[OutlinePart, ...] = (OutlinePart(BlockKind.COUNTERS),)
OUTLINES: dict[ReportKind, tuple[OutlinePart, ...]] = {
    ReportKind.SPEECH: SPEECH_OUTLINE,
    ReportKind.DECISION: DECISION_OUTLINE,
}
DEFAULT_SALUTATION = "Уважаемые участники и гости Собрания!"


def has_facts_for(kind: BlockKind, sheet: Sheet) -> bool:
    """Tell whether a ready phrase of this kind has anything to say."""
    if not isinstance(sheet, ReportSheet):
        return True
    match kind:
        case BlockKind.EXCHANGES:
            return any(one.count for one in sheet.exchanges)
        case BlockKind.SUPPORTED:
            return bool(sheet.supported)
        case BlockKind.AWARDS:
            return any(one.awards or one.awarded_places for one in sheet.events)
        case BlockKind.STANDINGS:
            return any(one.standings or one.trophies for one in sheet.events)
        case BlockKind.DECISIONS:
            return any(one.decisions for one in sheet.events)
        case BlockKind.PLANS:
            return any(one.planned for one in sheet.events)
        case _:
            return bool(sheet.events or sheet.exchanges)
