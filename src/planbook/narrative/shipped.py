"""Ready phrases: neutral official Russian, no praise."""

from __future__ import annotations

from dataclasses import dataclass

from planbook.narrative.fields import SheetKind
from planbook.narrative.sheets import EventSheet


@dataclass(frozen=True, slots=True)
class ShippedPhrase:
    """A ready phrase: `key` is stable ASCII, `title` says in Russian what it is for."""

    key: str
    title: str
    template: str
    sheet: SheetKind = SheetKind.EVENT


def phrases() -> tuple[ShippedPhrase, ...]:
    """Return the ready phrases."""
    raise NotImplementedError


def phrase_named(key: str) -> ShippedPhrase | None:
    """Return a ready phrase by its key."""
    raise NotImplementedError


def phrase_key_for(event: EventSheet) -> str:
    """Return the key of the phrase for an event of this kind."""
    raise NotImplementedError
