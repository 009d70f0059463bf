"""A row of the plan as an event draft: every field from the cells, the title and the heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from planbook.dates import Period, Timing, parse_timing
from planbook.findings import Finding, SourceRef
from planbook.places import AttendanceMode, Place, parse_places
from planbook.plans import remarks
from planbook.plans.blocks import BodyRow
from planbook.plans.columns import ColumnSet
from planbook.plans.content import read_age, without_bullet
from planbook.plans.contents import read_activities, read_ages
from planbook.plans.draft import Action, Age, EventDraft, Grouping, Involvement
from planbook.plans.event_kinds import find_event_kind, find_scope
from planbook.plans.event_title import TitleParts, read_event_title
from planbook.plans.exchanges import read_initiator, read_operators
from planbook.plans.headings import Heading
from planbook.plans.occasions import read_occasions
from planbook.plans.organizations import (
    exchange_partners,
    labelled_organizers,
    organization_in_brackets,
    split_organizations,
)
from planbook.plans.repairs import with_repair
from planbook.plans.row_texts import RowTexts, draft_cells, row_texts
from planbook.plans.row_timing import RowTiming, read_row_timing
from planbook.plans.wording import one_line, read_outline

_NUMBER_BEFORE = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})[.)]\s+(?=\S)")
_TARGET = re.compile(r"(?:в|на)\s+[а-яё]+\s+(?:19|20)\d{2}\s*(?:год\w*|г\.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RowSetting:
    """What stands around a row: its columns, its heading, the period, what a footnote says."""

    column_set: ColumnSet
    heading: Heading
    period: Period | None = None
    is_approximate: bool = False


def build_event(row: BodyRow, setting: RowSetting) -> EventDraft:
    """Understand a row; what is not understood stays in its cells and is told by findings."""
    reading = _read_row(row, setting)
    target = _target_timing(reading.parts)
    findings = [
        *reading.timing.findings,
        *reading.place.findings,
        *_row_findings(row, setting, reading, target),
    ]
    event = _from_cells(row, setting, reading)
    event = _with_title(event, reading.parts, setting.heading)
    event = _with_partners(event, reading.texts, findings)
    event = _with_exchange(event, reading.texts, setting.heading)
    told = tuple(with_repair(_placed(finding, row), event.cells) for finding in findings)
    return replace(event, target_timing=target, findings=told)


@dataclass(frozen=True, slots=True)
class _RowPlace:
    places: tuple[Place, ...]
    mode: AttendanceMode
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _RowReading:
    """A row taken apart: its texts by column, its title, when and where."""

    texts: RowTexts
    number: str | None
    title: str
    parts: TitleParts
    kind: str | None
    timing: RowTiming
    place: _RowPlace


def _read_row(row: BodyRow, setting: RowSetting) -> _RowReading:
    texts = row_texts(row, setting.column_set)
    number, title = _number_and_title(texts)
    parts = read_event_title(title)
    kind = setting.heading.rule.event_kind or parts.kind or _kind_in_column(texts)
    timing = read_row_timing(row, texts, setting.heading, setting.period, kind)
    if setting.is_approximate:
        timing = timing.made_approximate()
    place = _read_place(texts, timing, setting, title)
    return _RowReading(texts, number, title, parts, kind, timing, place)


def _kind_in_column(texts: RowTexts) -> str | None:
    """Return the kind of event that a column «Форма проведения» names."""
    found = find_event_kind(one_line(texts.joined("form", " ")))
    return found.name if found else None


def _from_cells(row: BodyRow, setting: RowSetting, reading: _RowReading) -> EventDraft:
    """Return the draft with everything that the columns say by themselves."""
    texts = reading.texts
    organizers, note = _organizers_and_note(reading, setting.heading)
    audience = texts.joined("audience")
    age_from, age_to = read_ages(audience)
    description = texts.joined("description").strip()
    return EventDraft(
        title=reading.title,
        timing=reading.timing.timing,
        cells=draft_cells(row, setting.column_set),
        source=row.source,
        number=reading.number,
        kind=reading.kind,
        places=reading.place.places,
        attendance_mode=reading.place.mode,
        organizers=organizers,
        description=description,
        activities=read_activities(description),
        audience_text=one_line(audience),
        age_from=age_from,
        age_to=age_to,
        note=note,
        age=_read_age(texts),
        initiator=one_line(texts.joined("initiator", "; ")) or None,
        scope=find_scope(texts.joined("level")),
        occasions=read_occasions(reading.timing.pairs, setting.heading.period or setting.period),
    )


def _number_and_title(texts: RowTexts) -> tuple[str | None, str]:
    """Return the printed number without its point, and the title without number and bullet."""
    title = without_bullet(one_line(texts.joined("title")))
    number = one_line(texts.joined("number", " ")).strip(" .)№") or None
    if number is None:
        found = _NUMBER_BEFORE.match(title)
        if found is not None:
            return found["number"], title[found.end() :]
    return number, title


def _with_title(event: EventDraft, parts: TitleParts, heading: Heading) -> EventDraft:
    is_listed = heading.grouping is Grouping.LIST
    return replace(
        event,
        action=parts.action,
        edition=None if is_listed else parts.edition,
        edition_text="" if is_listed else parts.edition_text,
        scope=None if heading.rule.is_exchange else parts.scope or event.scope,
        own_name=parts.own_name,
        topic=parts.topic,
        dedication=parts.dedication,
        body=parts.body,
        parent_event=parts.parent_event,
        preparation_of=parts.preparation_of,
        involvement=None if is_listed else _involvement(parts, heading),
    )


def _involvement(parts: TitleParts, heading: Heading) -> Involvement:
    if heading.rule.involvement is not None:
        return heading.rule.involvement
    return Involvement.ATTENDED if parts.action is Action.ATTEND else Involvement.OWN


def _with_partners(event: EventDraft, texts: RowTexts, findings: list[Finding]) -> EventDraft:
    text = texts.joined("partners")
    if not text:
        return event
    result = parse_places(text)
    findings.extend(result.findings)
    partners = tuple(place for place in result.places if place.locality or place.region)
    return replace(event, partners=partners, partners_text=text)


def _with_exchange(event: EventDraft, texts: RowTexts, heading: Heading) -> EventDraft:
    partners = exchange_partners(event.title)
    initiator = event.initiator or read_initiator(event.title)
    if not heading.rule.is_exchange:
        return replace(event, exchange_partners=partners, initiator=initiator)
    return replace(
        event,
        exchange_partners=partners,
        initiator=initiator,
        operators=read_operators(texts.of("place")),
        attendance_mode=AttendanceMode.UNKNOWN,
    )


def _read_place(texts: RowTexts, timing: RowTiming, setting: RowSetting, title: str) -> _RowPlace:
    own = [] if timing.has_taken_place else texts.of("place")
    text = ", ".join(part.strip() for part in [*own, *timing.places] if part.strip())
    if not text and setting.heading.grouping is Grouping.LIST:
        text = title
    result = parse_places(text)
    mode = result.attendance_mode
    if mode is AttendanceMode.UNKNOWN or (mode is AttendanceMode.IN_PERSON and not text):
        mode = _mode_in_words(texts, title) or mode
    return _RowPlace(result.places, mode, result.findings)


def _mode_in_words(texts: RowTexts, title: str) -> AttendanceMode | None:
    """Return how people attend where a bracket of the title or a column «Формат» says it."""
    brackets = [part.content for part in read_outline(title).parts if not part.is_quote]
    formats = [
        text
        for column, text in texts.pairs
        if text and (column.role == "form" or column.header.lower().startswith("форм"))
    ]
    for text in (*formats, *brackets):
        result = parse_places(text)
        is_remote = result.attendance_mode in (AttendanceMode.ONLINE, AttendanceMode.HYBRID)
        if is_remote or (text in formats and not result.places):
            return result.attendance_mode
    return None


def _organizers_and_note(reading: _RowReading, heading: Heading) -> tuple[tuple[str, ...], str]:
    texts = reading.texts
    labelled, free_note = labelled_organizers(texts.joined("note"))
    in_title = organization_in_brackets(reading.title)
    hosts = () if heading.rule.is_exchange else _organizations(reading.place.places)
    # People print the label «Организаторы:» even under a header that says the same.
    named = texts.joined("organizers", "; ")
    listed = labelled_organizers(named)[0] or split_organizations(named)
    names = (*listed, *labelled, *((in_title,) if in_title else ()), *hosts)
    note = "\n".join(part for part in (free_note, *texts.unnamed()) if part)
    return tuple(dict.fromkeys(names)), note


def _organizations(places: tuple[Place, ...]) -> list[str]:
    return [name for place in places for name in split_organizations(place.organization) if name]


def _read_age(texts: RowTexts) -> Age | None:
    wording = one_line(texts.joined("age", " "))
    years = read_age(wording)
    return Age(years, wording) if years is not None else None


def _target_timing(parts: TitleParts) -> Timing | None:
    """Return when the event that a row prepares is to happen."""
    found = _TARGET.search(parts.preparation_of or "")
    return parse_timing(found[0].split(maxsplit=1)[1], period=None) if found else None


def _row_findings(
    row: BodyRow, setting: RowSetting, reading: _RowReading, target: Timing | None
) -> list[Finding]:
    findings = [
        remarks.inherited_cell(cell, setting.column_set.at(cell.column).header)
        for cell in row.cells
        if cell.is_inherited
    ]
    if not reading.title:
        findings.append(remarks.no_title(row))
    if reading.title.endswith(":"):
        findings.append(remarks.orphan_colon(row, reading.title))
    period = setting.period
    if period and target and target.latest and not period.covers(target.latest):
        findings.append(remarks.target_later(row, reading.parts.preparation_of or ""))
    return findings


def _placed(finding: Finding, row: BodyRow) -> Finding:
    """Give a finding of a value the place of its row."""
    return replace(finding, source=row.source) if finding.source == SourceRef() else finding
