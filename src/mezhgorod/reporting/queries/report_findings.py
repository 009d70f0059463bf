"""What to look at before a report is frozen: doubts about facts, gaps, what is told twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries import doubts_of_many
from mezhgorod.outcomes.rules import FactState
from mezhgorod.registry.rules.collecting import without_collecting
from mezhgorod.reporting.queries.writing import WrittenBlock, WrittenReport
from mezhgorod.reporting.rules import BlockKind
from mezhgorod.reporting.rules.content import HELD
from planbook.narrative import EventSheet, Involvement

# What the findings of one rule are about, in Russian.
RULE_NAMES = {
    "BLOCK-FAULT": "Текст части с ошибкой",
    "FIELD-EMPTY": "Полям не хватает сведений",
    "BLOCK-EMPTY": "Части ничего не печатают",
    "FACTS-NOT-ACCEPTED": "Сведения ещё не приняты",
    "TOLD-TWICE": "Мероприятия названы дважды",
    "EVENT-LEFT-OUT": "Мероприятия не названы в отчёте",
    "EXCHANGE-TOLD": "Обмены из доклада рядом с обменами сайта",
    "EXCHANGE-NO-ANSWERS": "Обмены без принятых ответов",
    "NAME-NOT-PUBLIC": "Имена, которых не покажут посторонним",
    "BEFORE-PLAN": "Мероприятия раньше плана",
    "CITY-TWICE": "Город назван дважды",
    "LEFT-MEMBER": "Города, вышедшие из объединения",
    "MEMBER-ALIAS": "Город и район одного члена",
    "NO-FACTS": "Мероприятия без сведений",
    "NO-OUTCOME": "Не сказано, прошло ли мероприятие",
    "OPEN-LIST": "Списки не полны",
    "ORDINAL": "Номер не следует за прошлым",
    "SOURCE-CONFLICT": "Источники расходятся",
    "STATED-LISTED": "Сообщённое число не равно списку",
    "WITHDRAWN-HOST": "Принимающий город отказался",
    "ELECTION-OPEN": "Избрания нет в справочнике",
    "NO-QUORUM": "Кворума нет",
    "QUORUM-RULE": "Кворум не по правилу",
    "VOTES": "Голосов больше, чем присутствовало",
    "VOTE-LOST": "За меньше, чем против",
}
_LISTS = frozenset({BlockKind.EVENTS, BlockKind.SUPPORTED})


@dataclass(frozen=True, slots=True)
class ReportFinding:
    """Something to look at; empty links lead nowhere.

    Attributes:
        code: which rule; doubts about facts keep theirs.
        subject: the event or the part of the report it is about, in Russian.
        held_id: the event where it is put right; `block_id` the first part that tells of it.
        is_decided: a person has said that it stays as it is.
    """

    code: str
    subject: str
    message: str
    remedy: str = ""
    held_id: int | None = None
    block_id: int | None = None
    is_decided: bool = False


def report_findings(written: WrittenReport) -> tuple[ReportFinding, ...]:
    """Return everything to look at, what is open first; three queries and those of doubts."""
    told = _told(written)
    parts = {held: part for part, numbers in reversed(told) for held in numbers}
    numbers = list(parts)
    held = {one.pk: one for one in HeldEvent.objects.filter(pk__in=numbers)}
    with without_collecting():
        found = [
            *_faults(written),
            *_doubts(written, held),
            *_of_events(written, held),
            *_left_out(written, set(numbers)),
            *_of_exchanges(written),
            *_private(written),
        ]
    placed = (
        replace(one, block_id=parts.get(one.held_id or 0)) if one.block_id is None else one
        for one in found
    )
    return tuple(sorted(placed, key=lambda one: one.is_decided))


def told_events(written: WrittenReport) -> dict[int, int]:
    """Return the events a report tells of, and in how many of its parts."""
    return dict(Counter(held for _, numbers in _told(written) for held in numbers))


def _told(written: WrittenReport) -> list[tuple[int, set[int]]]:
    """Return which events every printed part tells of, by the number of the part."""
    found = []
    for one in written.printed_blocks:
        # A year has thousands of facts of few events.
        facts = {
            (span.fact.sheet, span.fact.key): span.fact
            for line in one.lines
            for span in line.spans
            if span.fact is not None
        }
        numbers = {fact.held_id for fact in facts.values()}
        if one.block.kind == BlockKind.EVENT:
            numbers.add(one.block.held_event_id)
        found.append((one.block.pk, {held for held in numbers if held is not None}))
    return found


def _faults(written: WrittenReport) -> Iterator[ReportFinding]:
    for one in written.printed_blocks:
        if one.fault:
            yield _of_block(one, "BLOCK-FAULT", one.fault, "Исправьте текст части.")
        if one.missing:
            fields = ", ".join(f"«{name}»" for name in one.missing)
            yield _of_block(
                one,
                "FIELD-EMPTY",
                f"Нет сведений для полей: {fields}.",
                "Внесите сведения о мероприятии или уберите поле из текста.",
            )
        elif not one.lines and not one.fault:
            yield _of_block(
                one, "BLOCK-EMPTY", "Часть ничего не печатает: сведений для неё нет.",
                "Внесите сведения или уберите часть.",
            )  # fmt: skip


def _of_block(one: WrittenBlock, code: str, message: str, remedy: str) -> ReportFinding:
    block = one.block
    return ReportFinding(
        code, f"Часть {block.position}: {block}", message, remedy, block.held_event_id, block.pk
    )


def _doubts(written: WrittenReport, held: dict[int, HeldEvent]) -> Iterator[ReportFinding]:
    for number, doubts in doubts_of_many(held.values()).items():
        for one in doubts:
            if one.code == "NO-FACTS" and _is_told_in_a_line(written.facts.events.get(number)):
                continue
            yield ReportFinding(
                one.code,
                held[number].title,
                one.message,
                one.remedy,
                number,
                is_decided=one.decision is not None,
            )


def _is_told_in_a_line(sheet: EventSheet | None) -> bool:
    """Tell whether a supported event has its city: its line of the list needs no more."""
    return sheet is not None and sheet.role is Involvement.SUPPORTED and bool(sheet.hosts)


def _of_events(written: WrittenReport, held: dict[int, HeldEvent]) -> Iterator[ReportFinding]:
    for number, one in held.items():
        if one.state != FactState.ACCEPTED:
            yield ReportFinding(
                "FACTS-NOT-ACCEPTED",
                one.title,
                f"Сведения ещё не приняты: {one.get_state_display()}.",
                "Проверьте и примите сведения.",
                number,
            )
    paragraphs = Counter(
        one.block.held_event_id
        for one in written.printed_blocks
        if one.block.kind in _LISTS and one.block.held_event_id
    )
    for number, count in paragraphs.items():
        if number in held and count > 1:
            yield ReportFinding(
                "TOLD-TWICE",
                held[number].title,
                f"Мероприятие названо в списках {count} раза: его сочтут дважды.",
                "Уберите лишнюю часть.",
                number,
            )


def _left_out(written: WrittenReport, told: Collection[int]) -> Iterator[ReportFinding]:
    for sheet in written.facts.sheet.events:
        number = int(sheet.key.rpartition(":")[2])
        if number not in told:
            yield ReportFinding(
                "EVENT-LEFT-OUT",
                sheet.title,
                "Мероприятие периода не названо в отчёте.",
                "Дополните отчёт новыми мероприятиями или оставьте без него.",
                number,
            )


def _of_exchanges(written: WrittenReport) -> Iterator[ReportFinding]:
    lines = written.facts.sheet.exchanges
    told = [line for line in lines if line.key.startswith(f"{HELD}:")]
    for line in told if len(told) < len(lines) else ():
        yield ReportFinding(
            "EXCHANGE-TOLD",
            line.title,
            "Обмен известен только из доклада, а другие обмены периода ведутся здесь. Если это "
            "один из них, его сочтут дважды.",
            "Свяжите его с обменом на странице чтения доклада.",
            int(line.key.partition(":")[2]),
        )
    for line in lines:
        if line.count is None:
            yield ReportFinding(
                "EXCHANGE-NO-ANSWERS",
                line.title,
                "Ни один ответ на информационный обмен не принят.",
                "Примите ответы городов в раунде обмена.",
            )


def _private(written: WrittenReport) -> Iterator[ReportFinding]:
    events: dict[int, list[str]] = {}
    for one in written.printed_blocks:
        for line in one.lines:
            for span in line.facts():
                if span.fact and span.fact.is_private and span.fact.held_id:
                    events.setdefault(span.fact.held_id, []).append(span.text)
    for number, names in events.items():
        sheet = written.facts.events.get(number)
        told = ", ".join(dict.fromkeys(names))
        yield ReportFinding(
            "NAME-NOT-PUBLIC",
            sheet.title if sheet else "",
            f"На открытой странице не будут показаны имена: {told}.",
            "Отметьте у выступления или награждения, что имя можно показывать всем.",
            number,
        )
