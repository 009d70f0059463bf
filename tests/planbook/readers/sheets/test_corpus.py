"""A plan kept in a spreadsheet gives the same items as its document, cell for cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from tests.planbook.readers.sheets.book import read, saved

from planbook.documents import Document, Row, Table
from planbook.plans import PlanDraft, extract_plan
from planbook.readers import read_document

pytestmark = [pytest.mark.core, pytest.mark.slow]
CORPUS = Path(__file__).parents[3] / "corpus"
PLANS = sorted(path.parent.name for path in CORPUS.glob("*plan*/source.txt"))


def inherited(draft: PlanDraft) -> set[tuple[int, int, int]]:
    """Return table, row and column of the cells that a text file leaves empty under another."""
    return {
        (cell.source.table, cell.source.row, cell.source.column)
        for section in draft.sections
        for item in section.items
        for cell in item.cells
        if cell.is_inherited
    }


def write(document: Document, covered: set[tuple[int, int, int]], *, has_gaps: bool) -> bytes:
    """Write a document as people keep plans in spreadsheets: merged cells, titles above."""
    book = Workbook()
    sheet: Any = book.worksheets[0]
    width = max(table.column_count for table in document.tables())
    for block in document.blocks:
        if isinstance(block, Table):
            if has_gaps:
                sheet.append([])
            for row in block.rows:
                write_row(sheet, row, covered)
        else:
            put(sheet, sheet.max_row + 1, 1, block.text)
            sheet.merge_cells(
                start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=width
            )
    for note in document.footnotes:
        put(sheet, sheet.max_row + 1, 1, f"{note.mark} {note.text}")
    return saved(book)


def write_row(sheet: Any, row: Row, covered: set[tuple[int, int, int]]) -> None:
    number = sheet.max_row + 1
    for cell in row.cells:
        put(sheet, number, cell.column, cell.text)
        above = number
        while (cell.source.table, cell.source.row - (number - above), cell.column) in covered:
            above -= 1
        if above < number:
            extend(sheet, above, number, cell.column)
        elif cell.column_span > 1:
            end = cell.column + cell.column_span - 1
            sheet.merge_cells(
                start_row=number, start_column=cell.column, end_row=number, end_column=end
            )


def extend(sheet: Any, first: int, last: int, column: int) -> None:
    """Merge rows, a shorter merge of the same column first undone."""
    if last - first > 1:
        sheet.unmerge_cells(
            start_row=first, start_column=column, end_row=last - 1, end_column=column
        )
    sheet.merge_cells(start_row=first, start_column=column, end_row=last, end_column=column)


def put(sheet: Any, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    cell.value = text or " "
    cell.data_type = "s"


def items(draft: PlanDraft) -> list[tuple[object, ...]]:
    return [
        (
            section.heading_text,
            section.notes,
            [[(c.role, c.text, c.is_inherited) for c in item.cells] for item in section.items],
        )
        for section in draft.sections
    ]


def identity(draft: PlanDraft) -> tuple[object, ...]:
    return draft.title, draft.owner, draft.period, draft.columns


@pytest.mark.parametrize("has_gaps", [False, True], ids=["close", "gaps"])
@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("of", [items, identity])
def test_spreadsheet_gives_the_same_plan(
    name: str, has_gaps: bool, of: Callable[[PlanDraft], object]
) -> None:
    document = read_document(CORPUS / name / "source.txt")
    wanted = extract_plan(document)
    data = write(document, inherited(wanted), has_gaps=has_gaps)

    assert of(extract_plan(read(data))) == of(wanted)
