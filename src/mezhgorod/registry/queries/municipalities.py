"""Reads of cities and of their names."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mezhgorod.registry.models import Municipality
from planbook.language import search_text
from planbook.text import fold_yo

_MAX_WORDS = 6


def municipalities_by_name(*, text: str = "") -> QuerySet[Municipality]:
    """Return cities by words of their names, in any form or only begun; all without a text.

    A word fits when its dictionary form or the word as typed stands in the stored search words,
    so «Великом Новгороде» and «новг» both find the city.
    """
    cities = Municipality.objects.select_related("region")
    for word in fold_yo(text).casefold().split()[:_MAX_WORDS]:
        lemma = search_text(word) or word
        cities = cities.filter(Q(search_text__contains=lemma) | Q(search_text__contains=word))
    return cities
