"""Values cut to what a column of the database can hold. The whole wording stays in the cells."""

from __future__ import annotations


def clip(text: str | None, limit: int) -> str:
    """Return a text that fits its column; the whole wording always stays in the cells."""
    words = " ".join((text or "").split())
    return words if len(words) <= limit else f"{words[: limit - 1]}…"


def bounded(number: int | None, limit: int = 1_000_000) -> int | None:
    """Return a number a database can hold, None for one that nobody can mean."""
    return number if number is not None and 0 <= number <= limit else None
