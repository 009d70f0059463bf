"""Information exchanges: 4.3 million values on PostgreSQL, a tenth of them on SQLite.

300 cities, 60 indicators, six exchanges, 240 rounds, the longest over twelve years. Every database
is made in a folder of its own by a process of its own and removed again. Milliseconds of the
processor are those of the site and of the database server together, so that a busy machine does
not change them; a limit that they exceed is marked. MEZHGOROD_BENCH_ROUNDS takes every Nth round.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.commands.environment import Environment
from tools.commands.postgres import temporary_postgres
from tools.commands.trouble import Trouble

ROOT = Path(__file__).resolve().parents[1]
FULL, TENTH = 1, 10
HEAD = ("база", "что", "мс процессора", "мс часов", "предел", "запросов", "КБ")


def run() -> list[tuple[object, ...]]:
    """Return rows of a table: database, what is done, processor, clock, limit, queries, size."""
    rows: list[tuple[object, ...]] = [HEAD]
    times = int(os.environ.get("MEZHGOROD_BENCH_ROUNDS", "1"))
    try:
        with temporary_postgres(Environment(Path(sys.prefix))) as address:
            rows += _measured("PostgreSQL", address, FULL * times)
    except Trouble as trouble:
        print(f"PostgreSQL пропущен: {trouble}", flush=True)
    return rows + _measured("SQLite", "", TENTH * times)


def _measured(name: str, address: str, share: int) -> list[tuple[object, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        environ = {
            **os.environ,
            "MEZHGOROD_DATA_DIR": folder,
            "MEZHGOROD_DATABASE_URL": address,
            "MEZHGOROD_ALLOWED_HOSTS": "testserver",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        }
        command = [sys.executable, "-m", "bench.exchanges_measured", str(share)]
        done = subprocess.run(  # noqa: S603 -- our own module
            command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True, check=True
        )
    told = json.loads(done.stdout.splitlines()[-1])
    print(f"{name}: значений {told['values']}", flush=True)
    return [(name, *row) for row in told["rows"]]


__all__ = ["run"]
