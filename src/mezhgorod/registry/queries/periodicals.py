"""Reads of publications; as rows that a plan may take over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mezhgorod.registry.models import Organization, Periodical
from mezhgorod.registry.rules import holding_on
from planbook.dates import Period


@dataclass(frozen=True, slots=True)
class OfferedRow:
    """A publication as a row of a plan.

    Attributes:
        cells: texts by the role of their column: `title`, `timing`, `note` when there is one.
    """

    periodical: Periodical
    cells: Mapping[str, str]


def periodicals_of(*, owner: Organization) -> list[Periodical]:
    """Return the publications of an association in their order."""
    return list(Periodical.objects.filter(owner=owner).order_by("position", "id"))


def periodical_rows(*, owner: Organization, period: Period) -> list[OfferedRow]:
    """Return the publications that may come out in a period, as rows for its plan."""
    return [
        OfferedRow(one, _cells(one))
        for one in periodicals_of(owner=owner)
        if _comes_out(one, period)
    ]


def _comes_out(one: Periodical, period: Period) -> bool:
    if one.since_earliest and one.since_earliest > period.end:
        return False
    first = max(period.start, one.since_latest or period.start)
    return holding_on(since=one.since, until=one.until, day=min(first, period.end)).is_possible


def _cells(one: Periodical) -> dict[str, str]:
    cells = {"title": one.title, "timing": one.timing_text}
    return cells | {"note": one.note} if one.note else cells
