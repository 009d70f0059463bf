"""A written report as text: every part printed from the facts of today, or as it was frozen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from mezhgorod.registry.rules.collecting import without_collecting
from mezhgorod.reporting.models import Report, ReportBlock, ReportPhrase
from mezhgorod.reporting.queries.private_names import NAMING_FIELDS
from mezhgorod.reporting.queries.report_facts import ReportFacts, report_facts
from mezhgorod.reporting.queries.statistics_blocks import report_tables
from mezhgorod.reporting.rules import BlockKind
from mezhgorod.reporting.rules.content import (
    LineRole,
    WrittenFact,
    WrittenLine,
    WrittenSpan,
    WrittenText,
    content_to_dict,
)
from mezhgorod.reporting.rules.outline import OF_EVENTS, PHRASE_OF_KIND, has_facts_for
from mezhgorod.reporting.rules.report_tables import ReportTable, tables_to_list
from planbook.narrative import (
    EventSheet,
    FactRef,
    Paragraph,
    ParagraphKind,
    PhraseError,
    Rendered,
    Sheet,
    Span,
    decision_spans,
    paragraphs_of,
    phrase_key_for,
    phrase_named,
    render,
)

_ROLES = {
    ParagraphKind.TEXT: LineRole.TEXT,
    ParagraphKind.HEADING: LineRole.HEADING,
    ParagraphKind.DASH: LineRole.ITEM,
}


@dataclass(frozen=True, slots=True)
class WrittenBlock:
    """A part of a report as it is printed now.

    Attributes:
        template: the words it is printed from: its own, or the phrase of its kind.
        missing: Russian names of fields that say nothing though the words need them.
        fault: why the words cannot be printed, in Russian, empty when they can.
        left: how many more events it prints where only the first were asked for.
    """

    block: ReportBlock
    template: str
    lines: tuple[WrittenLine, ...]
    missing: tuple[str, ...] = ()
    fault: str = ""
    left: int = 0


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A report printed from the facts of today."""

    report: Report
    facts: ReportFacts
    blocks: tuple[WrittenBlock, ...]

    @property
    def printed_blocks(self) -> tuple[WrittenBlock, ...]:
        """The parts that are not hidden."""
        return tuple(one for one in self.blocks if not one.block.is_hidden)

    @property
    def text(self) -> WrittenText:
        """What is printed."""
        lines = tuple(line for one in self.printed_blocks for line in one.lines)
        head = self.report.head or self.report.title
        return WrittenText(head, self.report.salutation, lines)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The wordings of an association: its own in place of the shipped ones."""

    own: dict[str, str]
    printed: dict[tuple[str, int], tuple[Sheet, Rendered]] = field(default_factory=dict)

    def print(self, words: str, sheet: Sheet) -> Rendered:
        """Print words from a sheet, once for all parts that say them of the same event.

        Raises:
            PhraseError: the words are wrong or print more than is allowed.
        """
        # The sheet is kept beside its words: the number of a lost one could be given again.
        found = self.printed.get((words, id(sheet)))
        if found is None:
            found = (sheet, render(words, sheet))
            self.printed[words, id(sheet)] = found
        return found[1]

    def template(self, key: str) -> str:
        """Return the words for a kind of paragraph, empty where there is none."""
        shipped = phrase_named(key)
        return self.own.get(key) or (shipped.template if shipped else "")


def phrases_of(owner_id: int) -> Phrases:
    """Return the wordings of an association; one query."""
    rows = ReportPhrase.objects.filter(owner=owner_id).values_list("key", "template")
    return Phrases(dict(rows))


def written_report(
    *, report: Report, blocks: Sequence[ReportBlock] | None = None, most: int | None = None
) -> WrittenReport:
    """Print a report from the facts of today; the number of queries does not grow with events.

    Args:
        blocks: the parts to print, all for None.
        most: how many events a part prints at most; all without it.
    """
    blocks = list(report.blocks.all()) if blocks is None else blocks
    with without_collecting():
        facts = facts_for(report, blocks)
        phrases = phrases_of(report.owner_id)
        printed = tuple(written_block(block, facts, phrases, most) for block in blocks)
    return WrittenReport(report, facts, printed)


def facts_for(report: Report, blocks: Iterable[ReportBlock]) -> ReportFacts:
    """Return the facts of the period and of everything that parts of a report name."""
    named, editions = set(), set()
    for one in blocks:
        named |= {*one.options.get("events", ()), one.held_event_id} - {None}
        editions |= set(one.options.get("editions", ()))
    return report_facts(report, also=frozenset(named), editions=frozenset(editions))


def tables_of(written: WrittenReport) -> tuple[ReportTable, ...]:
    """Return the tables of a report that prints its statistics, none for others."""
    if not any(one.block.kind == BlockKind.STATISTICS for one in written.printed_blocks):
        return ()
    return report_tables(written.report, written.facts)


def frozen_content(written: WrittenReport) -> dict[str, Any]:
    """Return what a version keeps: the text, and the numbers behind its pictures."""
    return content_to_dict(written.text) | {"tables": tables_to_list(tables_of(written))}


def written_block(
    block: ReportBlock, facts: ReportFacts, phrases: Phrases, most: int | None = None
) -> WrittenBlock:
    """Print one part of a report, of its events the first `most`."""
    pieces = list(_pieces(block, facts, phrases))
    printed: list[Rendered] = []
    template = ""
    if block.kind == BlockKind.COUNTERS:
        printed.append(Rendered(decision_spans(facts.sheet)))
    try:
        for template, sheet in pieces[:most]:
            printed.append(phrases.print(template, sheet))
    except PhraseError as error:
        return WrittenBlock(block, template, (), fault=error.cause)
    told = _lines(block, printed, facts)
    # A heading over nothing is not printed.
    lines = _heading(block) + told if told or block.kind == BlockKind.HEADING else ()
    missing = dict.fromkeys(name for one in printed for name in one.missing)
    left = len(pieces[most:]) if most is not None else 0
    return WrittenBlock(block, block.template or template, lines, tuple(missing), left=left)


def _pieces(
    block: ReportBlock, facts: ReportFacts, phrases: Phrases
) -> Iterator[tuple[str, Sheet]]:
    """Yield the words of a part with the sheets they are printed from."""
    kind = BlockKind(block.kind)
    if kind in {BlockKind.HEADING, BlockKind.COUNTERS} and not block.template:
        return
    for sheet in _sheets(block, kind, facts):
        words = block.template or phrases.template(_phrase_key(block, kind, sheet))
        if words and (block.template or has_facts_for(kind, sheet)):
            yield words, sheet


def _sheets(block: ReportBlock, kind: BlockKind, facts: ReportFacts) -> Iterable[Sheet]:
    editions = block.options.get("editions", [])
    if kind is BlockKind.EVENT or editions:
        found = (
            facts.exchange_as_event(block.exchange_id)
            if block.exchange_id and not block.held_event_id
            else facts.events.get(block.held_event_id or 0)
        )
        # Without its event only the words of the person can be printed.
        sheet = found or EventSheet(key="", title="")
        return (facts.with_editions(sheet, editions),) if found or block.template else ()
    if kind in OF_EVENTS:
        return _chosen_events(block, facts)
    return (_period_sheet(block, facts),)


def _phrase_key(block: ReportBlock, kind: BlockKind, sheet: Sheet) -> str:
    chosen: str = block.options.get("phrase", "")
    if chosen:
        return chosen
    if isinstance(sheet, EventSheet) and kind in {BlockKind.EVENT, BlockKind.EVENTS}:
        return phrase_key_for(sheet)
    return PHRASE_OF_KIND.get(kind, "")


def _period_sheet(block: ReportBlock, facts: ReportFacts) -> Sheet:
    if block.exchange_id:
        return facts.sheet_of_exchange(block.exchange_id)
    if chosen := block.options.get("events"):
        return facts.sheet_of_events(chosen)
    return facts.sheet


def _chosen_events(block: ReportBlock, facts: ReportFacts) -> Iterable[EventSheet]:
    if chosen := block.options.get("events"):
        return facts.sheet_of_events(chosen).events
    return facts.sheet.held


def _heading(block: ReportBlock) -> tuple[WrittenLine, ...]:
    if not block.heading:
        return ()
    return (WrittenLine(LineRole.HEADING, (WrittenSpan(block.heading),), block.pk),)


def _lines(
    block: ReportBlock, printed: Sequence[Rendered], facts: ReportFacts
) -> tuple[WrittenLine, ...]:
    paragraphs = (one for piece in printed for one in paragraphs_of(piece.spans))
    return tuple(
        WrittenLine(_ROLES[one.kind], _spans(one, facts), block.pk)
        for one in paragraphs
        if one.text.strip()
    )


def _spans(paragraph: Paragraph, facts: ReportFacts) -> tuple[WrittenSpan, ...]:
    return tuple(
        WrittenSpan(span.text, _fact(span, facts) if span.fact or span.facts else None, span.is_gap)
        for span in paragraph.spans
        if span.text
    )


def _fact(span: Span, facts: ReportFacts) -> WrittenFact | None:
    ref = span.fact or next(iter(span.facts), None)
    if ref is None:
        return None
    fact = WrittenFact(ref.sheet, ref.field, ref.index, ref.key)
    if ref.field in NAMING_FIELDS and _names_private(span.text, ref, fact.held_id, facts):
        return replace(fact, is_private=True)
    return fact


def _names_private(text: str, ref: FactRef, held: int | None, facts: ReportFacts) -> bool:
    """Tell whether words name somebody who has not agreed to be shown to everybody."""
    return any(one.is_in(text, ref) for one in facts.private.get(held or 0, ()))
