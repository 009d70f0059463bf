"""The head of a report: everybody sees the title in lists, so it is kept once it is published."""

import pytest
from tests.factories.plans import NOW
from tests.factories.written_reports import directorate_of, draft, text_part

from mezhgorod.registry.rules import RuleViolation
from mezhgorod.reporting.actions.writing import (
    ReportApproval,
    ReportHead,
    approve_report,
    change_report_head,
    correct_report,
    freeze_report,
    head_mark,
    publish_report,
)
from mezhgorod.reporting.models import Report

pytestmark = pytest.mark.django_db


def test_a_published_title_stays_while_a_correction_is_written() -> None:
    report = draft(text_part("Были."))
    actor = directorate_of(report.owner)
    freeze_report(report=report, seen=report.sequence, actor=actor, now=NOW)
    seen = Report.objects.get().sequence
    approve_report(
        report=report,
        approval=ReportApproval(is_without_body=True),
        seen=seen,
        actor=actor,
        now=NOW,
    )
    publish_report(report=report, actor=actor, now=NOW)
    report = correct_report(report=report, actor=actor, now=NOW)
    who = {"report": report, "seen": head_mark(report), "actor": actor, "now": NOW}

    with pytest.raises(RuleViolation) as refused:
        change_report_head(words=ReportHead("Ещё не решено"), **who)
    kept = change_report_head(words=ReportHead(report.title, "Доклад"), **who)

    assert refused.value.code == "report.title_published"
    assert (kept.title, kept.head) == ("Отчётный доклад", "Доклад")


def test_the_head_of_somebody_else_is_not_lost() -> None:
    report = draft(text_part("Были."))
    seen, who = head_mark(report), {"actor": directorate_of(report.owner), "now": NOW}
    first, second = (ReportHead(report.title, f"Доклад {one}") for one in ("первого", "второго"))
    change_report_head(report=report, words=first, seen=seen, **who)

    with pytest.raises(RuleViolation) as refused:
        change_report_head(report=report, words=second, seen=seen, **who)
    same = change_report_head(report=report, words=first, seen=seen, **who)
    later = change_report_head(report=report, words=second, seen=head_mark(same), **who)

    assert refused.value.code == "report.head_changed"
    assert (same.head, later.head) == ("Доклад первого", "Доклад второго")
