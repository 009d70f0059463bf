"""Runs the measurements: `python3 run.py bench [WORD…]`; a word picks modules by their name."""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

FOLDER = Path(__file__).parent


def main(words: Sequence[str]) -> int:
    """Run every measurement whose name holds one of `words` (all without words)."""
    names = [path.stem for path in sorted(FOLDER.glob("bench_*.py"))]
    chosen = [name for name in names if not words or any(word in name for word in words)]
    for name in chosen:
        module = importlib.import_module(f"bench.{name}")
        print(f"\n{(module.__doc__ or name).strip().splitlines()[0]}", flush=True)
        began = time.perf_counter()
        show(module.run())
        print(f"({time.perf_counter() - began:.1f} с)", flush=True)
    if not chosen:
        print(f"Нет такого замера. Есть: {', '.join(names)}")
    return 0 if chosen else 1


def show(result: str | Iterable[Sequence[object]] | None) -> None:
    """Print what `run()` has returned: a text, or rows as an aligned table."""
    if result is None:
        return
    if isinstance(result, str):
        print(result)
        return
    rows = [[str(cell) for cell in row] for row in result]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
