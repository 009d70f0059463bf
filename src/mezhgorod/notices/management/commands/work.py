"""The background worker with a clock beside it: one process for tasks and for what is due."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from mezhgorod.notices.actions.clocks import release_clock
from mezhgorod.notices.actions.sending import mark_orphans
from mezhgorod.notices.management.timekeeper import Timekeeper


class Command(db_worker.Command):
    help = "Фоновый обработчик: задачи из очереди и раз в минуту то, чему пришло время."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--alone",
            action="store_true",
            help="другого обработчика нет: что сейчас «отправляется», оставил прежний",
        )

    def handle(self, **options: Any) -> None:
        if options.pop("alone", False):
            mark_orphans(now=timezone.now(), silence=timedelta(0))
            release_clock("tick")
        Timekeeper(seconds=60).start()
        super().handle(**options)
