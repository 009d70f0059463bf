"""Events of a narrative report on the command line: as text for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from planbook.cli.tables import terminal_width
from planbook.facts import (
    Fact,
    FactType,
    ReportEvent,
    ReportRole,
    read_events,
    report_paragraphs,
    report_year,
)
from planbook.language import plural
from planbook.plans import PlanDraft
from planbook.readers import read_document

_ROLES = {
    ReportRole.HELD: "Проведено",
    ReportRole.EXCHANGE: "Информационные обмены",
    ReportRole.SUPPORTED: "Поддержано",
    ReportRole.FUTURE: "Впереди",
}
_NAMES = {
    FactType.HOST: "где",
    FactType.PARTICIPANTS: "участвовали",
    FactType.PARTICIPANTS_REMOTE: "участвовали дистанционно",
    FactType.PARTICIPANTS_DISTRICT: "участвовали районы",
    FactType.SPEAKERS_FROM: "выступили из",
    FactType.EXPERTS_FROM: "эксперты из",
    FactType.SPEAKER: "выступил",
    FactType.MODERATOR: "модератор",
    FactType.ORGANISER: "организаторы",
    FactType.MODE: "формат",
    FactType.DATE: "когда",
    FactType.PARENT_EVENT: "в рамках",
    FactType.THEME: "тема",
    FactType.ORDINAL: "который по счёту",
    FactType.COUNT_PEOPLE: "человек",
    FactType.COUNT_CITIES: "городов",
    FactType.COUNT_MUNICIPALITIES: "муниципалитетов",
    FactType.COUNT_DELEGATIONS: "делегаций",
    FactType.COUNT_TEAMS: "команд",
    FactType.COUNT_REGIONS: "регионов",
    FactType.COUNT_COUNTRIES: "стран",
    FactType.COUNT_WORKS: "работ",
    FactType.STANDING: "место",
    FactType.AWARDED: "награждён",
    FactType.AWARDED_CITIES: "награждены из",
    FactType.PLANNED_HOST: "где будет",
    FactType.PLANNED_DATE: "когда будет",
    FactType.WITHDRAWN_HOST: "отказался",
}
_HEDGES = {"~": "около ", ">": "более ", "<": "менее "}
_MODES = {"remote": "дистанционно", "mixed": "очно и дистанционно"}


def events_of(source: Path | str, draft: PlanDraft) -> tuple[ReportEvent, ...]:
    """Return the events of a document that is no plan; the year is that of its title.

    Raises:
        UnreadableDocument: the file cannot be read as a document.
    """
    if draft.kind == "plan":
        return ()
    paragraphs = report_paragraphs(read_document(source))
    return read_events(paragraphs, year=report_year(paragraphs, period=draft.period))


def events_table(events: Sequence[ReportEvent]) -> str:
    """Return the events by role, each with its facts, as text for a terminal."""
    lines: list[str] = []
    for role, name in _ROLES.items():
        group = [event for event in events if event.role is role]
        if not group:
            continue
        lines += ["", f"{name}: {len(group)}"]
        for event in group:
            lines += _wrapped(event.title, "• ", "  ")
            lines += [line for fact in event.facts for line in _fact_lines(fact)]
    facts = sum(len(event.facts) for event in events)
    noun = plural(len(events), "мероприятие", "мероприятия", "мероприятий")
    told = f"Всего: {len(events)} {noun}, {facts} {plural(facts, 'факт', 'факта', 'фактов')}."
    return "\n".join([*lines, "", told] if events else ["", "Мероприятий в тексте не найдено."])


def _fact_lines(fact: Fact) -> list[str]:
    source = f"абз. {fact.source.paragraph}"
    return _wrapped(f"{_NAMES[fact.type]}: {_value(fact)} ({source})", "    ", "      ")


def _value(fact: Fact) -> str:
    number = f"{_HEDGES.get(fact.hedge, '')}{fact.number}" if fact.number is not None else ""
    if fact.type is FactType.STANDING:
        return f"{number} – {fact.value}"
    if fact.type is FactType.MODE:
        return _MODES.get(fact.value, fact.value)
    names = ", ".join(_names(fact)) + (" и другие" if fact.is_open else "")
    return ", ".join(part for part in (names, number) if part)


def _names(fact: Fact) -> Iterator[str]:
    for value in fact.values:
        name, _, place = value.partition("|")
        yield f"{name} ({place})" if place else name


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    width = terminal_width()
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest)
