"""Footnotes of a plan: their marks in headings, and the notes below the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planbook.documents.notes import SUPERSCRIPTS, fold_note_mark, note_marks, split_note
from planbook.layouts.layout import Closing, NoteMarks
from planbook.layouts.rows import WordedSection

_DIGITS = str.maketrans("0123456789", SUPERSCRIPTS[:10])
# How text dumps write a raised sign: «^і».
_RAISED = "^"


@dataclass(frozen=True, slots=True)
class Noted:
    """Sections with their headings marked, and the notes to print, each with its mark."""

    sections: tuple[WordedSection, ...]
    notes: tuple[str, ...]


def mark_notes(sections: Sequence[WordedSection], closing: Closing) -> Noted:
    """Settle the marks of footnotes; a note that several headings refer to is printed once."""
    notes: dict[str, str] = {}
    for worded in sections:
        for note in worded.section.notes:
            mark, text = split_note(note) or ("", note)
            notes.setdefault(fold_note_mark(mark) if mark else note, text)
    if closing.note_marks is NoteMarks.NUMBERED:
        marks = {key: str(n).translate(_DIGITS) for n, key in enumerate(notes, start=1)}
        sections = [_remarked(worded, marks) for worded in sections]
    else:
        marks = _typed_marks(sections)
    printed = (f"{marks.get(key, '')} {text}".strip() for key, text in notes.items())
    return Noted(tuple(sections), tuple(printed) if closing.has_notes else ())


def _remarked(worded: WordedSection, marks: dict[str, str]) -> WordedSection:
    heading = worded.heading
    for mark in note_marks(heading):
        heading = heading.replace(mark, marks.get(fold_note_mark(mark), mark))
    return replace(worded, heading=heading)


def _typed_marks(sections: Sequence[WordedSection]) -> dict[str, str]:
    """Return the marks as typed: that of the note, or of the heading where it is a dump's «^»."""
    marks: dict[str, str] = {}
    for worded in sections:
        for note in worded.section.notes:
            mark = (split_note(note) or ("", ""))[0]
            marks.setdefault(fold_note_mark(mark), mark)
    for worded in sections:
        for mark in note_marks(worded.heading):
            key = fold_note_mark(mark)
            if marks.get(key, "").startswith(_RAISED):
                marks[key] = mark
    return {key: mark.removeprefix(_RAISED) for key, mark in marks.items()}
