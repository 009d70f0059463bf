"""«Записка» and «Ответы словами»: what a table says in sentences, and what cities wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mezhgorod.website.pages.exchange_tables.frame import TableFrame, table_view
from planbook.indicators import (
    ComparisonTable,
    NoteParagraph,
    analytical_note,
    cell_text,
    digest,
)


@dataclass(frozen=True, slots=True)
class LinkedParagraph:
    """A paragraph of the note with the cells it is made of, and where they stand."""

    told: NoteParagraph
    url: str
    cells: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """Where the list of parts leads to."""
        return f"part-{self.told.code or 'all'}"


@require_safe
@table_view
def round_note(request: HttpRequest, frame: TableFrame) -> HttpResponse:
    """The draft of the analytical note, each paragraph beside its cells."""
    if frame.table is None:
        return frame.page("note.html")
    told = analytical_note(frame.table, frame.previous, noun=frame.answerers)
    paragraphs = _linked(frame, frame.table, told)
    parts = [one for one in paragraphs if one.told.heading]
    return frame.page("note.html", paragraphs=paragraphs, parts=parts)


@require_safe
@table_view
def round_digest(request: HttpRequest, frame: TableFrame) -> HttpResponse:
    """What cities answered in words, question by question."""
    topics = digest(frame.table) if frame.table else ()
    return frame.page("digest.html", topics=topics)


def _linked(
    frame: TableFrame, table: ComparisonTable, told: Iterable[NoteParagraph]
) -> list[LinkedParagraph]:
    rows = {row.line.indicator.code: row for row in table.rows}
    places = {column.key: place for place, column in enumerate(table.columns)}
    found = []
    for paragraph in told:
        cells = []
        for link in paragraph.cells:
            row, place = rows.get(link.code), places.get(link.key)
            if row is None or place is None:
                continue
            indicator = row.line.indicator
            values = [cell_text(one, indicator, with_unit=True) for one in row.cells[place] if one]
            cells.append(f"{table.columns[place].city}: {'; '.join(values) or 'нет ответа'}")
        found.append(LinkedParagraph(paragraph, _url(frame, paragraph), tuple(cells)))
    return found


def _url(frame: TableFrame, paragraph: NoteParagraph) -> str:
    """The row of the table that a paragraph is about, its cells pointed at."""
    if not paragraph.code:
        return frame.url("round_table")
    keys = ",".join(link.key for link in paragraph.cells)
    return f"{frame.url('round_table', row=paragraph.code, cells=keys)}#row-{paragraph.code}"
