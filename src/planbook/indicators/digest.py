"""Answers in words, gathered by question; who kept silent is told."""

from __future__ import annotations

from dataclasses import dataclass

from planbook.indicators.tables import ComparisonTable


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """What one city wrote; `copy_name` tells of which supplier or zone, if any."""

    city: str
    key: str
    text: str
    copy_name: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """A city that wrote nothing, and why, if it has told; empty otherwise."""

    city: str
    key: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DigestTopic:
    """All answers to one question, or to one row that is answered with words."""

    code: str
    heading: str
    entries: tuple[DigestEntry, ...]
    silent: tuple[Silence, ...]

    @property
    def silence_text(self) -> str:
        """A sentence about those who wrote nothing, empty where everybody wrote."""
        raise NotImplementedError


def digest(table: ComparisonTable) -> tuple[DigestTopic, ...]:
    """Return the answers in words by question, then by row of a text kind."""
    raise NotImplementedError
