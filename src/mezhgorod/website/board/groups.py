"""Rows under headings: by month, by section of the plan, by city."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mezhgorod.planning.models import PlanSection
from mezhgorod.planning.rules import TimingKind, is_dated
from mezhgorod.website.board.rows import Row
from mezhgorod.website.board.scale import month_name
from mezhgorod.website.board.year import colour_of, section_label

_LASTING = {
    TimingKind.ONGOING: "Весь период",
    TimingKind.RECURRING: "Повторяется",
    TimingKind.UNSCHEDULED: "Дата ещё не назначена",
    TimingKind.UNPARSED: "Срок не понят",
}
_NO_DAY = "Дата ещё не назначена"
_NO_CITY = "Без места проведения"


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and its rows with the colour of the section each belongs to."""

    heading: str
    rows: tuple[tuple[str, Row], ...]
    slug: str = ""


def by_month(rows: Sequence[Row], sections: Sequence[PlanSection]) -> list[Group]:
    """Group by the month a row begins in; the rows are in order of time already."""
    return _grouped(rows, sections, lambda row: [(_month_heading(row), "")])


def by_section(rows: Sequence[Row], sections: Sequence[PlanSection]) -> list[Group]:
    """Group by the sections of the plan, in printed order."""
    headings = {section.pk: section_label(section) for section in sections}
    return _grouped(rows, sections, lambda row: [(headings[row.item.section_id], "")])


def by_city(rows: Sequence[Row], sections: Sequence[PlanSection]) -> list[Group]:
    """Group by city in alphabetic order; a row of two cities stands under both."""

    def cities(row: Row) -> list[tuple[str, str]]:
        known = [
            place.municipality
            for place in row.event.places.all()
            if place.municipality and not place.organization
        ]
        return [(city.name, city.slug) for city in known] or [(_NO_CITY, "")]

    groups = _grouped(rows, sections, cities)
    return sorted(groups, key=lambda group: (not group.slug, group.heading, group.slug))


def _grouped(
    rows: Iterable[Row],
    sections: Sequence[PlanSection],
    keys_of: Callable[[Row], list[tuple[str, str]]],
) -> list[Group]:
    colours = {section.pk: colour_of(section.position - 1) for section in sections}
    found: defaultdict[tuple[str, str], list[tuple[str, Row]]] = defaultdict(list)
    for row in rows:
        for key in dict.fromkeys(keys_of(row)):
            found[key].append((colours.get(row.item.section_id, ""), row))
    return [
        Group(heading=heading, slug=slug, rows=tuple(members))
        for (heading, slug), members in found.items()
    ]


def _month_heading(row: Row) -> str:
    kind = TimingKind(row.event.timing_kind)
    if not is_dated(kind):
        return _LASTING[kind]
    begins: date | None = row.event.earliest or row.event.latest
    return month_name(begins).capitalize() if begins else _NO_DAY
