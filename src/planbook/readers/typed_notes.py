"""Footnotes typed by hand: paragraphs at the end that begin with a mark used in the text above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planbook.documents.notes import fold_note_mark, note_marks, split_note
from planbook.documents.tree import Block, Footnote, Paragraph


def bind_typed_notes(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Footnote, ...]]:
    """Return the blocks with references bound, and the notes taken off the end.

    Marks that look alike are one mark («ⁱ», «¹», «^і»). When a paragraph at the end begins with a
    mark that nothing refers to, all of them stay ordinary text.
    """
    notes = _notes_at_end(blocks)
    if not notes:
        return tuple(blocks), ()
    body = blocks[: len(blocks) - len(notes)]
    marks = {fold_note_mark(note.mark) for note in notes}
    referred = {fold_note_mark(mark) for text in _texts(body) for mark in note_marks(text)}
    if not marks <= referred:
        return tuple(blocks), ()
    return tuple(_bind(block, marks) for block in body), tuple(notes)


def _notes_at_end(blocks: Sequence[Block]) -> list[Footnote]:
    notes: list[Footnote] = []
    for block in reversed(blocks):
        parts = split_note(block.text) if isinstance(block, Paragraph) else None
        if parts is None:
            break
        notes.append(Footnote(*parts, source=block.source))
    return notes[::-1]


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row.cells)


def _bind(block: Block, marks: set[str]) -> Block:
    """Return the block with the marks of known notes noted on its cells or on itself."""
    if isinstance(block, Paragraph):
        return replace(block, footnotes=block.footnotes + _known(block.text, marks))
    rows = tuple(
        replace(
            row,
            cells=tuple(
                replace(cell, footnotes=cell.footnotes + _known(cell.text, marks))
                for cell in row.cells
            ),
        )
        for row in block.rows
    )
    return replace(block, rows=rows)


def _known(text: str, marks: set[str]) -> tuple[str, ...]:
    return tuple(mark for mark in note_marks(text) if fold_note_mark(mark) in marks)
