import pytest
from tests.factories.drafts import plan
from tests.factories.people import acting
from tests.factories.runs import NOW, ready_run

from mezhgorod.evidence.actions import decide_finding, replace_findings
from mezhgorod.evidence.models import Finding
from mezhgorod.evidence.rules import FindingState
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import SYSTEM, RuleViolation
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


@pytest.mark.parametrize("state", ["accepted", "dismissed", "corrected"])
def test_a_decision_names_who_made_it_and_when(state: str, directorate: User) -> None:
    finding = decide_finding(finding=stored(), state=state, actor=acting(directorate), now=NOW)

    finding.refresh_from_db()
    assert (finding.state, finding.decided_by, finding.decided_at) == (state, directorate, NOW)


def test_a_decision_can_be_taken_back(directorate: User) -> None:
    finding = decide_finding(finding=stored(), state="accepted", actor=acting(directorate), now=NOW)

    decide_finding(finding=finding, state="open", actor=acting(directorate), now=NOW)

    finding.refresh_from_db()
    assert (finding.state, finding.decided_by, finding.decided_at) == (
        FindingState.OPEN,
        None,
        None,
    )


@pytest.mark.parametrize("state", ["", "x"])
def test_an_unknown_decision_is_refused(state: str) -> None:
    with pytest.raises(RuleViolation, match="Такого решения нет"):
        decide_finding(finding=stored(), state=state, actor=SYSTEM)


def test_an_outsider_decides_nothing() -> None:
    finding = stored()

    with pytest.raises(RuleViolation, match="решает дирекция"):
        decide_finding(
            finding=finding, state="accepted", actor=acting(User.objects.create_user("visitor"))
        )

    finding.refresh_from_db()
    assert finding.state == FindingState.OPEN


def stored() -> Finding:
    document = ready_run(plan()).document
    (finding,) = replace_findings(document=document, findings=[(REMARK, "open")])
    return finding
