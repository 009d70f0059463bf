"""Queue again the readings that a stopped worker left in the middle; ask anew for decisions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from mezhgorod.intake.actions import recover_runs
from mezhgorod.intake.tasks import start_reading


class Command(BaseCommand):
    help = "Возвращает в очередь прерванное чтение; где прервалось принятие, ждёт нового решения."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--minutes",
            type=int,
            default=15,
            help="сколько минут чтение должно молчать; 0 — когда обработчик заведомо остановлен",
        )

    def handle(self, *args: Any, minutes: int, **options: Any) -> None:
        count = recover_runs(
            now=timezone.now(), start=start_reading, silence=timedelta(minutes=minutes)
        )
        self.stdout.write(f"Прерванных чтений: {count}")
