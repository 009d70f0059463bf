"""New events of the period come into a report; what people wrote stays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.registry.rules import Actor, ensure_may
from mezhgorod.reporting.actions.writing.blocks import (
    BlockWords,
    add_block,
    locked_report,
)
from mezhgorod.reporting.models import Report, ReportBlock
from mezhgorod.reporting.queries.report_findings import told_events
from mezhgorod.reporting.queries.subjects import report_subject
from mezhgorod.reporting.queries.writing import written_report
from mezhgorod.reporting.rules import BlockKind
from mezhgorod.reporting.rules.rights import CHANGE_REPORT


@transaction.atomic
def complete_report(*, report: Report, actor: Actor, now: datetime) -> list[ReportBlock]:
    """Add a paragraph for every held event of the period that the report does not name yet.

    New paragraphs stand after the last one about an event. Nothing that is there changes.

    Raises:
        RuleViolation: the person may not or the report is frozen.
    """
    report = locked_report(report)
    ensure_may(actor, CHANGE_REPORT, report_subject(report))
    written = written_report(report=report)
    told = told_events(written)
    numbers = [int(one.key.rpartition(":")[2]) for one in written.facts.sheet.held]
    missing = [number for number in numbers if number not in told]
    events = HeldEvent.objects.in_bulk(missing)
    last = max(
        (one.block.position for one in written.blocks if one.block.kind == BlockKind.EVENT),
        default=0,
    )
    return [
        add_block(
            report=report,
            words=BlockWords(BlockKind.EVENT, held_event=events[number]),
            position=last + offset if last else None,
            actor=actor,
            now=now,
        )
        for offset, number in enumerate(missing, start=1)
        if number in events
    ]
