"""Traditional events: rows with an edition number are editions of a series of the plan's owner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mezhgorod.planning.models import EventSeries
from mezhgorod.planning.rules import series_key, series_name
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import digest, free_slug, slug_text
from planbook.plans import EventDraft


def ensure_series(*, owner: Organization, rows: Iterable[EventDraft]) -> Mapping[str, EventSeries]:
    """Return the series of numbered rows by key; those that nobody has counted yet are made.

    Only a printed ordinal makes a series. Rows that merely share a title (four meetings of one
    section) stay events of their own.
    """
    names = {series_key(row): series_name(row) for row in rows if _is_edition(row)}
    names.pop("", None)
    if not names:
        return {}
    known = _known(owner, names)
    missing = [key for key in names if key not in known]
    if missing:
        taken = set(EventSeries.objects.values_list("slug", flat=True))
        EventSeries.objects.bulk_create(
            [_series(owner, key, names[key], taken) for key in missing], ignore_conflicts=True
        )
        known = _known(owner, names)
    return known


def series_of(row: EventDraft, known: Mapping[str, EventSeries]) -> EventSeries | None:
    """Return the series a row is an edition of, None for a row without an ordinal."""
    return known.get(series_key(row)) if _is_edition(row) else None


def _is_edition(row: EventDraft) -> bool:
    """Preparing the third readings is not holding them."""
    return row.edition is not None and not row.preparation_of


def _known(owner: Organization, names: Mapping[str, str]) -> dict[str, EventSeries]:
    return {one.key: one for one in EventSeries.objects.filter(owner=owner, key__in=names)}


def _series(owner: Organization, key: str, name: str, taken: set[str]) -> EventSeries:
    base = slug_text(name)
    candidates = (base, f"{base}-{owner.slug}"[:110], f"{base}-{digest(owner.name, key)}")
    return EventSeries(owner=owner, key=key, name=name, slug=free_slug(candidates, taken))
