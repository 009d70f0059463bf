"""Runs of a paragraph: cut inside words, tracked, in content controls, with notes and hyphens."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from xml.sax.saxutils import escape

from planbook.documents.notes import SUPERSCRIPTS

_WORD_BEFORE_MONTH = re.compile(r"(?<=\d) (?=[а-я])")
_LONG_WORD = re.compile(r"[а-яё]{14,}")
_MARK = re.compile(f"([{SUPERSCRIPTS}])")
_RAISED = '<w:vertAlign w:val="superscript"/>'
_TRACKED_TEXT, _CONTROLLED_TEXT, _HYPHENATED_TEXT = 5, 6, 3


@dataclass(frozen=True, slots=True)
class WordStyle:
    """What a document bears besides its words."""

    has_tracking: bool = False
    has_controls: bool = False
    has_lists: bool = False
    has_boxes: bool = False
    has_cell_controls: bool = False
    has_real_notes: bool = False
    has_cut_runs: bool = False
    has_overrides: bool = True


PLAIN = WordStyle()
RICH = WordStyle(True, True, True, True, True, True, True)
# What another program is given to convert: it lets boxes float over the cells, turns a control
# around a cell into a form field that holds the struck-out words too, and counts a list that begins
# anew «1., 1., 2.» in what it writes.
OFFICE = replace(RICH, has_boxes=False, has_cell_controls=False, has_overrides=False)
# What is sent to the printer: the changes are accepted.
PRINTED = WordStyle(has_lists=True, has_real_notes=True, has_cut_runs=True)


@dataclass(slots=True)
class RunWriter:
    """Writes the runs of one document; counts what is spread over it."""

    style: WordStyle
    count: int = 0
    change_count: int = 0
    noted: bool = field(default=False)

    def line(self, text: str) -> str:
        """Return text outside of cells."""
        return self._lines(text)

    def text(self, text: str, marks: tuple[str, ...], *, is_edited: bool) -> str:
        """Return the runs of one paragraph of a cell; `marks` are the notes it refers to."""
        if not text:
            return ""
        if marks and self.style.has_real_notes:
            return self._with_notes(text)
        if not is_edited or not self.style.has_cut_runs:
            return self._lines(text)
        self.count += 1
        spaced = _WORD_BEFORE_MONTH.sub("\u00a0", text)
        if self.style.has_tracking and self.count % _TRACKED_TEXT == 0 and " " in spaced:
            return self._tracked(spaced)
        is_controlled = self.style.has_controls and self.count % _CONTROLLED_TEXT == 0
        if is_controlled and "\n" not in spaced:  # a form field of another program is one line
            inner = self._lines(spaced)
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
        if self.count % _HYPHENATED_TEXT == 0:
            spaced = _LONG_WORD.sub(lambda word: f"{word[0][:6]}\u00ad{word[0][6:]}", spaced)
        return self._lines(spaced)

    def change(self, kind: str, inner: str) -> str:
        """Return a tracked change around runs, or the sign of one where there are none."""
        self.change_count += 1
        return (
            f'<w:{kind} w:id="{1000 + self.change_count}" w:author="Исполнитель" '
            f'w:date="2023-01-16T09:00:00Z">{inner}</w:{kind}>'
        )

    def deleted(self, text: str) -> str:
        """Return text struck out under tracking."""
        return self.change(
            "del", f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
        )

    def _tracked(self, text: str) -> str:
        """Strike out a word before the text and add its last word under tracking."""
        head, space, tail = text.rpartition(" ")
        added = self.change("ins", self._lines(space + tail))
        return self.deleted("проект: ") + self._lines(head) + added

    def _with_notes(self, text: str) -> str:
        """Refer to the note once by a real reference; people type the mark the second time."""
        parts = []
        for part in _MARK.split(text):
            if not _MARK.fullmatch(part):
                parts.append(self._lines(part) if part else "")
            elif self.noted:
                parts.append(_run("<w:t>1</w:t>", _RAISED))
            else:
                self.noted = True
                parts.append(_run('<w:footnoteReference w:id="2"/>', _RAISED))
        return "".join(parts)

    def _lines(self, text: str) -> str:
        return "<w:r><w:br/></w:r>".join(self._pieces(line) for line in text.split("\n"))

    def _pieces(self, line: str) -> str:
        if not line:
            return ""
        if not self.style.has_cut_runs or len(line) < 4:
            return _run(_texts(line))
        middle = len(line) // 2
        return _run(_texts(line[:middle])) + _run(_texts(line[middle:]), "<w:b/>")


def _run(inner: str, properties: str = "") -> str:
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{inside}{inner}</w:r>"


def _texts(line: str) -> str:
    return "<w:softHyphen/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in line.split("\u00ad") if part
    )
