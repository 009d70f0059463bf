"""The report of 2024 as sheets: hand-made facts of the corpus in the shape that phrases print."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.factories.gold import CORPUS
from tests.factories.gold import rows as gold_rows

from planbook.narrative import (
    Amount,
    AwardLine,
    BoundFact,
    EventSheet,
    ExchangeLine,
    Hedge,
    Involvement,
    Name,
    NameKind,
    PersonName,
    PlannedLine,
    ReportSheet,
    Sheet,
    StandingLine,
)

HELDOUT = Path(__file__).parents[1] / "facts" / "heldout"
FUTURE = re.compile(r"^(?:XX |IV |XXX |Следующее)")
# What the words of the report count where the table has the number alone.
UNITS = {16: ("athletes", ""), 36: ("other", "педагогических работников")}


@dataclass(frozen=True)
class GoldRow:
    paragraph: int
    event: str
    type: str
    value: str
    number: int | None
    hedge: str


def paragraphs() -> list[str]:
    text = (CORPUS / "sgcszr-report-2024/source.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.split("\n") if line.strip()]


def rows() -> list[GoldRow]:
    return [
        GoldRow(
            # The line of «Все народы в гости к нам» is broken before its city.
            int(row["paragraph"]) + (row["paragraph"] == "73"),
            row["event"],
            row["fact_type"],
            row["value"],
            int(row["number"]) if row["number"] else None,
            row["number_qualifier"],
        )
        for row in gold_rows("report_facts.csv", "S001")
    ]


def facts_of(row: GoldRow, sheet: Sheet) -> BoundFact:
    values = tuple(row.value.split(";")) if row.value else ()
    is_other = isinstance(sheet, ReportSheet) or row.event != sheet.title
    return BoundFact(row.type, values, row.number, event=row.event if is_other else "")


def told_elsewhere() -> list[tuple[str, EventSheet, list[BoundFact]]]:
    """Return paragraphs of other associations with the sheet of their event and its facts."""
    found: dict[tuple[str, str], tuple[str, list[GoldRow]]] = {}
    for split in ("dev", "blind"):
        for row in _csv(HELDOUT / f"{split}_texts.csv"):
            found[row["doc"], row["paragraph"]] = (row["text"], [])
        for row in _csv(HELDOUT / f"{split}_facts.csv"):
            number = int(row["number"]) if row["number"] else None
            told = (row["event"], row["fact_type"], row["value"], number, row["number_qualifier"])
            found[row["doc"], row["paragraph"]][1].append(GoldRow(1, *told))
    return [_told(text, rows) for text, rows in found.values() if rows]


def _csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _told(text: str, facts: list[GoldRow]) -> tuple[str, EventSheet, list[BoundFact]]:
    held = (row.event for row in facts if not row.type.startswith(("planned", "withdrawn")))
    title = next(held, facts[0].event)
    sheet = EventSheet("1", title)
    for row in facts:
        is_other_edition = row.type == "ordinal" and row.event != title
        is_in_person = row.type == "mode" and row.value not in ("remote", "mixed")
        if not (is_other_edition or is_in_person):
            sheet = with_fact(sheet, row, text)
    return text, sheet, [facts_of(row, sheet) for row in facts]


def sheets() -> dict[int, Sheet]:
    """Return the sheet of every paragraph that has facts."""
    found: dict[str, EventSheet] = {}
    of_paragraph: dict[int, str] = {}
    current = ""
    report = ReportSheet("report", "Союз городов Центра и Северо-Запада России", "2024")
    for row in rows():
        if 49 <= row.paragraph <= 75:
            report = _with_line(report, row)
            continue
        if not FUTURE.match(row.event):
            current = row.event
        found.setdefault(current, EventSheet(current, current))
        found[current] = with_fact(found[current], row, paragraphs()[row.paragraph - 1])
        of_paragraph[row.paragraph] = current
    result: dict[int, Sheet] = {number: found[title] for number, title in of_paragraph.items()}
    held = tuple(one for one in found.values())
    report = replace(report, events=(*held, *report.events))
    return result | dict.fromkeys(range(49, 76), report)


def _with_line(report: ReportSheet, row: GoldRow) -> ReportSheet:
    if row.type == "count-cities" and row.number:
        line = ExchangeLine(row.event, Amount(row.number, "cities"))
        return replace(report, exchanges=(*report.exchanges, line))
    event = EventSheet(row.event, row.event, role=Involvement.SUPPORTED, hosts=(Name(row.value),))
    return replace(report, events=(*report.events, event))


def with_fact(sheet: EventSheet, row: GoldRow, text: str) -> EventSheet:
    names = tuple(_name(one) for one in row.value.split(";")) if row.value else ()
    simple = {
        "host": "hosts",
        "participants": "participants",
        "participants-remote": "participants_remote",
        "speakers-from": "speakers_from",
        "experts-from": "experts_from",
        "awarded-cities": "awarded_places",
        "organiser": "organisers",
    }
    if row.type in simple:
        kind = NameKind.ORGANIZATION if row.type == "organiser" else NameKind.SETTLEMENT
        told = tuple(replace(one, kind=kind) for one in names)
        is_open = sheet.is_open or (row.type == "participants" and row.paragraph == 30)
        return replace(sheet, **{simple[row.type]: told}, is_open=is_open)
    if row.type == "participants-district":
        return replace(sheet, participants=_with_districts(sheet.participants, names, text))
    return _with_line_of(sheet, row)


def _with_line_of(sheet: EventSheet, row: GoldRow) -> EventSheet:
    if row.type == "ordinal" and FUTURE.match(row.event):
        return sheet
    name, _, place = row.value.partition("|")
    person = PersonName(name, place=_name(place) if place else None)
    planned = (*sheet.planned, _planned(row))
    changes: dict[str, dict[str, Any]] = {
        "speaker": {"speakers": (*sheet.speakers, person)},
        "moderator": {"moderators": (*sheet.moderators, person)},
        "awarded": {"awards": (*sheet.awards, AwardLine(person=person))},
        "standing": {
            "standings": (*sheet.standings, StandingLine(row.number, Name(row.value))),
        },
        "planned-host": {"planned": planned},
        "planned-date": {"planned": planned},
        "withdrawn-host": {"planned": planned},
        "ordinal": {"edition": row.number},
        "theme": {"topic": row.value},
        "parent-event": {"parent": row.value},
        "date": {"timing": row.value},
        "mode": {"mode": "online" if row.value == "remote" else "hybrid"},
    }
    told = {"counts": (*sheet.counts, _count(row))} if row.type.startswith("count") else None
    return replace(sheet, **(told or changes[row.type]))


def _count(row: GoldRow) -> Amount:
    unit, text = UNITS.get(row.paragraph, (row.type.removeprefix("count-"), ""))
    return Amount(row.number or 0, unit, text, Hedge(row.hedge or "="))


def _planned(row: GoldRow) -> PlannedLine:
    edition = {"XX": 20, "IV": 4, "XXX": 30}.get(row.event.split(" ")[0])
    host = Name(row.value) if row.type != "planned-date" else None
    year = row.number if row.type == "planned-host" else None
    title = re.sub(r"^(?:XX|IV|XXX) ", "", row.event)
    return PlannedLine(title, edition, host, year, row.type == "withdrawn-host")


def _name(text: str) -> Name:
    found = re.fullmatch(r"(.+ район) \((.+)\)", text)
    if found:
        return Name(found[1], NameKind.DISTRICT, found[2])
    if re.search(r"район|область|Минстрой|Союз", text):
        kind = NameKind.DISTRICT if text.endswith("район") else NameKind.ORGANIZATION
        return Name(text, kind)
    return Name(text)


def _with_districts(
    towns: tuple[Name, ...], districts: tuple[Name, ...], text: str
) -> tuple[Name, ...]:
    """Put districts among the towns where the sentence has them."""
    first = text.find(districts[0].text.split(" ")[0][:-2])
    places = []
    position = 0
    for town in towns:
        position = max(position, text.find(town.text[:-1], position))
        places.append(position)
    before = sum(place < first for place in places)
    return (*towns[:before], *districts, *towns[before:])
