"""Information exchanges: 4.3 million values on PostgreSQL, a tenth of them on SQLite.

300 cities, 60 indicators, six exchanges, 240 rounds, the longest over twelve years. Every database
is made in a folder of its own by a process of its own and removed again. Milliseconds of the
processor are those of the site and of the database server together, so that a busy machine does
not change them; a limit that they exceed is marked. MEZHGOROD_BENCH_ROUNDS takes every Nth round.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tools.commands.environment import Environment
from tools.commands.postgres import temporary_postgres
from tools.commands.trouble import Trouble

from bench.measuring import HEAD, in_own_process

FULL, TENTH = 1, 10


def run() -> list[tuple[object, ...]]:
    """Return rows of a table: database, what is done, processor, clock, limit, queries, size."""
    rows: list[tuple[object, ...]] = [("база", *HEAD)]
    times = int(os.environ.get("MEZHGOROD_BENCH_ROUNDS", "1"))
    try:
        with temporary_postgres(Environment(Path(sys.prefix))) as address:
            rows += _measured("PostgreSQL", address, FULL * times)
    except Trouble as trouble:
        print(f"PostgreSQL пропущен: {trouble}", flush=True)
    return rows + _measured("SQLite", "", TENTH * times)


def _measured(name: str, address: str, share: int) -> list[tuple[object, ...]]:
    told = in_own_process("bench.exchanges_measured", address, str(share))
    print(f"{name}: значений {told['values']}", flush=True)
    return [(name, *row) for row in told["rows"]]


__all__ = ["run"]
