"""What was noticed in a document, and what a person decided about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mezhgorod.evidence.models import Finding, SourceDocument
from mezhgorod.evidence.rules import DECIDE_FINDINGS, FindingState
from mezhgorod.registry.rules import Actor, RuleViolation, Subject, ensure_may
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
    *,
    finding: Finding,
    state: str,
    actor: Actor,
    owner_id: int | None = None,
    now: datetime | None = None,
) -> Finding:
    """Write what a person decided about a remark; later readings and checks respect it.

    Args:
        state: a value of `FindingState`; «open» takes a decision back.
        owner_id: whose document it is; without an owner only administrators decide.
        now: the moment of the decision; commands and the admin may leave it out.

    Raises:
        RuleViolation: the person may not decide, or there is no such state.
    """
    ensure_may(actor, DECIDE_FINDINGS, Subject(owner_id=owner_id))
    if state not in FindingState.values:
        raise RuleViolation("finding.unknown_state", "Такого решения нет. Обновите страницу.")
    is_open = state == FindingState.OPEN
    finding.state = state
    finding.decided_by_id, finding.decided_at = (None, None) if is_open else (actor.user_id, now)
    finding.save(update_fields=["state", "decided_by", "decided_at"])
    return finding
