"""The storage form of a draft: plain JSON values, versioned, read back without loss."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planbook.dates import Timing, timing_from_dict, timing_to_dict
from planbook.findings import Finding, Repair, Severity, SourceRef
from planbook.places import AttendanceMode, Place
from planbook.plans.draft import (
    Action,
    Age,
    CellDraft,
    EventDraft,
    Grouping,
    Involvement,
    Occasion,
    PlanDraft,
    SectionDraft,
)

STORAGE_VERSION = 2
_PLACE_TEXTS = (
    "text",
    "locality",
    "district",
    "region",
    "country",
    "venue",
    "organization",
    "time_zone",
)
# Fields of a row that are JSON values as they are, and those that are tuples of strings.
_PLAIN = (
    "title",
    "number",
    "kind",
    "edition",
    "edition_text",
    "scope",
    "own_name",
    "topic",
    "dedication",
    "body",
    "parent_event",
    "preparation_of",
    "partners_text",
    "initiator",
    "description",
    "audience_text",
    "age_from",
    "age_to",
    "note",
)
_TEXT_LISTS = ("organizers", "operators", "exchange_partners", "activities")


def draft_to_dict(draft: PlanDraft) -> dict[str, Any]:
    """Return the storage form of a draft; `draft_from_dict` gives an equal draft back."""
    return {
        "version": STORAGE_VERSION,
        "title": draft.title,
        "owner": draft.owner,
        "kind": draft.kind,
        "period": draft.period,
        "sections": [_section_to_dict(section) for section in draft.sections],
        "columns": [list(pair) for pair in draft.columns],
        "abbreviations": [list(pair) for pair in draft.abbreviations],
        "findings": [finding.as_dict() for finding in draft.findings],
        "title_lines": list(draft.title_lines),
        "stamp": draft.stamp,
        "approval": list(draft.approval),
        "signature": list(draft.signature),
    }


def draft_from_dict(data: Mapping[str, Any]) -> PlanDraft:
    """Read back what `draft_to_dict` wrote.

    Raises:
        KeyError, ValueError, TypeError: the mapping is of another version or was not written by
            `draft_to_dict`.
    """
    if data["version"] != STORAGE_VERSION:
        raise ValueError(f"unknown version of a stored draft: {data['version']!r}")
    return PlanDraft(
        title=data["title"],
        owner=data["owner"],
        kind=data["kind"],
        period=data["period"],
        sections=tuple(_section_from_dict(entry) for entry in data["sections"]),
        columns=tuple((role, header) for role, header in data["columns"]),
        abbreviations=tuple((short, full) for short, full in data["abbreviations"]),
        findings=tuple(_finding_from_dict(entry) for entry in data["findings"]),
        title_lines=tuple(data["title_lines"]),
        stamp=data["stamp"],
        approval=tuple(data["approval"]),
        signature=tuple(data["signature"]),
    )


def _section_to_dict(section: SectionDraft) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "heading_text": section.heading_text,
        "numeral": section.numeral,
        "grouping": section.grouping.value,
        "notes": list(section.notes),
        "source": section.source.as_dict(),
        "level": section.level,
        "items": [event_to_dict(event) for event in section.items],
    }


def _section_from_dict(data: Mapping[str, Any]) -> SectionDraft:
    return SectionDraft(
        heading=data["heading"],
        items=tuple(event_from_dict(entry) for entry in data["items"]),
        numeral=data["numeral"],
        grouping=Grouping(data["grouping"]),
        notes=tuple(data["notes"]),
        source=SourceRef(**data["source"]),
        heading_text=data["heading_text"],
        level=data["level"],
    )


def event_to_dict(event: EventDraft) -> dict[str, Any]:
    """Return the storage form of one row; `event_from_dict` gives an equal row back."""
    return {
        **{name: getattr(event, name) for name in _PLAIN},
        **{name: list(getattr(event, name)) for name in _TEXT_LISTS},
        "timing": timing_to_dict(event.timing),
        "target_timing": timing_to_dict(event.target_timing) if event.target_timing else None,
        "cells": [_cell_to_dict(cell) for cell in event.cells],
        "source": event.source.as_dict(),
        "involvement": event.involvement.value if event.involvement else None,
        "action": event.action.value if event.action else None,
        "places": [place.as_dict() for place in event.places],
        "partners": [place.as_dict() for place in event.partners],
        "attendance_mode": event.attendance_mode.value,
        "age": [event.age.years, event.age.wording] if event.age else None,
        "findings": [finding.as_dict() for finding in event.findings],
        "occasions": [
            {
                "timing": timing_to_dict(occasion.timing),
                "places": [place.as_dict() for place in occasion.places],
            }
            for occasion in event.occasions
        ],
    }


def event_from_dict(data: Mapping[str, Any]) -> EventDraft:
    """Read back what `event_to_dict` wrote.

    Raises:
        KeyError, ValueError, TypeError: the mapping was not written by `event_to_dict`.
    """
    texts: dict[str, Any] = {name: data[name] for name in _PLAIN}
    lists: dict[str, Any] = {name: tuple(data[name]) for name in _TEXT_LISTS}
    return EventDraft(
        **texts,
        **lists,
        timing=timing_from_dict(data["timing"]),
        target_timing=_optional_timing(data["target_timing"]),
        cells=tuple(_cell_from_dict(entry) for entry in data["cells"]),
        source=SourceRef(**data["source"]),
        involvement=Involvement(data["involvement"]) if data["involvement"] else None,
        action=Action(data["action"]) if data["action"] else None,
        places=tuple(_place_from_dict(entry) for entry in data["places"]),
        partners=tuple(_place_from_dict(entry) for entry in data["partners"]),
        attendance_mode=AttendanceMode(data["attendance_mode"]),
        age=Age(*data["age"]) if data["age"] else None,
        findings=tuple(_finding_from_dict(entry) for entry in data["findings"]),
        occasions=tuple(_occasion_from_dict(entry) for entry in data["occasions"]),
    )


def _occasion_from_dict(data: Mapping[str, Any]) -> Occasion:
    places = tuple(_place_from_dict(entry) for entry in data["places"])
    return Occasion(timing_from_dict(data["timing"]), places)


def _optional_timing(data: Mapping[str, Any] | None) -> Timing | None:
    return timing_from_dict(data) if data else None


def _cell_to_dict(cell: CellDraft) -> dict[str, Any]:
    return {
        "role": cell.role,
        "text": cell.text,
        "source": cell.source.as_dict(),
        "is_inherited": cell.is_inherited,
    }


def _cell_from_dict(data: Mapping[str, Any]) -> CellDraft:
    return CellDraft(data["role"], data["text"], SourceRef(**data["source"]), data["is_inherited"])


def _place_from_dict(data: Mapping[str, Any]) -> Place:
    texts = {name: data[name] or "" for name in _PLACE_TEXTS}
    return Place(**texts, latitude=data["latitude"], longitude=data["longitude"])


def _finding_from_dict(data: Mapping[str, Any]) -> Finding:
    return Finding(
        code=data["code"],
        message=data["message"],
        severity=Severity(data["severity"]),
        source=SourceRef(**data["source"]),
        evidence=data["evidence"],
        repair=Repair(**data["repair"]) if data.get("repair") else None,
    )
