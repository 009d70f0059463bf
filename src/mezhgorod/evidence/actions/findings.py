"""What was noticed in a document, and what a person decided about it."""

from __future__ import annotations

from collections.abc import Sequence

from mezhgorod.evidence.models import Finding, SourceDocument
from mezhgorod.evidence.rules import FindingState
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


def accept_finding(*, finding: Finding) -> Finding:
    """Accept a remark as it is: the author's words are meant so; later readings respect it."""
    return _move(finding, FindingState.ACCEPTED)


def reopen_finding(*, finding: Finding) -> Finding:
    """Take the decision about a remark back."""
    return _move(finding, FindingState.OPEN)


def _move(finding: Finding, state: FindingState) -> Finding:
    finding.state = state
    finding.save(update_fields=["state"])
    return finding
