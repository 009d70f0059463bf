"""The checker: rows per second over the plans of the corpus repeated to ten thousand rows."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import count, cycle, islice
from pathlib import Path

from planbook.checks import check_plan
from planbook.cli.reading import read
from planbook.findings import SourceRef
from planbook.plans import EventDraft, PlanDraft, SectionDraft

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"
ROWS = 10_000


def run() -> list[tuple[str, ...]]:
    """Return a table for a plan of different rows, and for one whose rows share time and place."""
    rows = [item for path in sorted(CORPUS.glob("*/source.txt")) for item in read(path).items()]
    return [
        ("план", "строк в секунду", "секунд на 10 000 строк"),
        _measure("строки корпуса", _repeated(rows)),
        _measure("один срок и одно место", _repeated(rows[:1])),
    ]


def _repeated(rows: list[EventDraft]) -> PlanDraft:
    """Repeat rows under titles of their own."""
    numbered = zip(islice(cycle(rows), ROWS), count(1), strict=False)
    items = tuple(
        replace(item, title=f"{item.title} {number}", source=SourceRef(table=1, row=number))
        for item, number in numbered
    )
    return PlanDraft("План", "Смоленская область", "plan", "2023", (SectionDraft("Раздел", items),))


def _measure(name: str, draft: PlanDraft) -> tuple[str, ...]:
    check_plan(draft)
    began = time.perf_counter()
    check_plan(draft)
    seconds = time.perf_counter() - began
    return (name, f"{ROWS / seconds:,.0f}", f"{seconds:.2f}")
