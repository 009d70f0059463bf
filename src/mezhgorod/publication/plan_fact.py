"""«План и факт» as files: the plan in its own columns with «Результат» after them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mezhgorod.outcomes.models import HeldEvent, Participation, StatedCount
from mezhgorod.outcomes.queries import FactRow, PlanAgainstFact
from mezhgorod.outcomes.rules import PartyRole
from mezhgorod.outcomes.rules.fulfilment import Fulfilment
from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import plan_draft
from mezhgorod.planning.queries.layouts import layout_choices
from mezhgorod.publication.files import WrittenFile
from planbook.language import Case, plural
from planbook.layouts import Layout, arrange, flatten, plan_with_results, with_result
from planbook.narrative.declension import decline_phrase
from planbook.plans import PlanDraft
from planbook.writers import WRITERS, Takes

_TITLE = "Отчёт о выполнении"
_PLAN = re.compile(r"(?:[^\W\d_-]+ ){0,2}план(?!\w)", re.IGNORECASE)
FACT_EXTENSIONS = ("docx", "pdf", "xlsx", "csv")
_TOLD = frozenset({Fulfilment.HELD, Fulfilment.OTHERWISE})


@dataclass(frozen=True, slots=True)
class ToldFacts:
    """The numbers and lists that results are worded from, by held event."""

    counts: dict[int, list[StatedCount]] = field(default_factory=dict)
    hosts: dict[int, list[str]] = field(default_factory=dict)
    participants: dict[int, int] = field(default_factory=dict)


def told_facts(rows: Sequence[FactRow]) -> ToldFacts:
    """Return what results are worded from, in two queries for any number of rows."""
    ids = [row.held.pk for row in rows if row.held is not None]
    counts: dict[int, list[StatedCount]] = defaultdict(list)
    hosts: dict[int, list[str]] = defaultdict(list)
    participants: dict[int, int] = defaultdict(int)
    for one in StatedCount.objects.filter(held_event__in=ids, is_current=True):
        counts[one.held_event_id].append(one)
    named = Participation.objects.filter(
        held_event__in=ids,
        is_current=True,
        role__in=(PartyRole.HOST, PartyRole.PARTICIPANT),
    )
    for party in named:
        if party.role == PartyRole.HOST:
            hosts[party.held_event_id].append(party.text)
        else:
            participants[party.held_event_id] += 1
    return ToldFacts(counts, hosts, participants)


def result_words(row: FactRow, facts: ToldFacts) -> str:
    """Return what became of a row as it is printed: «Проведено 25 мая 2024 года, Вологда. …»."""
    held = row.held
    if held is None or row.fulfilment not in _TOLD:
        is_told = row.fulfilment not in {Fulfilment.AHEAD, Fulfilment.EXCHANGE}
        words = row.fulfilment.label.capitalize() if is_told else ""
        reason = held.reason if held is not None else ""
        return f"{words}. {reason}".strip() if reason else words
    when_where = ", ".join(filter(None, (held.timing_text, *facts.hosts.get(held.pk, ()))))
    sentences = [f"Проведено {when_where}".strip() + "."]
    sentences += [f"{one[:1].upper()}{one[1:]}." for one in row.differences]
    told = _numbers(held, facts)
    if told:
        sentences.append(f"Участие: {told}.")
    if held.result.strip():
        sentences.append(held.result.strip())
    return " ".join(sentences)


def plan_fact_file(*, plan: Plan, compared: PlanAgainstFact, extension: str) -> WrittenFile:
    """Write a plan with what became of its rows; its columns are those it is printed in.

    Args:
        extension: one of `FACT_EXTENSIONS`.

    Raises:
        KeyError: the format is not written.
        LayoutError: the layout has no room for one more column.
    """
    if extension not in FACT_EXTENSIONS:
        raise KeyError(extension)
    writer = WRITERS[extension]
    layout = _report_layout(plan)
    facts = told_facts(compared.rows)
    words = {row.item.pk: result_words(row, facts) for row in compared.rows}
    items = plan.sections.order_by("position", "items__position").values_list("items", flat=True)
    results = [words.get(pk, "") for pk in items if pk is not None]
    draft = _report_draft(plan, results, layout)
    made: object = (
        arrange(draft, layout)
        if writer.takes is Takes.PRINTED
        else (flatten(draft, layout) if writer.takes is Takes.FLAT else draft)
    )
    content = writer.write(made, created=plan.updated_at)
    return WrittenFile(content, writer.media_type, f"{plan.title}: план и факт.{extension}")


def _report_layout(plan: Plan) -> Layout:
    """Return the layout of the plan for its report: that the plan was approved is not said here."""
    layout = with_result(layout_choices(plan=plan)[0].layout)
    block = replace(layout.title_block, has_stamp=False, has_approval=False)
    return replace(layout, title_block=block, closing=replace(layout.closing, has_signature=False))


def _report_draft(plan: Plan, results: Sequence[str], layout: Layout) -> PlanDraft:
    draft = plan_with_results(plan_draft(plan=plan), results, layout)
    lines = draft.title_lines or (draft.title,)
    return replace(draft, title_lines=fulfilment_title(lines))


def fulfilment_title(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the title of a plan as that of the report on it.

    >>> fulfilment_title(["Сводный план мероприятий", "на 2026 год"])
    ('Отчёт о выполнении', 'сводного плана мероприятий', 'на 2026 год')
    >>> fulfilment_title(["Календарь игр"])
    ('Отчёт о выполнении:', 'Календарь игр')
    """
    first, *rest = lines
    said = _PLAN.match(first)
    if said is None:
        return (f"{_TITLE}:", *lines)
    is_upper = said[0].isupper()
    words = decline_phrase(said[0].lower(), Case.GENITIVE)
    words = words.upper() if is_upper else words
    return (_TITLE.upper() if is_upper else _TITLE, words + first[said.end() :], *rest)


def _numbers(held: HeldEvent, facts: ToldFacts) -> str:
    parts = []
    for one in facts.counts.get(held.pk, ()):
        hedge = "" if one.hedge == "=" else f"{one.get_hedge_display()} "
        parts.append(f"{hedge}{one.number} {one.unit_text or one.get_unit_display()}")
    listed = facts.participants.get(held.pk, 0)
    if listed:
        words = plural(
            listed, "город или организация", "города и организации", "городов и организаций"
        )
        parts.append(f"в списке {listed} {words}")
    return ", ".join(parts)
