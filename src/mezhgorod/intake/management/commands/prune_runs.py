"""Empty old decided loadings; their files stay."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from mezhgorod.intake.actions import prune_runs


class Command(BaseCommand):
    help = "Освобождает место от прочитанного в старых загрузках, где решение принято. Файлы целы."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--days", type=int, default=90, help="сколько дней после решения хранить прочитанное"
        )

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        count = prune_runs(now=timezone.now(), age=timedelta(days=days))
        self.stdout.write(f"Освобождено загрузок: {count}")
