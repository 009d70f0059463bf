"""What is wrong with a phrase, told in Russian with its place."""

from __future__ import annotations

from planbook.errors import PlanbookError


class PhraseError(PlanbookError, ValueError):
    """A phrase cannot be understood.

    Attributes:
        cause: what is wrong and what to do, in Russian.
        position: the sign from 0 where it is wrong.
    """

    def __init__(self, cause: str, position: int) -> None:
        self.cause = cause
        self.position = position
        super().__init__(f"{cause} (знак {position + 1})")
