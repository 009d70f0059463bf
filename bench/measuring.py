"""What is measured and how: milliseconds of processors and of the clock, queries, size."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

ROOT = Path(__file__).resolve().parents[1]
HEAD = ("что", "мс процессора", "мс часов", "предел", "запросов", "КБ")
REPEATS = 7


@dataclass(frozen=True, slots=True)
class Measured:
    """What is done, its limit in milliseconds, how often it is repeated."""

    name: str
    limit: int
    do: Callable[[], object]
    repeats: int = REPEATS


def set_up() -> None:
    """Make the tables of the database that the environment names."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mezhgorod.config.settings")
    import django  # noqa: PLC0415 -- settings come first
    from django.core.management import call_command  # noqa: PLC0415 -- the same

    django.setup()
    Path(os.environ["MEZHGOROD_DATA_DIR"], "static").mkdir(exist_ok=True)
    call_command("migrate", verbosity=0, skip_checks=True)


def signed_in() -> Client:
    """Return a browser of the directorate."""
    from django.test import Client  # noqa: PLC0415 -- after setup

    from mezhgorod.registry.models import User  # noqa: PLC0415 -- after setup

    client = Client()
    client.force_login(User.objects.create_user("directorate", is_staff=True))
    return client


def getter(client: Client, path: str) -> Callable[[], object]:
    """Return what opens a page, every answer but 200 is an error."""

    def get() -> object:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")
        return answer

    return get


def row_of(measured: Measured) -> tuple[object, ...]:
    """Return name, milliseconds of processors and of the clock, limit, queries, size."""
    from django.db import connection, reset_queries  # noqa: PLC0415 -- after setup

    queries: object = ""
    if measured.repeats > 1:  # the first time warms caches and counts queries
        connection.force_debug_cursor = True
        reset_queries()
        measured.do()
        queries = len(connection.queries)
        connection.force_debug_cursor = False
    times, answer = [], None
    worked = _processor_seconds()
    for _ in range(measured.repeats):
        began = time.perf_counter()
        answer = measured.do()
        times.append(1000 * (time.perf_counter() - began))
    spent = 1000 * (_processor_seconds() - worked) / measured.repeats
    size = len(getattr(answer, "content", b"")) // 1024 or ""
    told = f"{measured.limit}" + (" !" if spent > measured.limit else "")
    return measured.name, round(spent), round(statistics.median(times)), told, queries, size


def in_own_process(module: str, address: str, *arguments: str) -> dict[str, Any]:
    """Run a module on a database of its own; the last line it prints is JSON."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {
            **os.environ,
            "MEZHGOROD_DATA_DIR": folder,
            "MEZHGOROD_DATABASE_URL": address,
            "MEZHGOROD_ALLOWED_HOSTS": "testserver",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        }
        done = subprocess.run(  # noqa: S603 -- our own module
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _processor_seconds() -> float:
    """Return the processor time of this process and of the database server that serves it."""
    from django.db import connection  # noqa: PLC0415 -- after setup

    spent = time.process_time()
    if connection.vendor != "postgresql":
        return spent
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    numbers = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return spent + sum(map(int, numbers[11:13])) / os.sysconf("SC_CLK_TCK")
