"""Small multiples: one little line per city, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence

from planbook.writers.charts.frame import ChartFrame
from planbook.writers.charts.lines import ChartLine


def small_multiples(
    lines: Sequence[ChartLine], *, frame: ChartFrame, columns_count: int = 4
) -> str:
    """Return the picture of all lines side by side, an empty string where there is no number."""
    raise NotImplementedError
