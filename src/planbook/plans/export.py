"""The public JSON form of a draft; its keys are fixed and described in docs/reference/cli.md."""

from __future__ import annotations

from typing import Any

from planbook.dates import timing_to_dict
from planbook.plans.draft import EventDraft, PlanDraft, SectionDraft


def plan_to_json(draft: PlanDraft) -> dict[str, Any]:
    """Return the public form of a draft: plan, sections with items, all findings.

    «Not said» is null; cells keep the verbatim wording under the role of their column.
    """
    events = list(draft.items())
    findings = [*draft.findings, *(finding for event in events for finding in event.findings)]
    return {
        "plan": {
            "title": draft.title,
            "owner": draft.owner,
            "kind": draft.kind,
            "period": draft.period,
            "columns": [{"role": role, "header": header} for role, header in draft.columns],
            "abbreviations": [
                {"short": short, "full": full} for short, full in draft.abbreviations
            ],
            "title_lines": list(draft.title_lines),
            "stamp": draft.stamp,
            "approval": list(draft.approval),
            "signature": list(draft.signature),
        },
        "sections": [_section(section) for section in draft.sections],
        "findings": [finding.as_dict() for finding in findings],
    }


def _section(section: SectionDraft) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "numeral": section.numeral,
        "heading_text": section.heading_text,
        "grouping": section.grouping.value,
        "level": section.level,
        "notes": list(section.notes),
        "items": [_item(event) for event in section.items],
    }


def _item(event: EventDraft) -> dict[str, Any]:
    return {
        "number": event.number,
        "title": event.title,
        "kind": event.kind,
        "edition": event.edition,
        "timing": timing_to_dict(event.timing),
        "places": [place.as_dict() for place in event.places],
        "attendance_mode": event.attendance_mode.value,
        "organizers": list(event.organizers),
        "partners": [place.as_dict() for place in event.partners],
        "description": event.description,
        "audience_text": event.audience_text,
        "note": event.note,
        "cells": _cells(event),
        "inherited": [cell.role for cell in event.cells if cell.is_inherited],
        "source": {"table": event.source.table, "row": event.source.row},
        **_understood(event),
    }


def _understood(event: EventDraft) -> dict[str, Any]:
    """Return what the wording of the title and the content tell beyond the columns."""
    return {
        "scope": event.scope,
        "topic": event.topic,
        "involvement": event.involvement.value if event.involvement else None,
        "parent_event": event.parent_event,
        "operator": ", ".join(event.operators) or None,
        "initiator": event.initiator,
        "exchange_partners": list(event.exchange_partners),
        "action": event.action.value if event.action else None,
        "own_name": event.own_name,
        "dedication": event.dedication,
        "body": event.body,
        "preparation_of": event.preparation_of,
        "target_timing": timing_to_dict(event.target_timing) if event.target_timing else None,
        "activities": list(event.activities),
        "age_from": event.age_from,
        "age_to": event.age_to,
        "age": {"years": event.age.years, "text": event.age.wording} if event.age else None,
        "occasions": [
            {
                "timing": timing_to_dict(occasion.timing),
                "places": [place.as_dict() for place in occasion.places],
            }
            for occasion in event.occasions
        ],
    }


def _cells(event: EventDraft) -> dict[str, str]:
    """Return the verbatim cells; columns that share a role follow one another on new lines."""
    texts: dict[str, list[str]] = {}
    for cell in event.cells:
        texts.setdefault(cell.role, []).append(cell.text)
    return {role: "\n".join(parts).strip("\n") for role, parts in texts.items()}
