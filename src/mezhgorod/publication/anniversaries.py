"""Anniversaries and days of cities in a year: as rows, as a plan to print, as a calendar."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from mezhgorod.planning.models import EventPlace, Plan
from mezhgorod.planning.rules import PlaceRole
from mezhgorod.publication.links import Links
from mezhgorod.registry.queries.city_dates import DatedCity, dated_cities
from planbook.anniversaries import CityDay, anniversary_list, capital_days, city_day, is_round
from planbook.dates import Period
from planbook.findings import SourceRef
from planbook.plans import Age, CellDraft, EventDraft, Grouping, PlanDraft, SectionDraft
from planbook.writers import CalendarExport, EventExport

NOTE = "¹ Дни городов указаны ориентировочно."
JUBILEE_STEP = 5
ANNIVERSARIES, CAPITALS = "Юбилеи городов", "Дни городов-столиц"


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A row of either list with the address of its city."""

    slug: str
    day: CityDay


@dataclass(frozen=True, slots=True)
class YearOfCities:
    """Both lists of a year: round ages by day, days of capitals alphabetically."""

    year: int
    step: int
    anniversaries: tuple[DatedRow, ...]
    capitals: tuple[DatedRow, ...]

    @property
    def has_approximate(self) -> bool:
        """Whether a day is printed that nobody has confirmed."""
        return any(row.day.is_approximate for row in (*self.anniversaries, *self.capitals))


def year_of_cities(*, year: int, step: int, plan: Plan | None = None) -> YearOfCities:
    """Return both lists for a year, of all cities or of those that the lists of a plan name."""
    cities = dated_cities(municipality_ids=_named_in_lists(plan) if plan else None)
    known = [one.city for one in cities]
    return YearOfCities(
        year,
        step,
        tuple(_rows(anniversary_list(known, year, step), cities)),
        tuple(_rows(capital_days(known, year), cities)),
    )


def year_draft(shown: YearOfCities) -> PlanDraft:
    """Return both lists as a plan, ready to be arranged by a layout with lists."""
    mark, notes = (" ¹", (NOTE,)) if shown.has_approximate else ("", ())
    title = f"Юбилеи и дни городов на {shown.year} год"
    lists = (
        (ANNIVERSARIES, [_row(one.day, is_bare=True) for one in shown.anniversaries]),
        (CAPITALS, [_row(one.day, is_bare=False) for one in shown.capitals]),
    )
    return PlanDraft(
        title=title,
        owner=None,
        kind="plan",
        period=f"{shown.year:04}",
        sections=tuple(
            SectionDraft(
                heading, tuple(rows), None, Grouping.LIST, notes, heading_text=heading + mark
            )
            for heading, rows in lists
            if rows
        ),
        title_lines=(title,),
    )


def days_calendar(
    *, years: Iterable[int], links: Links, reminder_days: int | None
) -> CalendarExport:
    """Build the calendar of the days of all dated cities; a round age stands in the title."""
    cities = dated_cities()
    return CalendarExport(
        name="Дни и юбилеи городов",
        description="Дни городов; в юбилейный год назван возраст.",
        events=tuple(
            _entry(one, year, links, reminder_days)
            for year in years
            for one in cities
            if city_day(one.city, year).timing.earliest
        ),
    )


def _named_in_lists(plan: Plan) -> Collection[int]:
    subjects = EventPlace.objects.filter(
        role=PlaceRole.SUBJECT, event__items__section__plan=plan, municipality__isnull=False
    )
    return set(subjects.values_list("municipality_id", flat=True))


def _rows(days: Iterable[CityDay], cities: Iterable[DatedCity]) -> Iterator[DatedRow]:
    slugs = {id(one.city): one.slug for one in cities}
    for day in days:
        yield DatedRow(slugs[id(day.city)], day)


def _row(day: CityDay, *, is_bare: bool) -> EventDraft:
    """The list of anniversaries prints bare ages, the list of capitals counts the years."""
    words = str(day.age or "") if is_bare else day.age_text
    cells = (
        CellDraft("title", day.name),
        CellDraft("age", words),
        CellDraft("timing", day.timing.text),
    )
    age = Age(day.age, words) if day.age else None
    return EventDraft(day.name, day.timing, cells, SourceRef(), kind="день города", age=age)


def _entry(one: DatedCity, year: int, links: Links, reminder_days: int | None) -> EventExport:
    day = city_day(one.city, year)
    is_jubilee = day.age is not None and is_round(day.age, JUBILEE_STEP)
    age = f", {day.age_text}" if is_jubilee else ""
    url = links.city(one.slug)
    return EventExport(
        uid=str(uuid5(NAMESPACE_URL, f"{one.slug}/{year}")),
        title=f"День города {day.name}{age}",
        timing=day.timing,
        period=Period.from_edtf(f"{year:04}"),
        sequence=0,
        updated_at=one.updated_at,
        details=(("Источник", one.city.day_source),),
        url=url,
        reminder_days=reminder_days,
    )
