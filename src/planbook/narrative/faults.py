"""What is wrong with a phrase of a person."""

from __future__ import annotations

from planbook.narrative.fields import SheetKind


def phrase_fault(template: str, kind: SheetKind = SheetKind.EVENT) -> str:
    """Return in Russian what is wrong with a phrase and where, an empty string when nothing is."""
    raise NotImplementedError
