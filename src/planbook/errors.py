"""Errors of the core library: broken environment or misuse. Bad content is data: `findings`."""

from __future__ import annotations


class PlanbookError(Exception):
    """Base of every error that `planbook` raises on purpose."""


class UnreadableDocument(PlanbookError, ValueError):
    """A file cannot be read as a document at all.

    Attributes:
        code: stable ASCII code, for example ``file.encrypted``.
        file_name: name of the file as the user knows it.
        cause: what is wrong, in Russian, one sentence.
        remedy: what the user can do about it, in Russian, one sentence.
        place: part of the file that shows it (for example ``word/document.xml``), may be empty.
    """

    def __init__(
        self, code: str, *, file_name: str, cause: str, remedy: str, place: str = ""
    ) -> None:
        self.code = code
        self.file_name = file_name
        self.cause = cause
        self.remedy = remedy
        self.place = place
        where = f", {place}" if place else ""
        super().__init__(f"Файл «{file_name}»{where}: {cause} {remedy}")


class UnprintableDocument(PlanbookError, ValueError):
    """A document cannot be printed in a format: the message says why and what to take instead."""
