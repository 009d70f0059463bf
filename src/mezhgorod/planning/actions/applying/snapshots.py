"""A plan as it stands, kept to be put back as one step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.planning.actions.applying.drafted import (
    DraftedPlan,
    Remark,
    ReturningEvent,
    RowPairing,
)
from mezhgorod.planning.actions.applying.plans import apply_plan
from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.planning.queries import StoredRow, stored_plan, stored_rows
from planbook.dates import Period
from planbook.findings import Finding, Repair, Severity, SourceRef
from planbook.plans import draft_from_dict, event_from_dict

_Data = dict[str, Any]


def snapshot_of(plan: Plan) -> _Data:
    """Return everything that makes a plan what it is, as JSON values."""
    stored = stored_rows(plan=plan)
    places = {row.item_id: index for index, row in enumerate(stored)}
    return {
        "draft": stored_plan(plan=plan, rows=stored),
        "document": plan.document_id,
        "revision": plan.revision,
        "layout": plan.source_layout,
        "fingerprint": plan.fingerprint,
        "rows": [_row(one) for one in stored],
        "findings": [
            {"index": index, "state": state, **finding.as_dict()}
            for index, finding, state in _findings(plan, places)
        ],
    }


@transaction.atomic
def restore_snapshot(*, plan: Plan, data: Mapping[str, Any], now: datetime) -> Plan:
    """Put a plan back as its snapshot says; rows that have gone come back under their numbers.

    Feeds see it as one more change: revision and sequence grow.

    Raises:
        KeyError, ValueError, TypeError: the snapshot is of a version that is no longer known.
    """
    draft = draft_from_dict(data["draft"])
    live = dict(_items(plan).values_list("pk", "fingerprint"))
    rows = list(draft.items())
    kept = {i: row["item"] for i, row in enumerate(data["rows"]) if row["item"] in live}
    drafted = DraftedPlan(
        draft=replace(draft, owner=plan.owner.name),
        document=SourceDocument.objects.get(pk=data["document"]),
        owner=plan.owner,
        period=Period.from_edtf(plan.period_edtf),
        imported=tuple(
            event_from_dict(row["imported"]) if row["imported"] else current
            for row, current in zip(data["rows"], rows, strict=True)
        ),
        returning={
            i: ReturningEvent(UUID(row["uid"]), row["sequence"])
            for i, row in enumerate(data["rows"])
            if i not in kept
        },
        layout=data["layout"],
        remarks=tuple(_remark(one) for one in data["findings"]),
    )
    digests = drafted.fingerprints.rows
    unchanged = {i for i, pk in kept.items() if live[pk] == digests[i]}
    plan = apply_plan(drafted=drafted, pairing=RowPairing(kept, frozenset(unchanged)), now=now)
    # The digest covers findings, which the snapshot keeps apart: take the one the plan had.
    plan.fingerprint = data.get("fingerprint", "")
    plan.save(update_fields=["fingerprint"])
    return plan


def _items(plan: Plan) -> QuerySet[PlanItem]:
    return PlanItem.objects.filter(section__plan=plan)


def _row(row: StoredRow) -> _Data:
    return {
        "item": row.item_id,
        "uid": str(row.uid),
        "sequence": row.sequence,
        "imported": row.imported,
    }


def _findings(plan: Plan, places: Mapping[int, int]) -> Iterator[tuple[int | None, Finding, str]]:
    """Yield every finding of the document with its row; one of two rows is told twice."""
    links = PlanItem.findings.through.objects.filter(planitem__section__plan=plan)
    rows: dict[int, list[int]] = {}
    for item_id, finding_id in links.order_by("pk").values_list("planitem_id", "finding_id"):
        rows.setdefault(finding_id, []).append(places[item_id])
    for finding in plan.document.findings.order_by("pk"):
        indexes: Sequence[int | None] = rows.get(finding.pk) or (None,)
        for index in indexes:
            yield index, finding.as_draft, finding.state


def _remark(data: Mapping[str, Any]) -> Remark:
    repair = data.get("repair")
    finding = Finding(
        code=data["code"],
        message=data["message"],
        severity=Severity(data["severity"]),
        source=SourceRef(**data["source"]),
        evidence=data["evidence"],
        repair=Repair(**repair) if repair else None,
    )
    return Remark(data["index"], finding, data["state"])
