"""What was noticed in a document, and what a person decided about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mezhgorod.evidence.models import Finding, SourceDocument
from mezhgorod.evidence.rules import FindingState
from mezhgorod.registry.actions import ensure_may_change_plans
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import RuleViolation
from planbook.findings import Finding as DraftFinding

MAX_CODE = 60


def replace_findings(
    *, document: SourceDocument, findings: Sequence[tuple[DraftFinding, str]]
) -> list[Finding]:
    """Write what the last reading of a document noticed, each remark with the state given for it.

    Returns:
        The stored remarks in the order given.
    """
    document.findings.all().delete()
    return create_findings(document=document, findings=findings)


def create_findings(
    *, document: SourceDocument, findings: Sequence[tuple[DraftFinding, str]]
) -> list[Finding]:
    """Write further remarks about a document and return them in the order given."""
    return Finding.objects.bulk_create(
        Finding(
            document=document,
            code=finding.code[:MAX_CODE],
            severity=finding.severity.value,
            message=finding.message,
            evidence=finding.evidence,
            table=finding.source.table,
            row=finding.source.row,
            column=finding.source.column,
            repair=finding.as_dict().get("repair"),
            state=state,
        )
        for finding, state in findings
    )


def decide_finding(
    *, finding: Finding, state: str, by: User | None, now: datetime | None = None
) -> Finding:
    """Write what a person decided about a remark; later readings and checks respect it.

    Args:
        state: a value of `FindingState`; «open» takes a decision back.
        now: the moment of the decision; commands and the admin may leave it out.

    Raises:
        RuleViolation: the person may not decide, or there is no such state.
    """
    ensure_may_change_plans(by)
    if state not in FindingState.values:
        raise RuleViolation("finding.unknown_state", "Такого решения нет. Обновите страницу.")
    is_open = state == FindingState.OPEN
    finding.state = state
    finding.decided_by, finding.decided_at = (None, None) if is_open else (by, now)
    finding.save(update_fields=["state", "decided_by", "decided_at"])
    return finding
