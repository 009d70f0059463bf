"""Findings of an applied draft: stored once, linked to their rows, decisions about them kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mezhgorod.evidence.models import Finding, SourceDocument
from mezhgorod.evidence.rules import FindingState
from mezhgorod.planning.actions.drafted import DraftedPlan
from mezhgorod.planning.models import PlanItem
from planbook.findings import Finding as DraftFinding

MAX_CODE = 60
_Said = tuple[int | None, str, str]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided about the findings of a plan, before its rows are rewritten.

    A finding is known again by its row (None: the whole plan), its code and its evidence, not by
    its place in the table, which moves when a row is inserted above.
    """

    states: Mapping[_Said, str]

    def state(self, item_id: int | None, finding: DraftFinding) -> str:
        """Return the state a finding comes back with."""
        return self.states.get((item_id, finding.code, _evidence(finding)), FindingState.OPEN)


def decisions_of(items: Iterable[PlanItem], document: SourceDocument | None) -> Decisions:
    """Collect the decisions made about the rows of a plan and about its document."""
    states: dict[_Said, str] = {}
    links = PlanItem.findings.through.objects.filter(
        planitem__in=[item.pk for item in items]
    ).values_list("planitem_id", "finding__code", "finding__evidence", "finding__state")
    for item_id, code, evidence, state in links:
        _remember(states, (item_id, code, evidence), state)
    whole = Finding.objects.filter(document=document, items__isnull=True) if document else ()
    for finding in whole:
        _remember(states, (None, finding.code, finding.evidence), finding.state)
    return Decisions(states)


def write_findings(drafted: DraftedPlan, items: Sequence[PlanItem], decisions: Decisions) -> None:
    """Replace the findings of the document by those of the draft, with their states."""
    drafted.document.findings.all().delete()
    said = list(_said(drafted, items))
    rows = [
        Finding(
            document=drafted.document,
            code=finding.code[:MAX_CODE],
            severity=finding.severity.value,
            message=finding.message,
            evidence=_evidence(finding),
            table=finding.source.table,
            row=finding.source.row,
            column=finding.source.column,
            state=decisions.state(item.pk if item else None, finding),
        )
        for item, finding in said
    ]
    Finding.objects.bulk_create(rows)
    link = PlanItem.findings.through
    link.objects.bulk_create(
        link(planitem_id=item.pk, finding_id=row.pk)
        for row, (item, _) in zip(rows, said, strict=True)
        if item is not None
    )


def _said(
    drafted: DraftedPlan, items: Sequence[PlanItem]
) -> Iterator[tuple[PlanItem | None, DraftFinding]]:
    by_row: dict[tuple[int, int], list[PlanItem]] = defaultdict(list)
    seen: set[tuple[int | None, DraftFinding]] = set()
    for item, row in zip(items, drafted.rows, strict=True):
        by_row[row.source.table, row.source.row].append(item)
        for finding in (*row.findings, *row.timing.findings):
            if (item.pk, finding) not in seen:
                seen.add((item.pk, finding))
                yield item, finding
    for finding in drafted.draft.findings:
        at = by_row.get((finding.source.table, finding.source.row), ())
        owner = at[0] if finding.source.row and at else None
        if (owner.pk if owner else None, finding) not in seen:
            yield owner, finding


def _remember(states: dict[_Said, str], key: _Said, state: str) -> None:
    if state != FindingState.OPEN:
        states[key] = state


def _evidence(finding: DraftFinding) -> str:
    return finding.evidence
