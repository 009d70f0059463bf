"""A copy of the proposals on paper: a page to print and a Word file."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from mezhgorod.campaigns.models import ProposedRow
from mezhgorod.campaigns.rules import RowChoice, RowOrigin, RowState
from mezhgorod.website.board.spoken import day_words
from mezhgorod.website.handing_out import hand_out_word
from mezhgorod.website.pages.proposals.doors import Door
from mezhgorod.website.pages.proposals.sheet import Sheet, is_blank, sheet_of
from planbook.documents.printed import (
    Align,
    Page,
    ParagraphRole,
    PrintedCell,
    PrintedDocument,
    PrintedParagraph,
    PrintedRow,
    PrintedTable,
    RowRole,
)
from planbook.writers.docx import write_docx

_LANDSCAPE = Page(width=297, height=210)
# Shares of the page: titles and contents need more room than days.
_WIDTHS = {"title": 3.0, "description": 3.0, "timing": 1.3}
_USUAL_WIDTH = 1.8
_NUMBER_WIDTH = 0.5


@require_GET
def print_page(request: HttpRequest, door: Door) -> HttpResponse:
    """The proposals as a sheet of paper."""
    sheet = sheet_of(door, today=timezone.localdate())
    context = {
        "door": door,
        "sheet": sheet,
        "submission": door.submission,
        "campaign": door.submission.campaign,
        "headers": [header for _, header in sheet.frame.roles],
        "groups": list(_groups(sheet)),
        "today": timezone.localdate(),
        "urls": {"page": door.url(), "word": door.url("proposals_word")},
    }
    return render(request, "website/proposals/print.html", context)


@require_GET
def word(request: HttpRequest, door: Door) -> HttpResponse:
    """The proposals as a Word file."""
    name = f"Предложения. {door.submission.party.spoken_name}"
    return hand_out_word(write_docx(printed(door)), name=name)


def printed(door: Door) -> PrintedDocument:
    """Return the proposals of a party ready for a writer: headings, a table, a line to sign."""
    today = timezone.localdate()
    sheet = sheet_of(door, today=today)
    submission = door.submission
    title = f"Предложения: {submission.party.name}"
    blocks: list[PrintedParagraph | PrintedTable] = [
        PrintedParagraph(title, ParagraphRole.TITLE, Align.CENTER, level=1, is_bold=True),
        PrintedParagraph(submission.campaign.title, align=Align.CENTER),
        PrintedParagraph(f"Состояние: {submission.get_state_display()}, {day_words(today)}."),
    ]
    rows = list(_rows(sheet))
    if rows:
        blocks.append(_table(sheet, rows))
    else:
        blocks.append(PrintedParagraph("Строк нет."))
    blocks.append(
        PrintedParagraph("\n\nСогласовано: ____________________ / ____________________ /")
    )
    return PrintedDocument(
        title=title,
        blocks=tuple(blocks),
        page=_LANDSCAPE,
        author=submission.party.name,
        footer=f"{submission.party.spoken_name}. {day_words(today)}",
    )


def _table(sheet: Sheet, rows: list[PrintedRow]) -> PrintedTable:
    header = PrintedRow(
        tuple(
            PrintedCell(words, align=Align.CENTER, is_bold=True)
            for words in ("№", *(header for _, header in sheet.frame.roles))
        ),
        RowRole.HEADER,
    )
    widths = (_NUMBER_WIDTH, *(_WIDTHS.get(role, _USUAL_WIDTH) for role, _ in sheet.frame.roles))
    return PrintedTable((header, *rows), widths, summary="Предложения")


def _rows(sheet: Sheet) -> Iterator[PrintedRow]:
    number = 0
    for heading, rows in _groups(sheet):
        if heading:
            span = len(sheet.frame.roles) + 1
            yield PrintedRow(
                (PrintedCell(heading, column_span=span, is_bold=True),), RowRole.SECTION
            )
        for cells in rows:
            number += 1
            yield PrintedRow(tuple(PrintedCell(text) for text in (str(number), *cells)))


def _groups(sheet: Sheet) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield headings in the order of the plan, each with the words of its rows by column."""
    groups: dict[str, list[list[str]]] = {one: [] for one in sheet.frame.headings}
    for row in (*sheet.carried, *sheet.own):
        if _goes(row):
            heading = row.section_heading or sheet.submission.section_heading
            cells = [row.text(role) for role, _ in sheet.frame.roles]
            groups.setdefault(heading, []).append(cells)
    yield from ((heading, rows) for heading, rows in groups.items() if rows)


def _goes(row: ProposedRow) -> bool:
    """Tell whether a row belongs on paper: what is dropped or undecided is not proposed."""
    if row.state in {RowState.DROPPED, RowState.REFUSED, RowState.REMOVED} or is_blank(row):
        return False
    is_carried = row.origin == RowOrigin.CARRIED
    return not is_carried or row.choice in {RowChoice.KEEP, RowChoice.CHANGE}
