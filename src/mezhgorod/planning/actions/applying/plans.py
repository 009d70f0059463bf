"""Bringing a reviewed draft to life: one transaction, whole plan or nothing.

The number of queries does not depend on the number of rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mezhgorod.planning.actions.applying.drafted import DraftedPlan, RowPairing
from mezhgorod.planning.actions.applying.event_batch import Surroundings, drop_orphans, write_events
from mezhgorod.planning.actions.applying.participants import Registry, named_places
from mezhgorod.planning.actions.applying.remarks import decisions_of, write_findings
from mezhgorod.planning.actions.applying.series import ensure_series
from mezhgorod.planning.actions.applying.structure import (
    drop_sections,
    write_cells,
    write_columns,
    write_contents,
    write_items,
    write_sections,
)
from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.planning.rules import clip
from mezhgorod.registry.actions import ensure_municipalities, organization_index
from mezhgorod.registry.rules import RuleViolation, digest, free_slug, slug_text

MAX_TITLE, MAX_KIND, MAX_STAMP = 500, 60, 100


@transaction.atomic
def apply_plan(*, drafted: DraftedPlan, pairing: RowPairing, now: datetime) -> Plan:
    """Write a draft as the live plan of its owner, kind and period.

    Rows that continue live ones keep their ids and their events keep number and address; an event
    whose content is new gets the next sequence. A draft that says nothing new from the same
    document changes nothing at all.
    """
    plan, is_new = _plan(drafted, now)
    if not is_new and _is_same(plan, drafted):
        return plan
    live = list(PlanItem.objects.filter(section__plan=plan).select_related("event"))
    decisions = decisions_of(plan)
    events = write_events(drafted, pairing, live, surroundings_of(drafted, pairing, now))
    sections = write_sections(plan, drafted)
    write_columns(plan, drafted)
    _drop_items(live, pairing)
    items = write_items(drafted, pairing, sections, events)
    drop_sections(plan, sections)
    write_cells(plan, drafted, items)
    write_contents(drafted, items)
    write_findings(drafted, items, decisions)
    _update_plan(plan, drafted, now=now, is_new=is_new)
    return plan


@transaction.atomic
def delete_plan(*, plan: Plan) -> None:
    """Delete a plan with its rows; events that stand in another plan stay.

    Raises:
        RuleViolation: the plan has approved versions, which are kept for ever.
    """
    if plan.versions.exists():
        message = f"У плана «{plan.title}» есть утверждённые редакции: удалить его нельзя."
        raise RuleViolation("plan.has_versions", message)
    event_ids = list(PlanItem.objects.filter(section__plan=plan).values_list("event_id", flat=True))
    plan.delete()
    drop_orphans(event_ids)


def _plan(drafted: DraftedPlan, now: datetime) -> tuple[Plan, bool]:
    """Return the plan with its row locked; two imports of one plan wait for each other."""
    base = slug_text(f"{drafted.owner.short_name or drafted.owner.name} {drafted.period.edtf}")
    kind = clip(drafted.draft.kind, MAX_KIND)
    tail = digest(drafted.owner.name, kind, drafted.period.edtf)
    taken = set(Plan.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return Plan.objects.select_for_update().get_or_create(
        owner=drafted.owner,
        kind=kind,
        period_edtf=drafted.period.edtf,
        defaults={
            "title": _title(drafted),
            "slug": free_slug((base, f"{base}-{slug_text(kind)}", f"{base}-{tail}"), taken),
            "period_start": drafted.period.start,
            "period_end": drafted.period.end,
            "document": drafted.document,
            "updated_at": now,
        },
    )


def _title(drafted: DraftedPlan) -> str:
    """Return what the plan is called; a document without a title is known by its file."""
    return clip(drafted.draft.title or drafted.document.file_name, MAX_TITLE)


def _is_same(plan: Plan, drafted: DraftedPlan) -> bool:
    return plan.document_id == drafted.document.pk and plan.fingerprint == drafted.fingerprints.plan


def _update_plan(plan: Plan, drafted: DraftedPlan, *, now: datetime, is_new: bool) -> None:
    plan.title = _title(drafted)
    plan.document = drafted.document
    plan.source_layout = drafted.layout
    plan.title_lines = list(drafted.draft.title_lines)
    plan.stamp = clip(drafted.draft.stamp, MAX_STAMP)
    plan.approval = list(drafted.draft.approval)
    plan.signature = list(drafted.draft.signature)
    plan.abbreviations = [list(pair) for pair in drafted.draft.abbreviations]
    plan.fingerprint = drafted.fingerprints.plan
    plan.revision = 1 if is_new else plan.revision + 1
    plan.updated_at = now
    plan.save()


def surroundings_of(drafted: DraftedPlan, pairing: RowPairing, now: datetime) -> Surroundings:
    """Read what the rows to write need beside their own words; cities they name are made."""
    rows = [row for i, row in enumerate(drafted.rows) if i not in pairing.unchanged]
    places = (place for row in rows for place in named_places(row))
    return Surroundings(
        registry=Registry(ensure_municipalities(places=places), organization_index()),
        series=ensure_series(owner=drafted.owner, rows=rows),
        now=now,
    )


def _drop_items(live: Sequence[PlanItem], pairing: RowPairing) -> None:
    """Delete the rows that nobody continues, and events that stand in no plan any more."""
    kept = set(pairing.kept.values())
    gone = [item for item in live if item.pk not in kept]
    if gone:
        PlanItem.objects.filter(pk__in=[item.pk for item in gone]).delete()
        drop_orphans([item.event_id for item in gone])
