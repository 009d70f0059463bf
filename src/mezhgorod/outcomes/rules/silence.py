"""How long facts are waited for: numbers of `data/silence.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).parents[1] / "data" / "silence.toml"
_LONGEST = 3_660


@dataclass(frozen=True, slots=True)
class Silence:
    """Days after the last possible day of an event of which nobody has told.

    Attributes:
        ask_days: mornings on which the host is still asked; older events are left alone.
        patience_days: after so many the host is reminded once, and the row counts as silent.
        reminded_days: what is silent for longer stands in no digest and on no first page.
    """

    ask_days: int
    patience_days: int
    reminded_days: int


def read_silence(text: str) -> Silence:
    """Return the numbers of a file.

    Raises:
        ValueError: a number is missing, is no number of days, or they contradict each other.

    >>> read_silence("ask_days = 7\\npatience_days = 14\\nreminded_days = 366").patience_days
    14
    """
    data = tomllib.loads(text)
    names = ("ask_days", "patience_days", "reminded_days")
    days = [data.get(name) for name in names]
    if not all(type(one) is int and 1 <= one <= _LONGEST for one in days):
        raise ValueError(f"silence.toml: {', '.join(names)} are numbers of days up to {_LONGEST}")
    found = Silence(*days)  # type: ignore[arg-type]
    if not found.ask_days <= found.patience_days < found.reminded_days:
        raise ValueError("silence.toml: ask_days <= patience_days < reminded_days")
    return found


SILENCE = read_silence(_FILE.read_text(encoding="utf-8"))
