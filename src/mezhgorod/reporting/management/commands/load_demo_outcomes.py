"""Show what was held: the facts of the annual report, confirmed, accepted and shown to all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from mezhgorod.outcomes.actions import accept_facts, publish_facts
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.rules import Outcome
from mezhgorod.registry.rules import SYSTEM
from mezhgorod.reporting.actions.reading import confirm_all_sure, read_report_facts
from mezhgorod.reporting.actions.reading.matching import match_waiting
from mezhgorod.reporting.models import AnnualReport


class Command(BaseCommand):
    help = (
        "Подтверждает факты отчётного доклада, в которых нет сомнений, и показывает их всем. "
        "Сомнительные остаются для человека. Повторный запуск ничего не меняет."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        report = AnnualReport.objects.select_related("owner").order_by("pk").first()
        if report is None or HeldEvent.objects.filter(owner=report.owner).exists():
            return
        now = timezone.now()
        read_report_facts(report=report, now=now, actor=SYSTEM)
        # Exchanges to show have come after the report was read.
        match_waiting(report=report)
        confirmed = confirm_all_sure(report=report, actor=SYSTEM, now=now)
        shown = _show(report, now)
        if options["verbosity"]:
            self.stdout.write(
                f"Мероприятия доклада для показа: {shown}, фактов подтверждено: {confirmed.facts}"
            )


def _show(report: AnnualReport, now: datetime) -> int:
    held = list(HeldEvent.objects.filter(owner=report.owner, outcome=Outcome.HELD))
    for one in held:
        accept_facts(held=one, actor=SYSTEM, now=now)
        publish_facts(held=one, actor=SYSTEM, now=now)
    return len(held)
