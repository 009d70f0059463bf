"""How the radar speaks of rows: short titles, wordings of time on one line."""

from __future__ import annotations

from planbook.dates import format_timing
from planbook.radar.rows import RadarRow

_LONGEST = 90


def named(row: RadarRow) -> str:
    """Return a row with its time: «Форум городов» (9-12 июня)."""
    return f"{quoted(row)} ({when(row)})"


def quoted(row: RadarRow) -> str:
    """Return the title of a row in quotes, no longer than a line."""
    words = " ".join(row.title.split())
    if len(words) > _LONGEST:
        words = words[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
    if "«" in words:
        return f"„{words}“"
    return f"«{words}»"


def when(row: RadarRow) -> str:
    """Return the official wording of the time on one line."""
    words = " ".join(row.timing.text.split())
    return words or format_timing(row.timing) or "срок не указан"
