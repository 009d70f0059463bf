"""A plan arranged by a layout into a document ready for print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planbook.documents.printed import (
    Align,
    Page,
    ParagraphRole,
    PrintedBlock,
    PrintedDocument,
    PrintedImage,
    PrintedParagraph,
)
from planbook.layouts.fields import plan_value
from planbook.layouts.layout import HeadingPlace, Layout, PageSetup, PageSize, Source
from planbook.layouts.notes import mark_notes
from planbook.layouts.rows import WordedSection, worded_sections
from planbook.layouts.tables import printed_table, split_into_tables
from planbook.layouts.template import parse_template, render
from planbook.plans import PlanDraft
from planbook.plans.wording import fold, one_line

_SHEETS = {
    PageSize.A3: (297.0, 420.0),
    PageSize.A4: (210.0, 297.0),
    PageSize.A5: (148.0, 210.0),
    PageSize.LETTER: (215.9, 279.4),
}
_OWNER_INFERRED = "plan.owner_inferred"
_STEM = 5


def arrange(
    plan: PlanDraft,
    layout: Layout,
    *,
    logo: bytes | None = None,
    wording: Source = Source.VERBATIM,
) -> PrintedDocument:
    """Arrange a plan by a layout; every row stands in it exactly once.

    A cell holds the author's own words as long as the values of the row still repeat them, else it
    is composed by the template of its column. Numbers and bullets are always counted.

    Args:
        plan: what is printed.
        layout: how.
        logo: PNG or JPEG for the title block, printed where the layout has one.
        wording: `COMPOSED` leaves the author's cells aside and composes everything from values.

    >>> from planbook.dates import parse_timing
    >>> from planbook.findings import SourceRef
    >>> from planbook.layouts import layout_named
    >>> from planbook.plans import EventDraft, SectionDraft
    >>> forum = EventDraft("Форум городов", parse_timing("май"), (), SourceRef())
    >>> plan = PlanDraft("План", None, "plan", "2023", (SectionDraft("Форумы", (forum,)),))
    >>> printed = arrange(plan, layout_named("sgcszr-plan"))
    >>> [cell.text for row in next(printed.tables()).items() for cell in row.cells]
    ['· Форум городов', '', 'май']
    """
    noted = mark_notes(worded_sections(plan, layout, wording), layout.closing)
    blocks = [
        *_opening(plan, layout, logo),
        *_body(plan, layout, noted.sections),
        *_closing(plan, layout, noted.notes),
    ]
    return PrintedDocument(
        title=plan.title,
        blocks=tuple(blocks),
        page=page_of(layout.page),
        author=plan.owner or "",
        footer=layout.footer,
        font_size=layout.page.font_size,
    )


def page_of(setup: PageSetup) -> Page:
    """Return the sheet of a layout as it lies.

    >>> page_of(PageSetup(is_landscape=True)).width
    297.0
    """
    width, height = _SHEETS[setup.size]
    if setup.is_landscape:
        width, height = height, width
    return Page(width, height, setup.top, setup.right, setup.bottom, setup.left)


def _opening(plan: PlanDraft, layout: Layout, logo: bytes | None) -> Iterator[PrintedBlock]:
    block = layout.title_block
    stamp = plan.stamp or block.stamp
    if block.has_stamp and stamp:
        yield PrintedParagraph(stamp, ParagraphRole.STAMP, Align.RIGHT)
    if block.has_approval:
        for line in plan.approval or block.approval:
            yield PrintedParagraph(line, ParagraphRole.APPROVAL, Align.RIGHT)
    if block.has_logo and logo:
        owner = plan.owner or plan.title
        yield PrintedImage(logo, block.logo_text or f"Эмблема: {owner}")
    for line in _title_lines(plan, layout):
        is_owner = one_line(line) == plan.owner
        role = ParagraphRole.OWNER if is_owner else ParagraphRole.TITLE
        yield PrintedParagraph(line, role, Align.CENTER, level=0 if is_owner else 1, is_bold=True)


def _title_lines(plan: PlanDraft, layout: Layout) -> Sequence[str]:
    """Return the title block: by the layout, else as printed, else the owner and the title."""
    templates = layout.title_block.lines
    if templates:
        printed = (
            render(parse_template(line), lambda name: plan_value(plan, name)) for line in templates
        )
        return [line.strip() for line in printed if line.strip()]
    if plan.title_lines:
        return plan.title_lines
    return [*([plan.owner] if plan.owner and _owner_stands_alone(plan) else []), plan.title]


def _owner_stands_alone(plan: PlanDraft) -> bool:
    """Tell whether the owner is named by the document, and not inside the title."""
    if any(finding.code == _OWNER_INFERRED for finding in plan.findings):
        return False
    title = fold(plan.title)
    return not all(word[:_STEM] in title for word in fold(plan.owner or "").split())


def _body(
    plan: PlanDraft, layout: Layout, sections: Sequence[WordedSection]
) -> Iterator[PrintedBlock]:
    headings = layout.headings
    for table in split_into_tables(sections, layout) or [()]:
        if table and table[0].heading and headings.place is HeadingPlace.PARAGRAPH:
            yield PrintedParagraph(
                table[0].heading,
                ParagraphRole.HEADING,
                headings.align,
                level=table[0].section.level + 1,
                is_bold=headings.is_bold,
            )
        if not table or any(section.rows for section in table):
            yield printed_table(table, layout, plan.title)


def _closing(plan: PlanDraft, layout: Layout, notes: Sequence[str]) -> Iterator[PrintedBlock]:
    for note in notes:
        yield PrintedParagraph(note, ParagraphRole.NOTE)
    if layout.closing.has_signature:
        for line in plan.signature or layout.closing.signature:
            yield PrintedParagraph(line, ParagraphRole.SIGNATURE)
