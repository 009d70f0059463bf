"""A draft compared with the plan it would replace, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.queries.drafts import draft_of, owner_name_of, period_of
from mezhgorod.intake.rules import (
    CellChange,
    ChangeKind,
    PlanComparison,
    RowChange,
    RowIdentity,
    match_rows,
)
from mezhgorod.planning.models import EventPlace, ItemCell, Plan, PlanItem
from mezhgorod.planning.rules import Fingerprints, fingerprints_of
from mezhgorod.registry.actions import organization_index
from mezhgorod.registry.rules import name_key
from planbook.plans import EventDraft, PlanDraft

_Cells = list[tuple[str, str]]


def comparison_of(
    run: ExtractionRun, *, owner_name: str = "", draft: PlanDraft | None = None
) -> PlanComparison | None:
    """Return what applying a run would do to each row; None when the run holds no draft.

    `draft` is the draft of the run where the caller has read it already.
    """
    draft = draft or draft_of(run)
    if draft is None:
        return None
    plan = _live_plan(run, draft, owner_name)
    if plan is None:
        rows = enumerate(draft.items())
        inserted = (RowChange(ChangeKind.INSERT, row.title, index=index) for index, row in rows)
        return PlanComparison(None, tuple(inserted))
    return compare_with_live(draft, plan, fingerprints_of(draft))


def compare_with_live(draft: PlanDraft, plan: Plan | None, digests: Fingerprints) -> PlanComparison:
    """Compare every row of a draft, with its digests, with the rows of a plan."""
    rows, fingerprints = list(draft.items()), digests.rows
    live = _live_items(plan)
    identities = _live_identities(live)
    pairs = match_rows(identities, _drafted_identities(draft, fingerprints))
    updated = [pairs[i] for i in pairs if identities[pairs[i]].fingerprint != fingerprints[i]]
    cells = _cells_of(updated)
    changes = [_change(index, row, pairs.get(index), cells) for index, row in enumerate(rows)]
    continued = set(pairs.values())
    changes += [
        RowChange(ChangeKind.REMOVED, item.event.title, item_id=item.pk)
        for item in live
        if item.pk not in continued
    ]
    return PlanComparison(plan.pk if plan else None, tuple(changes))


def _live_plan(run: ExtractionRun, draft: PlanDraft, owner_name: str) -> Plan | None:
    owner = organization_index().find(owner_name_of(draft, owner_name))
    period = period_of(draft, run)
    if owner is None or period is None:
        return None
    return Plan.objects.filter(owner=owner, kind=draft.kind, period_edtf=period.edtf).first()


def _live_items(plan: Plan | None) -> list[PlanItem]:
    if plan is None:
        return []
    items = PlanItem.objects.filter(section__plan=plan).select_related("event", "section")
    return list(items.order_by("position", "pk"))


def _live_identities(items: Iterable[PlanItem]) -> dict[int, RowIdentity]:
    items = list(items)
    places: dict[int, list[str]] = defaultdict(list)
    if items:
        section_ids = {item.section_id for item in items}
        rows = EventPlace.objects.filter(event__items__section__in=section_ids).distinct()
        for event_id, _, text in rows.order_by("event", "position").values_list(
            "event_id", "position", "text"
        ):
            places[event_id].append(name_key(text))
    return {
        item.pk: RowIdentity(
            fingerprint=item.fingerprint,
            section=name_key(item.section.heading),
            number=item.number,
            title=name_key(item.event.title),
            own_name=name_key(item.event.own_name),
            timing=name_key(item.event.timing_text),
            places=tuple(places[item.event_id]),
        )
        for item in items
    }


def _drafted_identities(draft: PlanDraft, fingerprints: Sequence[str]) -> list[RowIdentity]:
    pairs = [(section.heading, row) for section in draft.sections for row in section.items]
    return [
        RowIdentity.of_draft(row, section=heading, fingerprint=fingerprint)
        for (heading, row), fingerprint in zip(pairs, fingerprints, strict=True)
    ]


def _cells_of(item_ids: Sequence[int]) -> dict[int, _Cells]:
    cells: dict[int, _Cells] = {}
    if item_ids:
        cells = {item_id: [] for item_id in item_ids}
        rows = ItemCell.objects.filter(item__in=item_ids).order_by("item", "position")
        for item_id, role, text in rows.values_list("item_id", "role", "text"):
            cells[item_id].append((role, text))
    return cells


def _change(
    index: int, row: EventDraft, item_id: int | None, cells: Mapping[int, _Cells]
) -> RowChange:
    if item_id is None:
        return RowChange(ChangeKind.INSERT, row.title, index=index)
    before = cells.get(item_id)
    if before is None:
        return RowChange(ChangeKind.UNCHANGED, row.title, index=index, item_id=item_id)
    return RowChange(ChangeKind.UPDATE, row.title, index, item_id, cells=_cell_changes(before, row))


def _cell_changes(before: _Cells, row: EventDraft) -> tuple[CellChange, ...]:
    old, new = _by_role(before), _by_role([(cell.role, cell.text) for cell in row.cells])
    return tuple(
        CellChange(role, old.get(role), new.get(role))
        for role in dict.fromkeys((*old, *new))
        if old.get(role) != new.get(role)
    )


def _by_role(cells: _Cells) -> dict[str, str]:
    texts: dict[str, list[str]] = defaultdict(list)
    for role, text in cells:
        texts[role].append(text)
    return {role: "\n".join(parts) for role, parts in texts.items()}
