import pytest
from tests.factories.drafts import plan
from tests.factories.runs import ready_run

from mezhgorod.evidence.actions import accept_finding, reopen_finding, replace_findings
from mezhgorod.evidence.models import Finding
from mezhgorod.evidence.rules import FindingState
from planbook.findings import Finding as DraftFinding
from planbook.findings import Severity, SourceRef

pytestmark = pytest.mark.django_db

REMARK = DraftFinding(
    "timing.spacing", "Проверьте пробелы.", Severity.INFO, SourceRef(table=1, row=2), "22июля"
)


def test_replace_findings_writes_the_last_reading_only() -> None:
    document = ready_run(plan()).document
    replace_findings(document=document, findings=[(REMARK, "open")] * 2)

    replace_findings(document=document, findings=[(REMARK, "accepted")])

    fields = ("code", "message", "severity", "evidence", "table", "row", "column", "state")
    assert list(Finding.objects.values_list(*fields)) == [
        ("timing.spacing", "Проверьте пробелы.", "info", "22июля", 1, 2, 0, "accepted")
    ]


def test_a_decision_about_a_finding_can_be_taken_back() -> None:
    document = ready_run(plan()).document
    (finding,) = replace_findings(document=document, findings=[(REMARK, "open")])

    assert accept_finding(finding=finding).state == FindingState.ACCEPTED
    assert reopen_finding(finding=finding).state == FindingState.OPEN
    finding.refresh_from_db()
    assert finding.state == FindingState.OPEN
