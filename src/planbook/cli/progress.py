"""Progress of long work, on stderr and only for a person who looks at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Plans of ordinary length are read before anybody could wonder.
_WORTH_SHOWING = 300


@contextmanager
def show_progress() -> Iterator[Callable[[int, int], None] | None]:
    """Give a function to call with rows done and rows in all; the line is wiped at the end."""
    if not sys.stderr.isatty():
        yield None
        return
    try:
        yield _show
    finally:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()


def _show(done: int, total: int) -> None:
    if total >= _WORTH_SHOWING:
        sys.stderr.write(f"\rПрочитано строк: {done} из {total}")
        sys.stderr.flush()
