"""Ready phrases: neutral official Russian, no praise."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from planbook.narrative.categories import category_of
from planbook.narrative.fields import SheetKind
from planbook.narrative.sheets import EventSheet


@dataclass(frozen=True, slots=True)
class ShippedPhrase:
    """A ready phrase: `key` is stable ASCII, `title` says in Russian what it is for."""

    key: str
    title: str
    template: str
    sheet: SheetKind = SheetKind.EVENT


@lru_cache(maxsize=1)
def phrases() -> tuple[ShippedPhrase, ...]:
    """Return the ready phrases.

    >>> [phrase.key for phrase in phrases()][:2]
    ['assembly', 'board']
    """
    source = files("planbook.narrative").joinpath("data/phrases.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    return tuple(
        ShippedPhrase(
            one["key"], one["title"], one["template"].strip("\n"), SheetKind(one["sheet"])
        )
        for one in data["phrase"]
    )


def phrase_named(key: str) -> ShippedPhrase | None:
    """Return a ready phrase by its key, None for an unknown one.

    >>> phrase_named("section").title
    'Заседание секции'
    """
    return next((one for one in phrases() if one.key == key), None)


def template_of(key: str) -> str:
    """Return the template of a ready phrase.

    Raises:
        KeyError: there is no such phrase.
    """
    found = phrase_named(key)
    if found is None:
        raise KeyError(key)
    return found.template


def phrase_key_for(event: EventSheet) -> str:
    """Return the key of the phrase for an event of this sort.

    >>> phrase_key_for(EventSheet("1", "Круглый стол «Малые города»"))
    'round_table'
    """
    return category_of(event).code
