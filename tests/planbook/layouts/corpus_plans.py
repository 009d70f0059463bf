"""The plans of the corpus, read once, with the layout that each is printed in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from planbook.documents import Cell, Document, Row
from planbook.documents.printed import PrintedDocument, PrintedRow, RowRole
from planbook.plans import PlanDraft, extract_plan
from planbook.readers import read_document

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
UNION = "sgcszr-plan-2023"
ASSEMBLY = "mag-plan-2023"
AUTUMN = "smolensk-plan-2023-h2"
EARLIER = "smolensk-plan-2022-h2"
LAYOUT_OF = {
    UNION: "sgcszr-plan",
    ASSEMBLY: "mag-plan",
    AUTUMN: "smolensk-plan",
    EARLIER: "smolensk-plan",
}


@cache
def source(slug: str) -> Document:
    return read_document(CORPUS / slug / "source.txt")


@cache
def plan(slug: str) -> PlanDraft:
    return extract_plan(source(slug))


def one_space(text: str) -> str:
    return " ".join(text.split())


def cell_words(cells: tuple[Cell, ...]) -> list[str]:
    return [one_space(cell.text) for cell in cells]


def source_rows(slug: str) -> list[Row]:
    return [row for table in source(slug).tables() for row in table.rows]


def printed_rows(document: PrintedDocument) -> list[PrintedRow]:
    return [row for table in document.tables() for row in table.rows]


def printed_words(row: PrintedRow) -> list[str]:
    return [one_space(cell.text) for cell in row.cells]


def item_cells(document: PrintedDocument) -> list[list[str]]:
    return [printed_words(row) for row in printed_rows(document) if row.role is RowRole.ITEM]
