"""A sheet of paper, as a reader finds it in a file and as a writer lays it out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet as it lies, in millimetres: a landscape page is wider than high."""

    width: float = 210.0
    height: float = 297.0
    top: float = 20.0
    right: float = 10.0
    bottom: float = 20.0
    left: float = 20.0

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right
