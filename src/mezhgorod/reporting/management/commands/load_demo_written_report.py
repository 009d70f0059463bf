"""Show how a report writes itself: a draft over the confirmed facts of the one that was read."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from mezhgorod.registry.rules import SYSTEM
from mezhgorod.reporting.actions.writing import NewReport, begin_draft, start_report
from mezhgorod.reporting.models import AnnualReport, Report


class Command(BaseCommand):
    help = (
        "Составляет для показа черновик отчёта по образцу прочитанного доклада. "
        "Повторный запуск ничего не меняет."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        read = AnnualReport.objects.select_related("owner").order_by("pk").first()
        if read is None or Report.objects.filter(owner=read.owner).exists():
            return
        now = timezone.now()
        new = NewReport(
            owner=read.owner,
            title=f"Отчёт о работе за {read.period_edtf} год",
            period=read.period_edtf,
            modelled_on=read,
        )
        report = start_report(new=new, actor=SYSTEM, now=now)
        begin_draft(report=report, actor=SYSTEM, now=now)
        if options["verbosity"]:
            self.stdout.write(f"Отчёт для показа: {report.blocks.count()} частей")
