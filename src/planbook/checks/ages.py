"""Rules of lists of cities: ages, their plurals, names that have changed, known days."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbook.anniversaries import (
    AgeVerdict,
    City,
    YearCounting,
    age_in,
    city_key,
    day_in,
    is_round,
    judge_age,
)
from planbook.checks.rule import Remark, Scene
from planbook.checks.timings import timing_source
from planbook.dates import overlaps
from planbook.findings import Repair, SourceRef
from planbook.language import years
from planbook.places import settlement_name_on
from planbook.places.other_names import present_name
from planbook.plans import EventDraft, Grouping, SectionDraft

_YEARS = re.compile(r"(\d+)(\s*)(?:года|год|лет)")
_LIST_STEPS = (25, 10, 5)
_FEWEST_ROUND = 3


def age_plurals(scene: Scene) -> Iterator[Remark]:
    """Find ages whose noun does not agree with the number: «145 года», «231 лет»."""
    for item in scene.draft.items():
        cell = item.cell("age")
        found = _YEARS.search(cell.text) if cell else None
        if cell is None or found is None:
            continue
        right = years(int(found[1]))
        if found[0].split() != right.split():
            yield Remark(
                f"После числа {found[1]} пишут «{right}».",
                cell.source,
                cell.text,
                Repair("age", found[0], _as_printed(right, found)),
            )


def wrong_ages(scene: Scene) -> Iterator[Remark]:
    """Find ages that differ from a founding year nobody disputes."""
    for item, city, printed, year in _judged(scene, AgeVerdict.WRONG):
        fact = city.founding
        known = age_in(fact, year) if fact else None
        if fact is None or known is None:
            continue
        yield Remark(
            f"{item.title}: напечатано {printed}, по году {_year_words(city)} в {year} году "
            f"должно быть {known}.",
            age_source(item),
            _age_text(item),
            _age_repair(item, printed, known),
        )


def doubtful_ages(scene: Scene) -> Iterator[Remark]:
    """Find ages that differ from a disputed founding year."""
    for item, city, printed, year in _judged(scene, AgeVerdict.DOUBTFUL):
        known = age_in(city.founding, year) if city.founding else None
        yield Remark(
            f"{item.title}: напечатано {printed}, по году {_year_words(city)} выходит {known}; "
            "год отсчёта спорный.",
            age_source(item),
            _age_text(item),
        )


def ages_without_basis(scene: Scene) -> Iterator[Remark]:
    """Find ages of cities whose founding year the sources do not agree upon."""
    for item, _, printed, _ in _judged(scene, AgeVerdict.BASIS_UNKNOWN):
        yield Remark(
            f"{item.title}: от какого года отсчитано «{printed}», проверить нельзя.",
            age_source(item),
            _age_text(item),
        )


def ages_over_the_eras(scene: Scene) -> Iterator[Remark]:
    """Find ages that depend on how years are counted over the turn of the eras."""
    for item, city, printed, year in _judged(scene, AgeVerdict.COUNTING_RULE):
        if city.founding is None:
            continue
        strict = age_in(city.founding, year, YearCounting.ARITHMETIC)
        custom = age_in(city.founding, year, YearCounting.CUSTOMARY)
        yield Remark(
            f"{item.title}: {custom} — по обычаю, {strict} — строго, потому что нулевого года "
            f"не было; напечатано {printed}.",
            age_source(item),
            _age_text(item),
        )


def renamed_cities(scene: Scene) -> Iterator[Remark]:
    """Find cities called by a name that was not valid on the day, or in the period, of the row."""
    if scene.period is None:
        return
    for item in scene.draft.items():
        day = item.timing.earliest or scene.period.start
        for name, source, role in _city_names(item):
            valid = settlement_name_on(name, day)
            if valid != name and present_name(name) != name:
                yield Remark(
                    f"«{name}»: в {day.year} году город называется «{valid}».",
                    source,
                    name,
                    _name_repair(item, role, name, valid),
                )


def differing_days(scene: Scene) -> Iterator[Remark]:
    """Find days of cities that differ from a known rule of the city day."""
    if scene.year is None:
        return
    for section in _age_lists(scene):
        for item in section.items:
            city = scene.cities.get(city_key(item.title))
            if city is None or city.is_day_approximate or not item.timing.spans:
                continue
            known = day_in(city.day_rule, scene.year)
            if known.spans and not overlaps(known, item.timing):
                yield Remark(
                    f"{item.title}: напечатано «{item.timing.text}», по известному правилу "
                    f"день города в {scene.year} году — {known.text}.",
                    timing_source(item),
                    item.timing.text,
                )


def missing_round_ages(scene: Scene) -> Iterator[Remark]:
    """Find round ages in one list that a list of anniversaries leaves out."""
    lists = [(section, _ages_of(section)) for section in _age_lists(scene)]
    for section, ages in lists:
        step = next((step for step in _LIST_STEPS if _all_round(ages, step)), None)
        if step is None:
            continue
        listed = {city_key(item.title) for item in section.items}
        for other, _ in lists:
            for item in other.items:
                is_missing = item.age and city_key(item.title) not in listed
                if is_missing and item.age and is_round(item.age.years, step):
                    yield Remark(
                        f"{item.title}: {years(item.age.years)} — круглая дата, а в списке "
                        f"«{section.heading}» города нет.",
                        item.source,
                        item.title,
                    )


def age_source(item: EventDraft) -> SourceRef:
    """Return the place of the cell with the age, else that of the row."""
    cell = item.cell("age")
    return cell.source if cell else item.source


def _judged(scene: Scene, wanted: AgeVerdict) -> Iterator[tuple[EventDraft, City, int, int]]:
    """Yield the rows with this verdict on their age: row, city, printed age, year."""
    if scene.year is None:
        return
    for item in scene.draft.items():
        city = scene.cities.get(city_key(item.title)) if item.age else None
        if city is None or item.age is None:
            continue
        if judge_age(city.founding, item.age.years, scene.year) is wanted:
            yield item, city, item.age.years, scene.year


def _age_lists(scene: Scene) -> Iterator[SectionDraft]:
    for section in scene.draft.sections:
        if section.grouping is Grouping.LIST and any(item.age for item in section.items):
            yield section


def _ages_of(section: SectionDraft) -> list[int]:
    return [item.age.years for item in section.items if item.age]


def _all_round(ages: list[int], step: int) -> bool:
    return len(ages) >= _FEWEST_ROUND and all(is_round(age, step) for age in ages)


def _year_words(city: City) -> str:
    fact = city.founding
    if fact is None:
        return ""
    return f"{fact.year} до н. э." if fact.era == "bc" else str(fact.year)


def _age_text(item: EventDraft) -> str:
    cell = item.cell("age")
    return cell.text if cell else str(item.age.years if item.age else "")


def _age_repair(item: EventDraft, printed: int, known: int) -> Repair | None:
    cell = item.cell("age")
    if cell is None or cell.text.count(str(printed)) != 1:
        return None
    found = _YEARS.search(cell.text)
    if found is not None:
        return Repair("age", found[0], _as_printed(years(known), found))
    return Repair("age", str(printed), str(known))


def _as_printed(age: str, found: re.Match[str]) -> str:
    """Return an age with the space of the document, which may be one that does not break."""
    return age.replace(" ", found[2] or " ")


def _city_names(item: EventDraft) -> Iterator[tuple[str, SourceRef, str]]:
    """Yield the cities a row names, as printed: the city of a list, or the places of its cell."""
    if item.age is not None:
        cell = item.cell("title")
        yield item.title, cell.source if cell else item.source, "title"
        return
    cell = item.cell("place") or item.cell("place_timing")
    for place in item.places:
        name = " ".join(place.text.split()).removeprefix("г. ")
        yield name, cell.source if cell else item.source, cell.role if cell else ""


def _name_repair(item: EventDraft, role: str, name: str, valid: str) -> Repair | None:
    cell = item.cell(role)
    is_once = cell is not None and cell.text.count(name) == 1
    return Repair(role, name, valid) if is_once else None
