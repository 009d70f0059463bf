"""What a person decided about a remark."""

from __future__ import annotations

from mezhgorod.evidence.models import Finding
from mezhgorod.evidence.rules import FindingState


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
