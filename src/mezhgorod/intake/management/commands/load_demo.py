"""Load the demonstration: the five documents of the corpus, the way a person would load them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mezhgorod.config.environment import REPOSITORY
from mezhgorod.intake.actions import apply_run, extract, store_upload
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState
from mezhgorod.registry.actions import load_city_dates, load_regions, load_who_is_who
from mezhgorod.registry.rules import SYSTEM, RuleViolation
from mezhgorod.reporting.actions.reading import read_report_facts
from mezhgorod.reporting.models import AnnualReport

CORPUS = REPOSITORY / "tests" / "corpus"
# In the order in which the documents appeared.
SLUGS = (
    "smolensk-plan-2022-h2",
    "sgcszr-plan-2023",
    "mag-plan-2023",
    "smolensk-plan-2023-h2",
    "sgcszr-report-2024",
)


class Command(BaseCommand):
    help = "Загружает пять настоящих документов для показа. Повторный запуск ничего не меняет."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--corpus", type=Path, default=CORPUS, help="папка с документами")

    def handle(self, *args: Any, corpus: Path, **options: Any) -> None:
        load_regions()
        load_city_dates(now=timezone.now())
        for slug in SLUGS:
            run = self._load(corpus / slug / "source.txt", slug)
            made = run.plan or run.report
            if options["verbosity"]:
                self.stdout.write(f"{slug}: {made}")
        load_who_is_who(now=timezone.now())
        # Facts are proposed rows of plans, so they are read when all plans are there.
        for report in AnnualReport.objects.all():
            read_report_facts(report=report, now=timezone.now(), actor=SYSTEM)

    def _load(self, path: Path, slug: str) -> ExtractionRun:
        if not path.is_file():
            message = f"Нет файла {path}. Возьмите полную копию хранилища или укажите --corpus."
            raise CommandError(message)
        with path.open("rb") as file:
            run = store_upload(file=file, file_name=f"{slug}.txt", actor=SYSTEM, now=timezone.now())
        extract(run=run, clock=timezone.now)
        if run.state == RunState.FAILED:
            raise CommandError(f"{slug}: {run.error_message}")
        try:
            return apply_run(run=run, actor=SYSTEM, now=timezone.now())
        except RuleViolation as refused:
            raise CommandError(f"{slug}: {refused.message}") from refused
