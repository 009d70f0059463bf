"""Horizontal bars of one indicator over cities: from the largest, the median as a thin line."""

from __future__ import annotations

from collections.abc import Sequence

from planbook.indicators import Column, ComparisonRow
from planbook.writers.charts.frame import ChartFrame


def comparison_bars(
    row: ComparisonRow,
    columns: Sequence[Column],
    *,
    frame: ChartFrame | None = None,
    own_key: str = "",
    most: int = 0,
) -> str:
    """Return the picture of a numeric row, an empty string where no city has a number.

    Args:
        own_key: key of the city that is highlighted.
        most: how many bars at most, 0 for all; the middle is left out and told, the own city stays.
    """
    raise NotImplementedError
