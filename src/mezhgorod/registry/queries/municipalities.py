"""Reads of cities and of their names."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mezhgorod.registry.models import Municipality
from planbook.text import fold_yo


def municipalities_by_name(*, text: str = "") -> QuerySet[Municipality]:
    """Return cities whose present or other name holds the text; all of them without a text."""
    cities = Municipality.objects.select_related("region").prefetch_related("names")
    wanted = " ".join(text.split()).casefold()
    if not wanted:
        return cities
    return cities.filter(search_text__contains=fold_yo(wanted))
