"""Findings of an applied draft: stored once, linked to their rows, decisions about them kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mezhgorod.evidence.actions import create_findings, replace_findings
from mezhgorod.evidence.models import Finding
from mezhgorod.evidence.rules import FindingState
from mezhgorod.planning.actions.applying.drafted import DraftedPlan
from mezhgorod.planning.models import Plan, PlanItem
from planbook.findings import Finding as DraftFinding
from planbook.plans import EventDraft

_Said = tuple[int | None, str, str]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided about the findings of a plan, before its rows are rewritten.

    A finding is known again by its row (None: the whole plan), its code and its evidence, not by
    its place in the table, which moves when a row is inserted above.
    """

    states: Mapping[_Said, str]

    def state(self, item: PlanItem | None, finding: DraftFinding) -> str:
        """Return the state a finding comes back with."""
        said = (item.pk if item else None, finding.code, finding.evidence)
        return self.states.get(said, FindingState.OPEN)


def decisions_of(plan: Plan) -> Decisions:
    """Collect the decisions made about the rows of a plan and about its document."""
    rows = PlanItem.findings.through.objects.filter(planitem__section__plan=plan)
    whole = plan.document.findings.filter(items__isnull=True)
    said = [
        *rows.values_list("planitem_id", "finding__code", "finding__evidence", "finding__state"),
        *((None, *one) for one in whole.values_list("code", "evidence", "state")),
    ]
    return Decisions({(item, code, evidence): state for item, code, evidence, state in said})


def add_findings(plan: Plan, said: Sequence[tuple[PlanItem | None, DraftFinding]]) -> None:
    """Add open findings to those of a plan, each with the row it speaks of."""
    open_ones = [(finding, FindingState.OPEN.value) for _, finding in said]
    stored = create_findings(document=plan.document, findings=open_ones)
    _link(stored, [item for item, _ in said])


def write_findings(drafted: DraftedPlan, items: Sequence[PlanItem], decisions: Decisions) -> None:
    """Replace the findings of the document by those of the draft, with their states."""
    said = list(_decided(drafted, items, decisions))
    findings = replace_findings(
        document=drafted.document, findings=[(finding, state) for _, finding, state in said]
    )
    link = PlanItem.findings.through
    link.objects.filter(planitem__in=[item.pk for item in items]).delete()
    _link(findings, [item for item, _, _ in said])


def _link(findings: Sequence[Finding], items: Sequence[PlanItem | None]) -> None:
    link = PlanItem.findings.through
    link.objects.bulk_create(
        link(planitem_id=item.pk, finding_id=finding.pk)
        for finding, item in zip(findings, items, strict=True)
        if item is not None
    )


def _decided(
    drafted: DraftedPlan, items: Sequence[PlanItem], decisions: Decisions
) -> Iterator[tuple[PlanItem | None, DraftFinding, str]]:
    """Yield every finding with its row and its state."""
    if drafted.remarks is None:
        for item, finding in _said(drafted, items):
            yield item, finding, decisions.state(item, finding)
        return
    for remark in drafted.remarks:
        item = None if remark.index is None else items[remark.index]
        yield item, remark.finding, remark.state


def _said(
    drafted: DraftedPlan, items: Sequence[PlanItem]
) -> Iterator[tuple[PlanItem | None, DraftFinding]]:
    """Yield every finding once, with the row it speaks of: a place in the table tells the row."""
    by_row: dict[tuple[int, int], PlanItem] = {}
    said: dict[tuple[PlanItem | None, DraftFinding], None] = {}
    for item, row in zip(items, drafted.rows, strict=True):
        by_row.setdefault((row.source.table, row.source.row), item)
        said |= dict.fromkeys((item, finding) for finding in _of_row(row))
    for finding in drafted.draft.findings:
        source = finding.source
        owner = by_row.get((source.table, source.row)) if source.row else None
        said.setdefault((owner, finding))
    yield from said


def _of_row(row: EventDraft) -> Iterator[DraftFinding]:
    """Yield the findings of a row; those of its timing are usually among them, with their cell."""
    known = {(finding.code, finding.evidence) for finding in row.findings}
    yield from row.findings
    for finding in row.timing.findings:
        if (finding.code, finding.evidence) not in known:
            yield finding
