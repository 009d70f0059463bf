"""The official list of changes: «Изменения № 1 в План …», row by row, with what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mezhgorod.planning.models import Amendment, Plan, PlanVersion
from mezhgorod.planning.queries.changes import (
    NetChange,
    compare_editions,
    net_changes,
    steps_of_amendment,
)
from mezhgorod.planning.queries.versions import Edition, changed_part
from mezhgorod.planning.rules.workflow import approval_lines
from mezhgorod.publication.files import WrittenFile
from planbook.documents.printed import (
    Align,
    Page,
    ParagraphRole,
    PrintedBlock,
    PrintedCell,
    PrintedDocument,
    PrintedParagraph,
    PrintedRow,
    PrintedTable,
    RowRole,
)
from planbook.language import plural
from planbook.matching import changes_document
from planbook.matching.printing import change_lines, position_words
from planbook.writers import WRITERS

LIST_FORMATS = ("docx", "pdf")
_HEADERS = ("№", "Пункт плана", "Было", "Стало", "Причина и основание")
_WIDTHS = (5.0, 29.0, 23.0, 23.0, 20.0)
_LANDSCAPE = Page(width=297.0, height=210.0)
_NOTHING = "Строки плана не отличаются от утверждённой редакции."


@dataclass(frozen=True, slots=True)
class AmendmentView:
    """An amendment with the net effect of its changes, and the version it has made."""

    amendment: Amendment
    version: PlanVersion | None
    changes: tuple[NetChange, ...]


def amendment_view(amendment: Amendment) -> AmendmentView | None:
    """Return an amendment with its net changes, None when the version before it is missing."""
    versions = PlanVersion.objects.filter(plan=amendment.plan_id).select_related("plan__owner")
    made = versions.filter(amendment=amendment).first()
    earlier = versions.filter(number__lt=made.number) if made else versions
    former = earlier.order_by("-number").first()
    if former is None:
        return None
    before, after = changed_part(before=former, after=made)
    steps = steps_of_amendment(amendment)
    changes = net_changes(before=before, after=after, steps=steps)
    return AmendmentView(amendment, made, changes)


def amendment_document(view: AmendmentView) -> PrintedDocument:
    """Return the official list of changes of an amendment, ready for print."""
    plan, amendment = view.amendment.plan, view.amendment
    title = str(amendment)
    blocks: list[PrintedBlock] = [
        PrintedParagraph(
            line, ParagraphRole.APPROVAL if view.version else ParagraphRole.STAMP, Align.RIGHT
        )
        for line in _approved(view)
    ]
    blocks += [
        PrintedParagraph(title, ParagraphRole.TITLE, Align.CENTER, level=1, is_bold=True),
        PrintedParagraph(f"в документ «{plan.title}»", align=Align.CENTER),
    ]
    if amendment.basis:
        blocks.append(PrintedParagraph(f"Основание: {amendment.basis}"))
    blocks.append(PrintedParagraph(_summary(view.changes)))
    if view.changes:
        blocks.append(_table(view.changes, title))
    blocks += [PrintedParagraph(line, ParagraphRole.SIGNATURE) for line in plan.signature]
    return PrintedDocument(
        title=f"{title}. {plan.title}",
        blocks=tuple(blocks),
        page=_LANDSCAPE,
        author=plan.owner.name,
        footer=title,
    )


def amendment_file(view: AmendmentView, *, extension: str) -> WrittenFile:
    """Write the list of changes; that of an approved amendment has the same bytes for ever.

    Raises:
        KeyError: the format is not written for lists.
    """
    if extension not in LIST_FORMATS:
        raise KeyError(extension)
    plan = view.amendment.plan
    created = view.version.created_at if view.version else plan.updated_at
    writer = WRITERS[extension]
    content = writer.write(amendment_document(view), created=created)
    name = f"{view.amendment}. {plan.title}.{extension}"
    return WrittenFile(content, writer.media_type, name)


def comparison_file(
    *, plan: Plan, before: Edition, after: Edition, extension: str = "docx"
) -> WrittenFile:
    """Write what two editions of a plan differ in.

    Raises:
        KeyError: the format is not written for lists.
    """
    if extension not in LIST_FORMATS:
        raise KeyError(extension)
    writer = WRITERS[extension]
    printed = changes_document(compare_editions(before, after))
    name = f"{plan.title}. {before.label} и {after.label.lower()}.{extension}"
    return WrittenFile(writer.write(printed, created=plan.updated_at), writer.media_type, name)


def _approved(view: AmendmentView) -> Sequence[str]:
    version = view.version
    if version is None:
        return ("ПРОЕКТ",)
    lines = approval_lines(
        body=version.body_text, on=version.approved_on, number=version.document_number
    )
    return ["УТВЕРЖДЕНЫ", *lines[1:]]


def _summary(changes: Sequence[NetChange]) -> str:
    if not changes:
        return _NOTHING
    count = len(changes)
    words = plural(count, "изменение", "изменения", "изменений")
    return f"Внести в план {count} {words}:"


def _table(changes: Sequence[NetChange], title: str) -> PrintedTable:
    header = PrintedRow(
        tuple(PrintedCell(text, align=Align.CENTER, is_bold=True) for text in _HEADERS),
        RowRole.HEADER,
    )
    rows = [row for number, one in enumerate(changes, 1) for row in _rows(number, one)]
    return PrintedTable((header, *rows), _WIDTHS, summary=title)


def _rows(number: int, change: NetChange) -> Iterator[PrintedRow]:
    lines = list(change_lines(change.row)) or [("—", "—")]
    for place, (before, after) in enumerate(lines):
        yield PrintedRow(
            (
                _merged(f"{number}.", place, len(lines)),
                _merged(position_words(change.row), place, len(lines)),
                PrintedCell(before),
                PrintedCell(after),
                _merged(grounds_words(change), place, len(lines)),
            )
        )


def grounds_words(change: NetChange) -> str:
    """Return reasons and grounds of a change as they are printed."""
    reasons, bases = "; ".join(change.reasons), "; ".join(change.bases)
    if reasons and bases:
        return f"{reasons}\n\nОснование: {bases}"
    return reasons or bases or "—"


def _merged(text: str, place: int, count: int) -> PrintedCell:
    if place:
        return PrintedCell("", is_continuation=True)
    return PrintedCell(text, row_span=count)
