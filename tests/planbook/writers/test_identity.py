"""A plan goes out into a file and comes back from it the same: items, cells, days, headings."""

from __future__ import annotations

import re
from functools import cache

import pytest
from tests.planbook.layouts.corpus_plans import (
    LAYOUT_OF,
    cell_words,
    one_space,
    plan,
    printed_rows,
    printed_words,
    source,
)

from planbook.documents import Document
from planbook.documents.flat import FlatKind, FlatValue
from planbook.documents.printed import PrintedDocument
from planbook.layouts import arrange, flatten, layout_like
from planbook.plans import EventDraft, PlanDraft, extract_plan
from planbook.readers import read_document
from planbook.writers import WRITERS

pytestmark = [pytest.mark.core, pytest.mark.slow]

# A hyphen at the end of a line of a PDF page: whether a space followed it, no page tells.
_AFTER_HYPHEN = re.compile(r"-\s+")


@cache
def printed(slug: str) -> PrintedDocument:
    return arrange(plan(slug), layout_like(source(slug), plan(slug)))


@cache
def written(slug: str, extension: str) -> bytes:
    return WRITERS[extension].write(printed(slug))


@cache
def read_again(slug: str, extension: str) -> Document:
    return read_document(written(slug, extension), file_name=f"план.{extension}")


def said(draft: PlanDraft) -> list[object]:
    """Everything a plan says, white space aside."""
    head = [draft.title, draft.owner, draft.period, draft.kind]
    columns = [(role, one_space(header)) for role, header in draft.columns]
    sections = [
        (one.heading, one.numeral, one.grouping, one.level, [item_said(item) for item in one.items])
        for one in draft.sections
    ]
    return [*head, *columns, *sections]


def item_said(item: EventDraft) -> list[object]:
    return [
        item.number,
        item.title,
        item.kind,
        one_space(item.timing.text),
        item.timing.edtf,
        item.attendance_mode,
        [one_space(place.text) for place in item.places],
        item.organizers,
        [(cell.role, one_space(cell.text), cell.is_inherited) for cell in item.cells],
    ]


@pytest.mark.parametrize("extension", ["docx", "html"])
@pytest.mark.parametrize("slug", LAYOUT_OF)
def test_plan_comes_back_the_same(slug: str, extension: str) -> None:
    assert said(extract_plan(read_again(slug, extension))) == said(plan(slug))


@pytest.mark.parametrize("extension", ["docx", "html"])
@pytest.mark.parametrize("slug", LAYOUT_OF)
def test_table_comes_back_cell_for_cell(slug: str, extension: str) -> None:
    rows = [
        cell_words(row.cells)
        for table in read_again(slug, extension).tables()
        for row in table.rows
    ]

    # What is printed equals the source but for its listed repairs: tests of the layouts hold that.
    assert rows == [printed_words(row) for row in printed_rows(printed(slug))]


@pytest.mark.parametrize("slug", LAYOUT_OF)
def test_second_export_gives_the_same_bytes(slug: str) -> None:
    document = read_again(slug, "docx")
    draft = extract_plan(document)

    again = arrange(draft, layout_like(document, draft))

    assert WRITERS["docx"].write(again) == written(slug, "docx")


@pytest.mark.parametrize("slug", LAYOUT_OF)
def test_pdf_keeps_every_word_of_every_row(slug: str) -> None:
    again = extract_plan(read_again(slug, "pdf"))

    assert [timing_and_title(item) for item in again.items()] == [
        timing_and_title(item) for item in plan(slug).items()
    ]


def timing_and_title(item: EventDraft) -> tuple[str | None, str, str]:
    title = _AFTER_HYPHEN.sub("-", item.title)
    return item.number, title, item.timing.edtf


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
@pytest.mark.parametrize("slug", LAYOUT_OF)
def test_flat_table_keeps_every_row(slug: str, extension: str) -> None:
    flat = flatten(plan(slug), layout_like(source(slug), plan(slug)))

    document = read_document(WRITERS[extension].write(flat), file_name=f"план.{extension}")

    (table,) = document.tables()
    # Real dates come back in words; that they are dates, the tests of the spreadsheet hold.
    kept = [
        index
        for index, column in enumerate(flat.columns)
        if column.kind is not FlatKind.DATE or extension == "csv"
    ]
    rows = [[cell_words(row.cells)[index] for index in kept] for row in table.rows[1:]]
    assert rows == [[_shown(row[index]) for index in kept] for row in flat.rows]


def _shown(value: FlatValue) -> str:
    return "" if value is None else one_space(str(value))
