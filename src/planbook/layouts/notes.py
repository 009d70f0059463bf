"""Footnotes of a plan: their marks in headings, and the notes below the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from planbook.documents.notes import SUPERSCRIPTS, fold_note_mark, note_marks, split_note
from planbook.layouts.layout import Closing, NoteMarks
from planbook.layouts.rows import WordedSection

_DIGITS = str.maketrans("0123456789", SUPERSCRIPTS[:10])
# How text dumps write a raised sign: «^і».
_RAISED = "^"
_NUMBER = re.compile(r"[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class Noted:
    """Sections with their headings marked, and the notes to print, each with its mark."""

    sections: tuple[WordedSection, ...]
    notes: tuple[str, ...]


def mark_notes(sections: Sequence[WordedSection], closing: Closing) -> Noted:
    """Settle the marks of footnotes; a note that several headings refer to is printed once.

    A heading whose mark was no typed sign but a footnote of the file gets the mark typed: nothing
    else tells which heading a note belongs to.
    """
    notes: dict[str, str] = {}
    for worded in sections:
        for note in worded.section.notes:
            mark, text = _parts(note)
            notes.setdefault(fold_note_mark(mark) if mark else note, text)
    if closing.note_marks is NoteMarks.NUMBERED:
        marks = {key: str(n).translate(_DIGITS) for n, key in enumerate(notes, start=1)}
        sections = [_remarked(worded, marks) for worded in sections]
    else:
        marks = _typed_marks(sections)
    if not closing.has_notes:
        return Noted(tuple(sections), ())
    marked = tuple(_marked(worded, marks) for worded in sections)
    printed = (f"{marks.get(key, '')} {text}".strip() for key, text in notes.items())
    return Noted(marked, tuple(printed))


def _parts(note: str) -> tuple[str, str]:
    """Return mark and text of a note; a footnote of a file is marked by a plain number."""
    typed = split_note(note)
    if typed is not None:
        return typed
    mark, _, text = note.partition(" ")
    return (mark, text) if _NUMBER.fullmatch(mark) and text else ("", note)


def _remarked(worded: WordedSection, marks: dict[str, str]) -> WordedSection:
    heading = worded.heading
    for mark in note_marks(heading):
        heading = heading.replace(mark, marks.get(fold_note_mark(mark), mark))
    return replace(worded, heading=heading)


def _marked(worded: WordedSection, marks: dict[str, str]) -> WordedSection:
    """Type the marks of the notes that the heading does not bear yet."""
    heading = worded.heading
    borne = {key for mark in note_marks(heading) for key in (mark, fold_note_mark(mark))}
    for note in worded.section.notes:
        key = fold_note_mark(_parts(note)[0])
        mark = marks.get(key, "")
        if mark and heading and not {key, mark} & borne:
            heading = f"{heading} {mark}"
    return replace(worded, heading=heading)


def _typed_marks(sections: Sequence[WordedSection]) -> dict[str, str]:
    """Return the marks as typed: that of the note, or of the heading where it is a dump's «^»."""
    marks: dict[str, str] = {}
    for worded in sections:
        for note in worded.section.notes:
            mark = _parts(note)[0]
            typed = mark.translate(_DIGITS) if _NUMBER.fullmatch(mark) else mark
            marks.setdefault(fold_note_mark(mark), typed)
    for worded in sections:
        for mark in note_marks(worded.heading):
            key = fold_note_mark(mark)
            if marks.get(key, "").startswith(_RAISED):
                marks[key] = mark
    return {key: mark.removeprefix(_RAISED) for key, mark in marks.items()}
