"""The list of changes («Перечень изменений») as a document ready for print."""

from __future__ import annotations

from collections.abc import Iterator

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
from planbook.language import plural
from planbook.matching.comparison import PlanDiff, RowDiff, RowState
from planbook.plans import CellDraft

_HEADERS = ("№ п/п", "Позиция плана", "Было", "Стало")
_WIDTHS = (6.0, 34.0, 30.0, 30.0)
_LANDSCAPE = Page(width=297.0, height=210.0)
_WORDS = {
    RowState.ADDED: ("новая строка", "новые строки", "новых строк"),
    RowState.CHANGED: ("изменённая строка", "изменённые строки", "изменённых строк"),
    RowState.REMOVED: ("исключённая строка", "исключённые строки", "исключённых строк"),
}


def changes_document(diff: PlanDiff) -> PrintedDocument:
    """Return the list of changes: position, what it was, what it is; unchanged rows are left out.

    Rows stand in the order of the newer edition; removed ones follow. A changed row has one line
    per changed facet.
    """
    rows = tuple(_rows(diff))
    title = "Перечень изменений"
    blocks = [
        PrintedParagraph(title, ParagraphRole.TITLE, Align.CENTER, level=1, is_bold=True),
        PrintedParagraph(diff.after.title or diff.before.title, align=Align.CENTER),
        PrintedParagraph(_summary(diff)),
    ]
    header = PrintedRow(
        tuple(PrintedCell(text, align=Align.CENTER, is_bold=True) for text in _HEADERS),
        RowRole.HEADER,
    )
    table = PrintedTable((header, *rows), _WIDTHS, summary=title)
    return PrintedDocument(
        title=f"{title}. {diff.after.title}".rstrip(". "),
        blocks=(*blocks, table) if rows else tuple(blocks),
        page=_LANDSCAPE,
        author=diff.after.owner or "",
    )


def position_words(row: RowDiff) -> str:
    """Return how a person finds the row: its number where it has one, its title, its heading."""
    placed = row.after or row.before
    if placed is None:
        return ""
    number = f"{placed.row.number}. " if placed.row.number else ""
    heading = placed.section.heading
    return f"{number}{placed.row.title}" + (f"\n\n({heading})" if heading else "")


def _summary(diff: PlanDiff) -> str:
    counts = [
        f"{diff.count(state)} {plural(diff.count(state), *forms)}"
        for state, forms in _WORDS.items()
        if diff.count(state)
    ]
    if not counts:
        return "Строки плана не изменились."
    return (
        f"В новой редакции: {', '.join(counts)}. Без изменений: {diff.count(RowState.UNCHANGED)}."
    )


def _rows(diff: PlanDiff) -> Iterator[PrintedRow]:
    number = 0
    for row in diff.rows:
        if row.state is RowState.UNCHANGED:
            continue
        number += 1
        lines = list(change_lines(row))
        for place, (before, after) in enumerate(lines):
            yield PrintedRow(
                (
                    _merged(f"{number}.", place, len(lines)),
                    _merged(position_words(row), place, len(lines)),
                    PrintedCell(before),
                    PrintedCell(after),
                )
            )


def _merged(text: str, place: int, count: int) -> PrintedCell:
    """The first of several lines carries the words, the others continue its cell."""
    if place:
        return PrintedCell("", is_continuation=True)
    return PrintedCell(text, row_span=count)


def change_lines(row: RowDiff) -> Iterator[tuple[str, str]]:
    """Yield what a changed row said and says, a pair of wordings per facet."""
    if row.before is None and row.after is not None:
        yield "—", f"Строка включена: {_all_words(row.after.row.cells)}"
        return
    if row.after is None and row.before is not None:
        yield _all_words(row.before.row.cells), "Строка исключена"
        return
    for change in row.changes:
        label = change.facet.label.capitalize()
        yield f"{label}: {change.before or '—'}", f"{label}: {change.after or '—'}"
    if row.is_moved and row.before and row.after:
        yield (
            f"Раздел: {row.before.section.heading or '—'}",
            f"Раздел: {row.after.section.heading or '—'}",
        )


def _all_words(cells: tuple[CellDraft, ...]) -> str:
    texts = (cell.text for cell in cells if cell.role != "number")
    return "; ".join(" ".join(text.split()) for text in texts if text.strip())
