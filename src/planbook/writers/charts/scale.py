"""Scales of pictures: round steps, zero inside where bars begin at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Scale:
    """Places of numbers between two ends of a drawing."""

    least: Decimal
    most: Decimal
    start: float
    end: float

    def place(self, number: Decimal) -> float:
        """Return where a number stands."""
        whole = self.most - self.least
        share = float((number - self.least) / whole) if whole else 0.0
        return self.start + (self.end - self.start) * share


def bar_scale(numbers: Sequence[Decimal], start: float, end: float) -> Scale:
    """Return a scale with zero inside it, because the length of a bar is its meaning."""
    least, most = min(Decimal(0), *numbers), max(Decimal(0), *numbers)
    if least == most:
        most = Decimal(1)
    return Scale(least, most, start, end)


def ticks(least: Decimal, most: Decimal, count: int = 4) -> list[Decimal]:
    """Return round numbers that enclose two ends, about so many.

    >>> [str(one) for one in ticks(Decimal("28.4"), Decimal("41.2"))]
    ['25', '30', '35', '40', '45']
    """
    if least == most:
        least, most = least - abs(least) / 10 - 1, most + abs(most) / 10 + 1
    rough = (most - least) / count
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(one * power for one in _STEPS if one * power >= rough)
    first = (least / step).to_integral_value(rounding="ROUND_FLOOR") * step
    found = [first]
    while found[-1] < most:
        found.append(found[-1] + step)
    return [Decimal(format(one.normalize(), "f")) for one in found]


def tick_decimals(numbers: Sequence[Decimal]) -> int:
    """Return how many decimals the numbers of an axis need."""
    exponents = (one.normalize().as_tuple().exponent for one in numbers)
    return max(0, *(-one for one in exponents if isinstance(one, int)))
