"""Phrases become words, every number and name with the fact it came from."""

from __future__ import annotations

from planbook.narrative.sheets import Rendered, Sheet


def render(template: str, sheet: Sheet) -> Rendered:
    """Print a phrase from a sheet.

    Raises:
        PhraseError: the phrase is wrong or prints more than is allowed.
    """
    raise NotImplementedError
