"""By what rows of different plans are known as editions of one series, as columns keep it."""

from __future__ import annotations

from django.db import models

from mezhgorod.planning.rules.columns import clip
from planbook.dates import Unscheduled
from planbook.findings import SourceRef
from planbook.plans import EventDraft
from planbook.plans.event_title import read_event_title
from planbook.plans.series import MAX_KEY, series_key
from planbook.plans.series import series_name as whole_name

MAX_NAME = 500
# Any ordinal would do: it is taken out again.
_NUMBER, _NUMERAL = 20, "XX"


class Season(models.TextChoices):
    """Winter and summer games are series of their own."""

    WINTER = "winter", "зимний сезон"
    SUMMER = "summer", "летний сезон"


def series_name(event: EventDraft) -> str:
    """Return how a series is called, as long as its column is."""
    return clip(whole_name(event), MAX_NAME)


def series_key_of_name(name: str) -> str:
    """Return the key that rows with this name and an ordinal will have.

    >>> series_key_of_name("Летняя Спартакиада городов")
    'летний спартакиада город'
    >>> series_key_of_name("Конкурс «Синяя птица»")
    'синий птица'
    """
    parts = read_event_title(f"{_NUMERAL} {name}")
    row = EventDraft(
        f"{_NUMERAL} {name}",
        Unscheduled(),
        (),
        SourceRef(),
        kind=parts.kind,
        own_name=parts.own_name,
        edition=_NUMBER,
        edition_text=_NUMERAL,
    )
    return series_key(row)


def has_ordinal(name: str) -> bool:
    """Return whether a name counts an edition: «XX слёт», «3-й форум».

    >>> has_ordinal("XX слёт городов"), has_ordinal("Слёт городов")
    (True, False)
    """
    return read_event_title(name).edition is not None


def name_with_season(name: str, season: str) -> str:
    """Return a name that tells its season, unless it does so already.

    >>> name_with_season("Игры городов", "winter")
    'Игры городов (зимний сезон)'
    >>> name_with_season("Зимние игры", "winter")
    'Зимние игры'
    """
    if not season or any(word in name.casefold() for word in ("зимн", "летн")):
        return name
    return f"{name} ({Season(season).label})"


__all__ = [
    "MAX_KEY",
    "MAX_NAME",
    "Season",
    "has_ordinal",
    "name_with_season",
    "series_key",
    "series_key_of_name",
    "series_name",
]
