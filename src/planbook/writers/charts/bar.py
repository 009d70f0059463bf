"""One horizontal bar: its label before it, the number behind its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from planbook.writers.charts.frame import OTHER, OWN, clipped, figure, text_mark
from planbook.writers.charts.scale import Scale

STEP, THICK = 22.0, 0.64


@dataclass(frozen=True, slots=True)
class Bar:
    """What is drawn; `printed` is the number in words, `is_own` marks the bar that is meant."""

    label: str
    number: Decimal
    printed: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class BarPlace:
    """Where a bar is: the end of its label, its middle and how thick it is."""

    labels: float
    middle: float
    thick: float


def bar_marks(bar: Bar, place: BarPlace, scale: Scale, *, has_zero: bool) -> Iterator[str]:
    """Yield the marks of a bar.

    Args:
        has_zero: whether a bar of nought is drawn as a thin line.
    """
    zero, end = scale.place(Decimal(0)), scale.place(bar.number)
    weight = "bold" if bar.is_own else ""
    edge, base = place.labels - 8, place.middle + 4.5
    yield text_mark(edge, base, clipped(bar.label, edge), anchor="end", weight=weight)
    colour, kind = (OWN, "chart-own") if bar.is_own else (OTHER, "chart-bar")
    if bar.number or has_zero:
        yield (
            f'<rect class="{kind}" x="{figure(min(zero, end))}" '
            f'y="{figure(place.middle - place.thick / 2)}" '
            f'width="{figure(max(abs(end - zero), 0.5))}" height="{figure(place.thick)}" '
            f'fill="{colour}"/>'
        )
    if bar.number < 0:
        yield text_mark(end - 4, base, bar.printed, anchor="end", weight=weight)
    else:
        yield text_mark(end + 5, base, bar.printed, weight=weight)
