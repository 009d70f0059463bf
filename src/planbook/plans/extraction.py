"""From a document to a plan draft: the order of the steps; what a step knows stands elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from planbook.dates import Period
from planbook.documents import Document, Paragraph
from planbook.documents.notes import find_note, note_marks
from planbook.findings import Finding
from planbook.plans import plan_remarks
from planbook.plans.abbreviations import find_abbreviations
from planbook.plans.announced_lists import without_announced_lists
from planbook.plans.assembly import assemble_blocks, assemble_listed
from planbook.plans.blocks import Assembly, Block, BodyRow
from planbook.plans.columns import ColumnSet
from planbook.plans.draft import EventDraft, PlanDraft, SectionDraft
from planbook.plans.events import RowSetting, build_event
from planbook.plans.flat_tables import with_headings
from planbook.plans.headings import NO_HEADING, Heading, makes_approximate, read_heading
from planbook.plans.inheritance import FORMATS_WITHOUT_MERGES, inherit_cells, optional_columns
from planbook.plans.owners import common_owner
from planbook.plans.paragraph_rows import read_listed_plan
from planbook.plans.plan_title import PlanTitle
from planbook.plans.section_levels import place_headings
from planbook.plans.title_page import TitlePage, read_title_page

Progress = Callable[[int, int], None]
_PROGRESS_STEP = 100


def extract_plan(
    document: Document, *, period: Period | None = None, progress: Progress | None = None
) -> PlanDraft:
    """Read the plan that a document holds; nothing of its tables is lost.

    Every cell of a table stands again in the cells of a row, in a heading, in the names of the
    columns or in the evidence of a finding. A document without a plan gives a draft without
    sections and a finding that says why.

    Args:
        document: what a reader made of the file.
        period: the period of the plan where the title does not say it or says it wrong.
        progress: called now and then with the number of rows done and of all rows.
    """
    document = with_headings(document)
    page = read_title_page(document)
    title = page.title
    plan_period = period or title.period
    assembly = _assembly(document, page, plan_period)
    if not assembly.blocks:
        return _without_rows(document, page, plan_period, assembly)
    sections = _sections(document, assembly, plan_period, progress)
    owner, owner_findings = _owner(title, sections)
    return PlanDraft(
        title=title.title,
        owner=owner,
        kind=title.kind or "plan",
        period=plan_period.edtf if plan_period else None,
        sections=sections,
        columns=_columns(assembly),
        abbreviations=find_abbreviations(_texts(document)),
        findings=(
            *document.findings,
            *assembly.findings,
            *page.findings,
            *_outside(assembly),
            *_missing(title, owner_findings, plan_period),
        ),
        title_lines=page.title_lines,
        stamp=page.stamp,
        approval=page.approval,
        signature=tuple(assembly.signature),
    )


def _assembly(document: Document, page: TitlePage, period: Period | None) -> Assembly:
    """Gather the rows of the tables; a plan without a table may list them in paragraphs."""
    is_plan = page.title.kind == "plan"
    assembly = assemble_blocks(
        document,
        first_block=page.first_block,
        skipped=page.skipped,
        period=period,
        is_titled_plan=is_plan,
    )
    if not assembly.blocks and is_plan:
        listed = read_listed_plan(assembly.outside, period)
        if listed is not None:
            assemble_listed(assembly, listed, period)
    return assembly


def _without_rows(
    document: Document, page: TitlePage, period: Period | None, assembly: Assembly
) -> PlanDraft:
    """Return the draft of a report in prose, of a plan without a table, or of no plan at all."""
    title = page.title
    remark = {"report": plan_remarks.narrative_report, "plan": plan_remarks.no_table}.get(
        title.kind or "", plan_remarks.no_plan
    )
    return PlanDraft(
        title=title.title,
        owner=title.owner,
        kind=title.kind or "other",
        period=period.edtf if period else None,
        sections=(),
        columns=_columns(assembly),
        abbreviations=find_abbreviations(_texts(document)),
        findings=(
            *document.findings,
            remark(),
            *assembly.findings,
            *(page.findings if title.kind != "report" else ()),
            *(_outside(assembly) if title.kind == "plan" else ()),
        ),
        title_lines=page.title_lines,
        stamp=page.stamp,
        approval=page.approval,
        signature=tuple(assembly.signature),
    )


def _sections(
    document: Document, assembly: Assembly, period: Period | None, progress: Progress | None
) -> tuple[SectionDraft, ...]:
    rows_of: dict[ColumnSet, list[BodyRow]] = {}
    for block in assembly.blocks:
        rows_of.setdefault(block.column_set, []).extend(block.rows)
    optional = {
        column_set: optional_columns(rows, column_set) for column_set, rows in rows_of.items()
    }
    shows_merges = document.format_name not in FORMATS_WITHOUT_MERGES
    report = _Reporter(sum(map(len, rows_of.values())), progress)
    headings = [
        read_heading(block.heading, period) if block.heading else NO_HEADING
        for block in assembly.blocks
    ]
    placed = place_headings(headings, [bool(block.rows) for block in assembly.blocks])
    sections = []
    for block, heading, place in zip(assembly.blocks, headings, placed, strict=True):
        block.rows = inherit_cells(
            block.rows,
            block.column_set,
            shows_merges=shows_merges,
            optional=optional[block.column_set],
        )
        notes = _notes(document, block)
        setting = RowSetting(
            column_set=block.column_set,
            heading=place.heading,
            period=period,
            is_approximate=any(makes_approximate(note) for note in notes),
        )
        items = without_announced_lists(tuple(_events(block, setting, report)))
        sections.append(_section(block, heading, place.level, items, notes))
    return tuple(sections)


def _events(block: Block, setting: RowSetting, report: _Reporter) -> Iterator[EventDraft]:
    for row in block.rows:
        yield build_event(row, setting)
        report.row_done()


def _section(
    block: Block,
    heading: Heading,
    level: int,
    items: tuple[EventDraft, ...],
    notes: tuple[str, ...],
) -> SectionDraft:
    return SectionDraft(
        heading=heading.text,
        items=items,
        numeral=heading.numeral,
        grouping=heading.grouping,
        notes=notes,
        source=block.source,
        heading_text="\n".join(block.heading),
        level=level,
    )


def _notes(document: Document, block: Block) -> tuple[str, ...]:
    # A note of the file is referred to a second time by a mark typed like the first one.
    typed = [mark for text in block.heading for mark in note_marks(text)]
    found = dict.fromkeys(find_note(document, mark) for mark in (*block.footnotes, *typed))
    return tuple(f"{note.mark} {note.text}" for note in found if note is not None)


def _columns(assembly: Assembly) -> tuple[tuple[str, str], ...]:
    return tuple((column.role, column.header) for column in assembly.columns)


def _owner(
    title: PlanTitle, sections: Sequence[SectionDraft]
) -> tuple[str | None, tuple[Finding, ...]]:
    if title.owner:
        return title.owner, ()
    owner = common_owner([section.heading for section in sections if section.heading])
    if owner is None:
        return None, (plan_remarks.no_owner(),)
    return owner, (plan_remarks.inferred_owner(owner),)


def _missing(
    title: PlanTitle, owner_findings: tuple[Finding, ...], period: Period | None
) -> tuple[Finding, ...]:
    """Tell what the title block does not say."""
    return (
        *(() if title.title else (plan_remarks.no_title_found(),)),
        *owner_findings,
        *(() if period else (plan_remarks.no_period(),)),
    )


def _outside(assembly: Assembly) -> tuple[Finding, ...]:
    texts = [paragraph.text for paragraph in assembly.outside]
    if not texts:
        return ()
    return (plan_remarks.text_outside(texts, assembly.outside[0].source),)


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row.cells)


@dataclass(slots=True)
class _Reporter:
    """Counts rows and tells the caller now and then."""

    total: int
    progress: Progress | None
    done: int = 0

    def row_done(self) -> None:
        """Count a row."""
        self.done += 1
        if self.progress and (self.done % _PROGRESS_STEP == 0 or self.done == self.total):
            self.progress(self.done, self.total)
