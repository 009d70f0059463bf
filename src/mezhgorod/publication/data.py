"""The JSON form of plans, sections and cities: keys of the core library, ids and addresses added.

The keys are a promise to other programs and are described in docs/reference/data.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mezhgorod.evidence.models import Finding
from mezhgorod.planning.models import (
    Event,
    EventParticipant,
    EventPlace,
    Plan,
    PlanChange,
    PlanItem,
    PlanSection,
)
from mezhgorod.planning.queries import plans_with_counts
from mezhgorod.planning.rules import EventRole
from mezhgorod.publication.change_words import told_of, was_and_is
from mezhgorod.publication.links import Links
from mezhgorod.publication.rows import (
    rows_of_city,
    rows_of_event,
    rows_of_plan,
    rows_of_section,
    with_cells,
)
from mezhgorod.registry.models import Municipality, Region
from mezhgorod.registry.rules import Actor, MunicipalityKind

Data = dict[str, Any]
PARTNERS_COLUMN = "partners"


def plans_data(*, actor: Actor, links: Links) -> Data:
    """Build the list of readable plans with the number of their rows and sections."""
    plain = ("id", "slug", "title", "kind", "revision", "item_count", "section_count")
    rows = plans_with_counts(actor=actor).values(*plain, "owner__name", "period_edtf", "updated_at")
    return {
        "plans": [
            {
                **{name: row[name] for name in plain},
                "url": links.plan(row["slug"]),
                "owner": row["owner__name"],
                "period": row["period_edtf"],
                "updated_at": row["updated_at"].isoformat(),
            }
            for row in rows
        ]
    }


def plan_data(*, plan: Plan, links: Links) -> Data:
    """Build the public data of a plan: sections in printed order, their rows, all findings."""
    rows: dict[int, list[PlanItem]] = {}
    for row in with_cells(rows_of_plan(plan)):
        rows.setdefault(row.section_id, []).append(row)
    sections = plan.sections.order_by("position")
    return {
        "plan": _plan(plan, links),
        "sections": [_section(one, rows.get(one.pk, ()), links) for one in sections],
        "findings": [_finding(one) for one in plan.document.findings.all()],
    }


def section_data(*, section: PlanSection, links: Links) -> Data:
    """Build the public data of one section, with the plan it belongs to."""
    return {
        "plan": _plan(section.plan, links),
        "section": _section(section, with_cells(rows_of_section(section)), links),
    }


def city_data(*, municipality: Municipality, actor: Actor, links: Links) -> Data:
    """Build the public data of a city: every row of readable plans that concerns it."""
    rows = with_cells(rows_of_city(municipality, actor=actor))
    return {
        "city": {
            "id": municipality.pk,
            "url": links.city(municipality.slug),
            "name": municipality.name,
            "kind": municipality.kind,
            "region": municipality.region.name if municipality.region else None,
            "country": municipality.country or None,
            "latitude": municipality.latitude,
            "longitude": municipality.longitude,
            "time_zone": municipality.time_zone or None,
        },
        "items": [
            {**_item(row, links), "plan": _plan_reference(row.section.plan, links)} for row in rows
        ],
    }


def event_data(*, event: Event, actor: Actor, links: Links) -> Data:
    """Build the public data of an event: its rows in every readable plan that names it."""
    rows = with_cells(rows_of_event(event, actor=actor))
    uid = str(event.uid)
    return {
        "event": {"uid": uid, "url": links.event(uid), "title": event.title},
        "items": [
            {**_item(row, links), "plan": _plan_reference(row.section.plan, links)} for row in rows
        ],
    }


def _plan(plan: Plan, links: Links) -> Data:
    return {
        **_plan_reference(plan, links),
        "kind": plan.kind,
        "state": plan.state,
        "revision": plan.revision,
        "updated_at": plan.updated_at.isoformat(),
        "document": {"file_name": plan.document.file_name, "sha256": plan.document.sha256},
        "title_lines": plan.title_lines,
        "stamp": plan.stamp,
        "approval": plan.approval,
        "signature": plan.signature,
        "abbreviations": [{"short": short, "full": full} for short, full in plan.abbreviations],
        "columns": [
            {"role": column.role, "header": column.header} for column in plan.columns.all()
        ],
    }


def _plan_reference(plan: Plan, links: Links) -> Data:
    return {
        "id": plan.pk,
        "slug": plan.slug,
        "url": links.plan(plan.slug),
        "title": plan.title,
        "owner": plan.owner.name,
        "period": plan.period_edtf,
    }


def _section(section: PlanSection, rows: Iterable[PlanItem], links: Links) -> Data:
    return {
        "id": section.pk,
        "position": section.position,
        "heading": section.heading,
        "heading_text": section.heading_text or section.heading,
        "numeral": section.numeral or None,
        "level": section.level,
        "grouping": section.grouping,
        "notes": section.notes.splitlines(),
        "items": [_item(row, links) for row in rows],
    }


def _item(row: PlanItem, links: Links) -> Data:
    event = row.event
    return {
        "id": row.pk,
        "uid": str(event.uid),
        "url": links.event(str(event.uid)),
        "sequence": event.sequence,
        "updated_at": event.updated_at.isoformat(),
        "number": row.number or None,
        **_understood(event),
        **_participants(row),
        "timing": event.timing_data,
        "places": [_place(place) for place in event.places.all()],
        "cells": _cells(row),
        "inherited": [cell.role for cell in row.cells.all() if cell.is_inherited],
        "source": _source(row),
        "findings": [_finding(finding) for finding in row.findings.all()],
        "changes": [_change(change) for change in told_of(row)],
    }


def _change(change: PlanChange) -> Data:
    was, became = was_and_is(change)
    return {
        "kind": change.kind,
        "at": change.at.isoformat(),
        "before": was or None,
        "after": became or None,
        "reason": change.reason,
        "basis": change.basis,
    }


def _understood(event: Event) -> Data:
    return {
        "title": event.title,
        "kind": event.kind or None,
        "edition": event.edition,
        "series": event.series.name if event.series else None,
        "scope": event.scope or None,
        "own_name": event.own_name or None,
        "topic": event.topic or None,
        "dedication": event.dedication or None,
        "body": event.body or None,
        "involvement": event.involvement or None,
        "action": event.action or None,
        "parent_event": event.parent_event or None,
        "preparation_of": event.preparation_of or None,
        "target_timing": event.target_timing_data,
        "occasions": event.occasions_data,
        "attendance_mode": event.attendance_mode,
        "description": event.description,
        "activities": event.activities,
        "audience_text": event.audience_text,
        "age_from": event.age_from,
        "age_to": event.age_to,
        "note": event.note,
        "age": _age(event),
    }


def _age(event: Event) -> Data | None:
    if event.anniversary_years is None:
        return None
    return {"years": event.anniversary_years, "text": event.anniversary_text}


def _participants(row: PlanItem) -> Data:
    people = list(row.event.participants.all())
    partners = [one for one in people if one.role == EventRole.PARTNER]
    # A column of federal subjects may say «все субъекты РФ»: that is no union of an exchange.
    has_column = any(cell.role == PARTNERS_COLUMN for cell in row.cells.all())
    places = [one for one in partners if has_column or _is_place(one)]
    return {
        "organizers": _texts(people, EventRole.ORGANIZER),
        "responsible": _texts(people, EventRole.RESPONSIBLE),
        "operator": ", ".join(_texts(people, EventRole.OPERATOR)) or None,
        "initiator": ", ".join(_texts(people, EventRole.INITIATOR)) or None,
        "partners": [_partner(one) for one in places],
        "exchange_partners": [one.text for one in partners if one not in places],
    }


def _texts(people: Iterable[EventParticipant], role: EventRole) -> list[str]:
    return [one.text for one in people if one.role == role]


def _is_place(participant: EventParticipant) -> bool:
    return participant.municipality_id is not None or participant.region_id is not None


def _place(place: EventPlace) -> Data:
    return {
        **_geography(place.text, place.municipality, place.region),
        **({"district": place.district} if place.district else {}),
        "venue": place.venue or None,
        "organization": place.organization or None,
        "role": place.role,
    }


def _partner(participant: EventParticipant) -> Data:
    geography = _geography(participant.text, participant.municipality, participant.region)
    return {**geography, "venue": None, "organization": None}


def _geography(text: str, city: Municipality | None, region: Region | None) -> Data:
    """Return where a place lies; a name is the present one, `text` is what is printed."""
    is_district = city is not None and city.kind == MunicipalityKind.DISTRICT
    of_city = city.region if city else None
    known = region or of_city
    return {
        "text": text,
        "locality": city.name if city and not is_district else None,
        "district": city.name if city and is_district else None,
        "region": known.name if known else None,
        "country": (city.country or None) if city else None,
        "latitude": city.latitude if city else None,
        "longitude": city.longitude if city else None,
    }


def _cells(row: PlanItem) -> dict[str, str]:
    texts: dict[str, list[str]] = {}
    for cell in row.cells.all():
        texts.setdefault(cell.role, []).append(cell.text)
    return {role: "\n".join(parts) for role, parts in texts.items()}


def _source(row: PlanItem) -> Data:
    first = next(iter(row.cells.all()), None)
    return {"table": first.table, "row": first.row} if first else {"table": 0, "row": 0}


def _finding(finding: Finding) -> Data:
    place = {"table": finding.table, "row": finding.row, "column": finding.column}
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "source": {name: number for name, number in place.items() if number},
        "evidence": finding.evidence,
        "state": finding.state,
    }
