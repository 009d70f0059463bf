"""Timing cells: distinct cells per second beside dateparser, in one run on the same cells."""

from __future__ import annotations

import csv
import importlib.util
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from planbook.dates import Period, parse_timing

TESTS = Path(__file__).resolve().parents[1] / "tests"
TABLES = (
    (TESTS / "corpus" / "gold" / "dates.csv", "raw"),
    (TESTS / "planbook" / "dates" / "phrases.csv", "text"),
)
REPEATS = 20
PEER_CELLS = 150
PERIOD = Period.from_edtf("2023")
MONTHS = ("января", "мая", "сентября", "декабря")


def run() -> list[tuple[str, ...]]:
    """Return a table; every cell of a pass differs from all others, nothing is remembered."""
    real = _real_cells()
    many = real + _made_cells()
    header = ("чем читали", "ячейки", "разных ячеек", "ячеек в секунду", "во сколько раз быстрее")
    of_real = max(_speed(_ours, real) for _ in range(REPEATS))
    of_many = max(_speed(_ours, many) for _ in range(5))
    if importlib.util.find_spec("dateparser") is None:
        absent = "dateparser не установлен"
        return [
            header,
            _row("planbook", "настоящие", len(real), of_real, absent),
            _row("planbook", "настоящие и составленные", len(many), of_many, absent),
        ]
    sample = real[:: max(1, len(real) // PEER_CELLS)]
    theirs = _speed(_dateparser(), sample)
    return [
        header,
        _row("planbook", "настоящие", len(real), of_real, f"{of_real / theirs:.0f}"),
        _row("planbook", "настоящие и составленные", len(many), of_many, f"{of_many / theirs:.0f}"),
        _row("dateparser", "выборка настоящих", len(sample), theirs, "1"),
    ]


def _row(name: str, cells: str, count: int, speed: float, ratio: str) -> tuple[str, ...]:
    return (name, cells, str(count), f"{speed:,.0f}", ratio)


def _real_cells() -> list[str]:
    cells: dict[str, None] = {}
    for path, column in TABLES:
        with path.open(encoding="utf-8", newline="") as file:
            cells |= dict.fromkeys(row[column] for row in csv.DictReader(file))
    return [cell for cell in cells if cell.strip()]


def _made_cells() -> list[str]:
    """Return more cells of the commonest shapes: ranges and single days of several years."""
    return [
        f"{first}{form}{last} {month} {year} года"
        for year in range(2015, 2027)
        for month in MONTHS
        for first in range(1, 15)
        for last in (first + 2, first + 9)
        for form in ("-", " – ")
    ]


def _ours(cell: str) -> object:
    return parse_timing(cell, period=PERIOD)


def _dateparser() -> Callable[[str], object]:
    import dateparser  # noqa: PLC0415 -- optional dependency

    def read(cell: str) -> object:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return dateparser.parse(cell, languages=["ru"])

    read("1 мая 2023 года")  # its tables are loaded before the clock starts
    return read


def _speed(read: Callable[[str], object], cells: list[str]) -> float:
    began = time.perf_counter()
    for cell in cells:
        read(cell)
    return len(cells) / (time.perf_counter() - began)


if __name__ == "__main__":
    for line in run():
        print("  ".join(cell.ljust(26) for cell in line))
