"""A thread that looks at the clock; whatever goes wrong in one minute does not stop the next."""

from __future__ import annotations

import logging
import time
from threading import Thread

from django.db import close_old_connections, connections
from django.utils import timezone

from mezhgorod.notices.tasks import Tick, tick

_LOG = logging.getLogger(__name__)


class Timekeeper:
    """Does what is due every so many seconds."""

    def __init__(self, *, seconds: float) -> None:
        self._seconds = seconds

    def start(self) -> Thread:
        """Keep time beside the main thread; it ends with the process, at any point."""
        thread = Thread(target=self.run, name="timekeeper", daemon=True)
        thread.start()
        return thread

    def run(self) -> None:
        """Look at the clock for ever."""
        while True:
            try:
                self.look()
            except Exception:  # noqa: BLE001 -- the outermost loop
                # Tomorrow's digests must not depend on today's trouble.
                _LOG.exception("Не удалось сделать то, чему пришло время; следующая попытка позже")
            finally:
                connections.close_all()
            time.sleep(self._seconds)

    def look(self) -> Tick | None:
        """Do what is due now, None when another process is doing it."""
        close_old_connections()
        return tick(now=timezone.now())
