"""Texts of .xlsx cells: runs joined, raised figures as footnote marks, escapes resolved."""

from __future__ import annotations

import re

from planbook.documents.notes import SUPERSCRIPTS
from planbook.readers.archive import Archive
from planbook.readers.xml import Element, stream_part

# «_x000D_» stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19).
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RAISED = str.maketrans("0123456789i", SUPERSCRIPTS)
_FIGURES = re.compile(r"\s*[0-9i]{1,3}\s*")
_BLANK_RUN = re.compile(r"\n{3,}")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def read_strings(archive: Archive, name: str) -> list[str]:
    """Return the shared texts of a workbook in their order."""
    stream = archive.open(name)
    texts: list[str] = []
    for event, element in stream_part(archive, stream, ("{*}sst", "{*}si")):
        if event == "end" and element.tag.endswith("}si"):
            texts.append(rich_text(element))
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
            stream.mark()
    return texts


def rich_text(element: Element) -> str:
    """Return the text of a shared or inline string; phonetic hints are left out."""
    parts: list[str] = []
    for child in element:
        tag = _local(child)
        if tag == "t":
            parts.append(child.text or "")
        elif tag == "r":
            parts.append(_run_text(child))
    return clean_text(unescape("".join(parts)))


def _run_text(run: Element) -> str:
    text = "".join(child.text or "" for child in run if _local(child) == "t")
    raised = next(run.iter("{*}vertAlign"), None)
    if raised is not None and raised.get("val") == "superscript" and _FIGURES.fullmatch(text):
        return text.translate(_RAISED)
    return text


def unescape(text: str) -> str:
    """Return a text with the escapes of characters resolved.

    >>> unescape("Форум_x000D_\\nмая")
    'Форум\\r\\nмая'
    """
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def clean_text(text: str) -> str:
    """Return the text of a cell: line breaks alike, blanks at its borders and controls gone.

    >>> clean_text(" Вологда \\r\\n(ВКС)\\n")
    'Вологда\\n(ВКС)'
    """
    if "\n" in text or "\r" in text or "\v" in text:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").split("\n")
        text = _BLANK_RUN.sub("\n\n", "\n".join(line.rstrip() for line in lines))
    return _CONTROLS.sub("", text).strip()


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
