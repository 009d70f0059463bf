"""The text reader on the dumps of the corpus and on made dumps of the same styles."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from planbook.documents import Document, Table
from planbook.readers import read_document

pytestmark = pytest.mark.core

CORPUS = Path(__file__).parents[3] / "corpus"
SOURCES = sorted(CORPUS.glob("*/source.txt"))


def visible_characters(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace())


def document_texts(document: Document) -> list[str]:
    texts = [finding.evidence for finding in document.findings]
    texts += [note.mark + note.text for note in document.footnotes]
    for block in document.blocks:
        if isinstance(block, Table):
            texts += [cell.text for row in block.rows for cell in row.cells]
        else:
            texts.append(block.text)
    return texts


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)
def test_corpus_document_loses_no_character(path: Path) -> None:
    document = read_document(path)

    assert visible_characters("".join(document_texts(document))) == visible_characters(
        path.read_text(encoding="utf-8")
    )


@pytest.mark.parametrize(
    ("slug", "shape"),
    [
        ("mag-plan-2023", [(4, {4: 51})]),
        ("sgcszr-plan-2023", [(3, {3: 43, 1: 5})]),
        ("sgcszr-report-2024", []),
        ("smolensk-plan-2022-h2", [(7, {7: 20, 1: 7})]),
        ("smolensk-plan-2023-h2", [(7, {7: 29, 1: 6})]),
    ],
)
def test_corpus_document_has_grid_as_printed(slug: str, shape: list[object]) -> None:
    document = read_document(CORPUS / slug / "source.txt")

    grids = [
        (table.column_count, dict(Counter(len(row.cells) for row in table.rows)))
        for table in document.tables()
    ]
    assert grids == shape
