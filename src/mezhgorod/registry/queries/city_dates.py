"""Reads of the founding facts and days of cities."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from mezhgorod.registry.models import CityDates
from planbook.anniversaries import City


@dataclass(frozen=True, slots=True)
class DatedCity:
    """A city of the registry with its dates in the form of the core library."""

    slug: str
    municipality_id: int
    city: City
    updated_at: datetime


def dated_cities(*, municipality_ids: Collection[int] | None = None) -> list[DatedCity]:
    """Return the cities whose age or day is known, all or some, by name."""
    rows = CityDates.objects.select_related("municipality").order_by("municipality__name")
    if municipality_ids is not None:
        rows = rows.filter(municipality__in=municipality_ids)
    return [
        DatedCity(row.municipality.slug, row.municipality_id, row.as_city, row.updated_at)
        for row in rows
    ]
