"""Text as markup prints it: runs of spaces collapse into one, breaks and tabs are signs.

The rule is the same in OpenDocument (ODF 1.3, part 3, 6.1.2) and in HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from planbook.documents.notes import RAISED

_SPACES = re.compile(r"[ \t\r\n\f]+")


class PrintedText:
    """Collects the text of one paragraph."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._is_after_space = True

    def add(self, data: str | None) -> None:
        """Add character data of the markup, its white space collapsed."""
        text = _SPACES.sub(" ", data or "")
        if self._is_after_space:
            text = text.removeprefix(" ")
        if text:
            self._parts.append(text)
            self._is_after_space = text.endswith(" ")

    def add_sign(self, text: str) -> None:
        """Add text verbatim: spaces that count, a tab."""
        self._parts.append(text)
        self._is_after_space = False

    def add_break(self) -> None:
        """Add a line break; a collapsed space before it is not printed."""
        if self._is_after_space and self._parts:
            self._parts[-1] = self._parts[-1].removesuffix(" ")
        self._parts.append("\n")
        self._is_after_space = True

    @contextmanager
    def raised(self) -> Iterator[None]:
        """Write figures added inside with the raised characters of Unicode."""
        start = len(self._parts)
        yield
        text = "".join(self._parts[start:])
        if text.strip() and all(ord(char) in RAISED for char in text.strip()):
            self._parts[start:] = [text.translate(RAISED)]

    @property
    def text(self) -> str:
        """The text as printed; white space at its ends is not kept."""
        return "".join(self._parts).strip()
