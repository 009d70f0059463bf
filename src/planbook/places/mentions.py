"""Settlements named in running Russian text, in any case form, with offsets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """One settlement named in a text: `text[start:end] == surface`; names are in the nominative.

    `region` and `country` are empty when several settlements bear the name and none of them is
    clearly the one meant.
    """

    start: int
    end: int
    surface: str
    nominative: str
    region: str = ""
    country: str = ""


def mentions(text: str) -> list[Mention]:
    """Return every settlement mention of `text` in reading order."""
    return []
