"""Marks letters that a stopped worker left in the middle: a person decides about each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from mezhgorod.notices.actions.clocks import release_clock
from mezhgorod.notices.actions.sending import mark_orphans


class Command(BaseCommand):
    help = "Отмечает письма, отправка которых прервалась: дошли они или нет, решает человек."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--minutes",
            type=int,
            default=15,
            help="сколько минут отправка должна молчать; 0 — когда обработчик заведомо остановлен",
        )

    def handle(self, *args: Any, minutes: int, **options: Any) -> None:
        count = mark_orphans(now=timezone.now(), silence=timedelta(minutes=minutes))
        if minutes == 0:
            release_clock("tick")
        self.stdout.write(f"Прерванных отправок: {count}")
