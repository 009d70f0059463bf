"""The background worker with a clock beside it: one process for tasks and for what is due."""

from __future__ import annotations

from typing import Any

from django_tasks_db.management.commands import db_worker

from mezhgorod.notices.management.timekeeper import Timekeeper


class Command(db_worker.Command):
    help = "Фоновый обработчик: задачи из очереди и раз в минуту то, чему пришло время."

    def handle(self, **options: Any) -> None:
        Timekeeper(seconds=60).start()
        super().handle(**options)
