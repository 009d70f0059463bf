"""The language of phrases: text, fields in braces, parts in brackets that may vanish."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that was read; `nodes` are for `render` only."""

    nodes: tuple[object, ...]


def parse_phrase(template: str) -> Phrase:
    """Read a phrase.

    Raises:
        PhraseError: a bracket is not closed, a field or an option is unknown, a limit is passed.
    """
    raise NotImplementedError
