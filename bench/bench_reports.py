"""What was held and reports from it: ten years of 150 events with 25 participations each.

A plan of 500 rows, a written report of 60 parts over 150 events, a read report of 1,000
paragraphs; on PostgreSQL and on SQLite, each database made by a process of its own and removed
again. Milliseconds of the processor are those of the site and of the database server together; a
limit that they exceed is marked. MEZHGOROD_BENCH_YEARS makes fewer years.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tools.commands.environment import Environment
from tools.commands.postgres import temporary_postgres
from tools.commands.trouble import Trouble

from bench.measuring import HEAD, in_own_process

MODULE = "bench.reports_measured"


def run() -> list[tuple[object, ...]]:
    """Return rows of a table: database, what is done, processor, clock, limit, queries, size."""
    rows: list[tuple[object, ...]] = [("база", *HEAD)]
    years = os.environ.get("MEZHGOROD_BENCH_YEARS", "10")
    rows += _measured("SQLite", "", years)
    try:
        with temporary_postgres(Environment(Path(sys.prefix))) as address:
            rows += _measured("PostgreSQL", address, years)
    except Trouble as trouble:
        print(f"PostgreSQL пропущен: {trouble}", flush=True)
    return rows


def _measured(name: str, address: str, years: str) -> list[tuple[object, ...]]:
    told = in_own_process(MODULE, address, years)
    print(f"{name}: {told['made']}", flush=True)
    return [(name, *row) for row in told["rows"]]


__all__ = ["run"]
