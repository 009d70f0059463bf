"""Small plans drawn by hand for tests of layouts."""

from __future__ import annotations

from dataclasses import replace

from planbook.dates import Period, parse_timing
from planbook.documents.printed import PrintedDocument, RowRole
from planbook.findings import SourceRef
from planbook.layouts import Layout, LayoutColumn
from planbook.layouts.layout import Headings, Numbering
from planbook.places import parse_places
from planbook.plans import CellDraft, EventDraft, Grouping, PlanDraft, SectionDraft

YEAR = Period.from_edtf("2023")
COLUMNS = (
    LayoutColumn(("№",), "number"),
    LayoutColumn(("Мероприятие",), "title"),
    LayoutColumn(("Место",), "place"),
    LayoutColumn(("Срок",), "timing"),
)
PLAIN = Layout("plain", "Простой", COLUMNS)


def item(title: str, timing: str = "", place: str = "", *, number: str | None = None) -> EventDraft:
    """A row as a reader gives it: cells, and the values read from them."""
    texts = {"number": f"{number}." if number else "", "title": title}
    texts |= {"place": place, "timing": timing}
    result = parse_places(place)
    return EventDraft(
        title,
        parse_timing(timing, period=YEAR),
        tuple(CellDraft(role, text) for role, text in texts.items()),
        SourceRef(),
        number=number,
        places=result.places,
        attendance_mode=result.attendance_mode,
    )


def without_cells(event: EventDraft) -> EventDraft:
    """The same row as a person enters it on the platform."""
    timing = replace(event.timing, text="")
    return replace(event, cells=(), timing=timing)


def section(heading: str, *items: EventDraft, grouping: Grouping = Grouping.THEME) -> SectionDraft:
    return SectionDraft(heading, items, grouping=grouping)


def plan(*sections: SectionDraft) -> PlanDraft:
    return PlanDraft("План на 2023 год", "Союз городов", "plan", "2023", sections)


def column(document: PrintedDocument, index: int) -> list[str]:
    """The cells of a column of all item rows, from the top."""
    return [
        row.cells[index].text
        for table in document.tables()
        for row in table.rows
        if row.role is RowRole.ITEM
    ]


def headings(document: PrintedDocument) -> list[str]:
    return [
        row.cells[0].text
        for table in document.tables()
        for row in table.rows
        if row.role is RowRole.SECTION
    ]


def numbered(**changes: object) -> Layout:
    return replace(PLAIN, numbering=replace(Numbering(), **changes))  # type: ignore[arg-type]


def headed(**changes: object) -> Layout:
    return replace(PLAIN, headings=replace(Headings(), **changes))  # type: ignore[arg-type]
