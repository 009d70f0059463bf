"""Marks of footnotes: finding them in typed text and binding look-alikes to one another."""

from __future__ import annotations

import re
import unicodedata

from planbook.documents.tree import Document, Footnote

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹ⁱ"
# An ordinary «1» set as superscript is printed raised; «і» and «i» serve as small ones.
RAISED = {
    **{ord(str(digit)): SUPERSCRIPTS[digit] for digit in range(10)},
    ord("i"): "ⁱ",
    ord("і"): "ⁱ",
}
_MARK = re.compile(rf"[{SUPERSCRIPTS}]{{1,3}}|\^\w{{1,2}}|\*{{1,3}}(?=\s|$)|\[\d{{1,3}}\]")
_NOTE = re.compile(rf"\s*([{SUPERSCRIPTS}]{{1,3}}|\^\w{{1,2}}|\*{{1,3}}|\[\d{{1,3}}\])\s*(?=\S)")
# A lone «i» in any alphabet is how people type a small «1» when they look for a superscript.
_ONE = dict.fromkeys(map(ord, "iіIІl|"), "1")


def fold_note_mark(mark: str) -> str:
    """Return one form for marks that look alike: «ⁱ», «¹», «^і» and «1» are one mark.

    >>> {fold_note_mark(mark) for mark in ("ⁱ", "¹", "^і", "[1]")}
    {'1'}
    """
    plain = unicodedata.normalize("NFKC", mark).strip("^[]() .")
    return plain.translate(_ONE) if len(plain) == 1 else plain


def note_marks(text: str) -> tuple[str, ...]:
    """Return the marks typed in a text, as printed, in order.

    >>> note_marks("Юбилеи городов МАГ ⁱ")
    ('ⁱ',)
    """
    return tuple(_MARK.findall(text))


def split_note(text: str) -> tuple[str, str] | None:
    """Return mark and text of a paragraph that begins like a footnote, else None.

    >>> split_note("^і Дни городов указаны ОРИЕНТИРОВОЧНО")
    ('^і', 'Дни городов указаны ОРИЕНТИРОВОЧНО')
    """
    found = _NOTE.match(text)
    return (found[1], text[found.end() :]) if found else None


def find_note(document: Document, mark: str) -> Footnote | None:
    """Return the footnote a mark refers to: the same mark first, then a look-alike."""
    exact = next((note for note in document.footnotes if note.mark == mark), None)
    if exact is not None:
        return exact
    folded = fold_note_mark(mark)
    return next((note for note in document.footnotes if fold_note_mark(note.mark) == folded), None)
