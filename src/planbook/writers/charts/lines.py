"""Lines of one indicator over rounds, labelled at their ends; gaps stay gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planbook.indicators import Series
from planbook.writers.charts.frame import ChartFrame


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line of a picture: its label, its series (one for each version) and whether it is own."""

    label: str
    series: Sequence[Series]
    is_own: bool = False


def series_lines(lines: Sequence[ChartLine], *, frame: ChartFrame) -> str:
    """Return the picture of lines over periods, an empty string where there is no number."""
    raise NotImplementedError
