import pytest
from tests.factories.drafts import plan
from tests.factories.runs import LATER, NOW, ready_run

from mezhgorod.evidence.models import Finding
from mezhgorod.evidence.rules import FindingState
from mezhgorod.intake.actions import apply_run
from mezhgorod.planning.models import Plan
from mezhgorod.registry.actions import load_regions
from mezhgorod.registry.rules import SYSTEM
from mezhgorod.reporting.models import AnnualReport, ReportMention, ReportParagraph
from planbook.findings import Finding as DraftFinding
from planbook.findings import Severity
from planbook.plans import PlanDraft

pytestmark = pytest.mark.django_db

REMARK = DraftFinding("report.text", "Отчёт показан как текст.", Severity.INFO, evidence="Отчёт")
REPORT = plan(kind="report", title="Отчёт за 2024 год", period="2024", findings=[REMARK])
PARAGRAPHS = ("Собрание прошло в Вологде.", "Участвовали гости из Череповца и Вологды.")


def apply(draft: PlanDraft = REPORT, *, content: str = "отчёт") -> AnnualReport:
    run = ready_run(draft, content=content, paragraphs=PARAGRAPHS)
    report = apply_run(run=run, actor=SYSTEM, now=NOW if content == "отчёт" else LATER).report
    assert report is not None
    return report


def test_apply_report_keeps_paragraphs_word_for_word_and_links_cities() -> None:
    load_regions()

    report = apply()

    paragraphs = report.paragraphs.order_by("position").values_list("position", "text")
    assert list(paragraphs) == list(enumerate(PARAGRAPHS, start=1))
    assert [
        (one.paragraph.text[one.start : one.end], one.municipality.name)
        for one in ReportMention.objects.order_by("paragraph__position", "start")
    ] == [("Вологде", "Вологда"), ("Череповца", "Череповец"), ("Вологды", "Вологда")]
    assert not Plan.objects.exists()


def test_apply_report_twice_changes_nothing() -> None:
    apply()
    before = list(ReportParagraph.objects.values()), list(AnnualReport.objects.values())

    apply()

    assert (list(ReportParagraph.objects.values()), list(AnnualReport.objects.values())) == before


def test_apply_report_of_a_new_file_keeps_what_was_decided() -> None:
    first = apply()
    Finding.objects.update(state=FindingState.ACCEPTED)

    second = apply(content="отчёт, исправлен")

    assert (second.pk, second.updated_at) == (first.pk, LATER)
    assert [one.state for one in second.document.findings.all()] == [FindingState.ACCEPTED]
