"""How often something recurs, in words and as a number of cycles. RFC 5545 rules come in."""

from __future__ import annotations

_DAYS_OF_CYCLE = {"DAILY": 1.0, "WEEKLY": 7.0, "MONTHLY": 30.44, "YEARLY": 365.25}
_MAX_DOTS = 12
_UNKNOWN_CYCLE_DOTS = 6

_WORDS = {
    ("DAILY", 1): "каждый день",
    ("WEEKLY", 1): "каждую неделю",
    ("WEEKLY", 2): "раз в две недели",
    ("MONTHLY", 1): "каждый месяц",
    ("MONTHLY", 2): "раз в два месяца",
    ("MONTHLY", 3): "каждый квартал",
    ("MONTHLY", 6): "каждые полгода",
    ("YEARLY", 1): "каждый год",
}


def cycle_words(rrule: str) -> str:
    """Return «каждый квартал» for `FREQ=MONTHLY;INTERVAL=3`, «повторяется» where words fail."""
    return _WORDS.get(_cycle(rrule), "повторяется")


def cycle_count(rrule: str, days: int) -> int:
    """Return how many cycles to draw inside so many days; never more than fit on an axis."""
    frequency, interval = _cycle(rrule)
    length = _DAYS_OF_CYCLE.get(frequency)
    if length is None:
        return _UNKNOWN_CYCLE_DOTS
    return max(1, min(_MAX_DOTS, round(days / (length * interval))))


def _cycle(rrule: str) -> tuple[str, int]:
    parts = dict(part.split("=", 1) for part in rrule.split(";") if "=" in part)
    interval = parts.get("INTERVAL", "1")
    return parts.get("FREQ", ""), int(interval) if interval.isdecimal() and int(interval) else 1
