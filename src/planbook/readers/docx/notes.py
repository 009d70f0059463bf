"""Footnotes and endnotes: marks in the order of reference, texts by identifier."""

from __future__ import annotations

from dataclasses import dataclass, field

from planbook.readers.docx.names import Names
from planbook.readers.docx.numbering import format_count
from planbook.readers.xml import Element

# Word numbers footnotes in Arabic and endnotes in small Roman figures (ISO 29500-1, 17.11).
_FORMATS = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(slots=True)
class NoteRef:
    """A note that the text refers to."""

    kind: str
    identifier: str
    mark: str


@dataclass(slots=True)
class Notes:
    """The notes of a document: `elements` by kind and identifier, references as they are met."""

    elements: dict[tuple[str, str], Element] = field(default_factory=dict)
    referred: dict[tuple[str, str], NoteRef] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def load(self, kind: str, root: Element, names: Names) -> None:
        """Take the notes of a part; separators are not notes."""
        for note in root.iterfind(names[kind]):
            if note.get(names["type"], "normal") == "normal":
                self.elements[kind, note.get(names["id"], "")] = note

    def refer(self, kind: str, identifier: str, custom_mark: str = "") -> str:
        """Return the mark printed at a reference; a note keeps the mark of its first reference."""
        key = (kind, identifier)
        if key not in self.referred:
            self.counts[kind] = count = self.counts.get(kind, 0) + 1
            mark = custom_mark or format_count(count, _FORMATS[kind])
            self.referred[key] = NoteRef(kind, identifier, mark)
        return self.referred[key].mark
