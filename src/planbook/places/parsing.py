"""Reading of a place cell: settlements, regions, venues, organizations, attendance."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planbook.findings import Finding, Severity
from planbook.places.attendance import Attendance, find_attendance
from planbook.places.cell import MAX_CELL, Cell, clean_cell
from planbook.places.entities import Part, PartKind
from planbook.places.gazetteer import (
    Settlement,
    choose,
    settlements_named,
    settlements_starting,
)
from planbook.places.grouping import Group, group_parts
from planbook.places.localities import LocalityFound
from planbook.places.parts import cut_into_parts
from planbook.places.place import AttendanceMode, Place, PlacesResult
from planbook.places.regions import RegionsFound
from planbook.places.vocabulary import TextKind

_EDGES = " \n\t\r,;"
_SEAT_LETTERS = 5
_VILLAGE_LIMIT = 60_000
_WHERE_PEOPLE_MEET = (TextKind.VENUE, TextKind.ADDRESS, TextKind.UNKNOWN)


def parse_places(text: str) -> PlacesResult:
    """Read a place cell, or a cell of federal subjects, into places in the order of the text.

    Each place keeps its part of the official wording. What no rule understands stays as a venue
    with a finding; nothing is dropped and no region is invented.

    >>> result = parse_places("Дворец спорта «Юбилейный», г. Смоленск")
    >>> result.places[0].venue, result.places[0].locality, result.attendance_mode.value
    ('Дворец спорта «Юбилейный»', 'Смоленск', 'in_person')
    """
    if not text.strip():
        return PlacesResult(())
    if len(text) > MAX_CELL:
        return _too_long(text)
    cell = clean_cell(text)
    attendance = find_attendance(cell.bare)
    parts, regions = cut_into_parts(cell, attendance.spans)
    groups = group_parts(parts)
    if not groups and not attendance.spans and any(map(str.isalnum, text)):
        return _nothing_read(text)
    findings = [*_slip_findings(regions), *_text_findings(cell, parts)]
    nearby = tuple(one.name for one in regions.regions)
    places = []
    for index, group in enumerate(groups):
        span = _span(groups, index, len(cell.clean))
        place, notes = _place(cell, group, span, nearby)
        places.append(place)
        findings += notes
    return PlacesResult(tuple(places), _mode(attendance, groups), tuple(findings))


def _too_long(text: str) -> PlacesResult:
    finding = Finding(
        "place.too_long",
        "Ячейка места слишком длинная и не разобрана; проверьте, место ли это.",
        evidence=text[:200],
    )
    return PlacesResult((Place(text=text),), AttendanceMode.UNKNOWN, (finding,))


def _nothing_read(text: str) -> PlacesResult:
    code, message = _NOTES[TextKind.UNKNOWN]
    finding = Finding(code, message, Severity.INFO, evidence=text)
    return PlacesResult((Place(text=text.strip(_EDGES)),), AttendanceMode.UNKNOWN, (finding,))


def _span(groups: list[Group], index: int, length: int) -> tuple[int, int]:
    """Return the span of a place: up to the next one, so that every sign belongs to a place."""
    start = groups[index].parts[0].start if index else 0
    end = groups[index + 1].parts[0].start if index + 1 < len(groups) else length
    return start, end


def _place(
    cell: Cell, group: Group, span: tuple[int, int], nearby: tuple[str, ...]
) -> tuple[Place, list[Finding]]:
    found = group.locality.locality if group.locality else None
    region = group.region
    country = group.first(PartKind.COUNTRY)
    settlement, notes = _settlement(found, _Said(region, _said_country(group), nearby), group, cell)
    is_domestic = bool(region) or any(part.kind is PartKind.DISTRICT for part in group.parts)
    place = Place(
        text=cell.verbatim(*span).strip(_EDGES),
        locality=found.name if found else "",
        district=next((part.district for part in group.parts if part.district), ""),
        region=region or (settlement.region if settlement else ""),
        country=_country(country, settlement, is_domestic),
        venue=_texts(cell, group, is_organization=False),
        organization=_texts(cell, group, is_organization=True),
        latitude=settlement.latitude if settlement else None,
        longitude=settlement.longitude if settlement else None,
        time_zone=settlement.time_zone if settlement else "",
    )
    return place, notes


def _said_country(group: Group) -> str:
    return next((part.country for part in group.parts if part.country), "")


def _country(part: Part | None, settlement: Settlement | None, is_domestic: bool) -> str:
    if part is not None:
        return part.country
    if settlement is not None:
        return settlement.country
    return "Россия" if is_domestic else ""


@dataclass(frozen=True, slots=True)
class _Said:
    """What the cell says about where a settlement lies; `nearby` are all regions of the cell."""

    region: str
    country: str
    nearby: tuple[str, ...]

    def allows(self, settlement: Settlement) -> bool:
        """Tell whether a settlement of the table may be the one meant."""
        is_there = not self.country or settlement.country == self.country
        return is_there and (not self.region or settlement.region == self.region)


def _settlement(
    found: LocalityFound | None, said: _Said, group: Group, cell: Cell
) -> tuple[Settlement | None, list[Finding]]:
    """Return the settlement of the gazetteer that is meant, or a finding why there is none."""
    if found is None:
        return None, []
    surface = cell.tidy(found.start, found.end)
    known = settlements_named(found.name)
    if found.kind == "village":
        known = tuple(one for one in known if one.population < _VILLAGE_LIMIT)
    known = tuple(one for one in known if said.allows(one))
    if not said.region and found.kind == "village":
        known = tuple(one for one in known if _district_agrees(group, one))
    if not known:
        return None, [_unknown_locality(found.name, surface)]
    settlement, is_sure = choose(known, regions=(said.region,) if said.region else said.nearby)
    if is_sure:
        return settlement, []
    return None, [_namesakes(found.name, surface, known)]


def _district_agrees(group: Group, settlement: Settlement) -> bool:
    """Tell whether a district said beside a village may lie in the region of the table.

    A district bears the name of its seat; of a village with many namesakes nothing else is known.
    """
    district = next((part.district for part in group.parts if part.district), "")
    stem = district[:_SEAT_LETTERS]
    return not stem or any(seat.region == settlement.region for seat in settlements_starting(stem))


def _unknown_locality(name: str, surface: str) -> Finding:
    message = f"Населённого пункта «{name}» нет в справочнике: координаты не указаны."
    return Finding("place.unknown_locality", message, Severity.INFO, evidence=surface)


def _namesakes(name: str, surface: str, known: tuple[Settlement, ...]) -> Finding:
    where = ", ".join(one.region or one.country for one in known[:4])
    message = f"Название «{name}» носят несколько мест ({where}): укажите регион."
    return Finding("place.ambiguous_locality", message, evidence=surface)


def _texts(cell: Cell, group: Group, *, is_organization: bool) -> str:
    """Return venue or organization on one line; neighbouring parts keep their own separators."""
    kinds = TextKind.ORGANIZATION
    wanted = [
        part
        for part in group.texts()
        if (part.text_kind is kinds) == is_organization and not _is_pseudo(part)
    ]
    written: list[str] = []
    last_end = -1
    for part in wanted:
        gap = cell.clean[last_end : part.start] if last_end >= 0 else ""
        if written and not gap.strip(" \n,;-()."):
            joint = "; " if ";" in gap else ", " if "," in gap else " "
            written[-1] += joint + cell.tidy(part.start, part.end)
        else:
            written.append(cell.tidy(part.start, part.end))
        last_end = part.end
    return ", ".join(written)


def _is_pseudo(part: Part) -> bool:
    return part.text_kind in (TextKind.ALL_REGIONS, TextKind.UNDETERMINED)


def _mode(attendance: Attendance, groups: list[Group]) -> AttendanceMode:
    """Return the mode said, else in person where a town or a venue is named."""
    if attendance.mode is not AttendanceMode.UNKNOWN:
        return attendance.mode
    for group in groups:
        has_venue = any(part.text_kind in _WHERE_PEOPLE_MEET for part in group.texts())
        if has_venue or group.first(PartKind.LOCALITY) or group.locality:
            return AttendanceMode.IN_PERSON
    return AttendanceMode.UNKNOWN


def _slip_findings(regions: RegionsFound) -> list[Finding]:
    return [
        Finding(
            "place.separator",
            "Между регионами стоит не тот знак или запятой нет: прочитаны как отдельные регионы.",
            evidence=re.sub(r"\s+", " ", slip.text),
        )
        for slip in regions.slips
    ]


def _text_findings(cell: Cell, parts: tuple[Part, ...]) -> list[Finding]:
    findings = []
    for part in parts:
        note = _NOTES.get(part.text_kind) if part.kind is PartKind.TEXT else None
        if note is not None:
            code, message = note
            evidence = cell.tidy(part.start, part.end)
            findings.append(Finding(code, message, Severity.INFO, evidence=evidence))
    return findings


_NOTES = {
    TextKind.ALL_REGIONS: (
        "place.all_regions",
        "Названы все субъекты РФ: отдельные регионы не подставлены.",
    ),
    TextKind.UNDETERMINED: (
        "place.undetermined",
        "Место ещё не определено: оставлены слова документа.",
    ),
    TextKind.ORGANIZATION: (
        "place.organization",
        "В графе места названа организация: проверьте, она ли проводит мероприятие.",
    ),
    TextKind.UNKNOWN: (
        "place.unread",
        "Слова не распознаны как населённый пункт или организация: оставлены как площадка.",
    ),
}
