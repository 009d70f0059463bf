"""By what rows of different plans are known as editions of one series, as columns keep it."""

from __future__ import annotations

from mezhgorod.planning.rules.columns import clip
from planbook.plans import EventDraft
from planbook.plans.series import MAX_KEY, series_key
from planbook.plans.series import series_name as whole_name

MAX_NAME = 500


def series_name(event: EventDraft) -> str:
    """Return how a series is called, as long as its column is."""
    return clip(whole_name(event), MAX_NAME)


__all__ = ["MAX_KEY", "MAX_NAME", "series_key", "series_name"]
