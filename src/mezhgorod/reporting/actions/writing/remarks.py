"""Remarks of those who read a draft; the directorate settles them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.planning.rules.workflow import checked_words
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.rules import Actor, ensure_may
from mezhgorod.reporting.models import Report, ReportBlock, ReportRemark
from mezhgorod.reporting.queries.subjects import report_subject
from mezhgorod.reporting.rules.rights import CHANGE_REPORT, REMARK_ON_REPORT


@transaction.atomic
def add_report_remark(
    *, report: Report, block: ReportBlock | None, text: str, actor: Actor, now: datetime
) -> ReportRemark:
    """Leave a remark on a report or on one of its parts.

    Raises:
        RuleViolation: the person may not, or the remark is empty or too long.
    """
    ensure_may(actor, REMARK_ON_REPORT, report_subject(report))
    words = checked_words(text, field="text", what="замечание", is_needed=True)
    remark = ReportRemark.objects.create(
        report=report, block=block, text=words, at=now, by_id=actor.user_id
    )
    done = Done("report.remark", f"Замечание: {words[:200]}", report.owner_id)
    write_audit(subject=report, done=done, actor=actor, now=now)
    return remark


@transaction.atomic
def settle_report_remark(
    *, remark: ReportRemark, is_settled: bool, actor: Actor, now: datetime
) -> ReportRemark:
    """Mark a remark as taken into account, or open it again.

    Raises:
        RuleViolation: the person may not change the report.
    """
    ensure_may(actor, CHANGE_REPORT, report_subject(remark.report))
    if (remark.settled_at is not None) == is_settled:
        return remark
    remark.settled_at = now if is_settled else None
    remark.save(update_fields=["settled_at"])
    word = "учтено" if is_settled else "открыто снова"
    done = Done(
        "report.remark_settle", f"Замечание {word}: {remark.text[:200]}", remark.report.owner_id
    )
    write_audit(subject=remark.report, done=done, actor=actor, now=now)
    return remark
