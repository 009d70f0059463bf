"""Looks at the clock every minute: letters, digests, changes to tell."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from mezhgorod.notices.management.timekeeper import Timekeeper


class Command(BaseCommand):
    help = "Раз в минуту: отправка писем, сводки, рассказ об изменениях. `work` делает это сам."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="один раз и закончить")
        parser.add_argument("--seconds", type=float, default=60, help="как часто смотреть")

    def handle(self, *args: Any, once: bool, seconds: float, **options: Any) -> None:
        keeper = Timekeeper(seconds=seconds)
        if not once:
            keeper.run()
            return
        done = keeper.look()
        if done is None:
            self.stdout.write("Этим занят другой процесс.")
            return
        self.stdout.write(f"Написано писем: {done.written}, прерванных отправок: {done.orphans}")
