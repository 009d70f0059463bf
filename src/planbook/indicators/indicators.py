"""What is asked: an indicator with its unit, meaning and bounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class UnitKind(StrEnum):
    """What is measured: it decides how a cell is typed, checked and added up."""

    MONEY = "money"
    SHARE = "share"
    COUNT = "count"
    QUANTITY = "quantity"  # areas, volumes, masses, lengths
    INDEX = "index"  # points, coefficients, ratios without a unit
    TEXT = "text"
    FORMULA = "formula"  # a price of several parts: «12,50 руб./куб. м + 1 820,30 руб./Гкал»


UNIT_KIND_WORDS: dict[UnitKind, str] = {
    UnitKind.MONEY: "деньги",
    UnitKind.SHARE: "доля",
    UnitKind.COUNT: "количество",
    UnitKind.QUANTITY: "величина",
    UnitKind.INDEX: "балл или коэффициент",
    UnitKind.TEXT: "текст",
    UnitKind.FORMULA: "составной тариф",
}
NUMERIC_KINDS = frozenset(UnitKind) - {UnitKind.TEXT, UnitKind.FORMULA}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed («руб./куб. м», «тыс. чел.», «%»), empty for texts, and its kind."""

    kind: UnitKind
    name: str = ""


class Direction(StrEnum):
    """Whether more is better: leaders are told only where the direction is known."""

    HIGHER_BETTER = "higher_better"
    LOWER_BETTER = "lower_better"
    NEUTRAL = "neutral"


class Aggregation(StrEnum):
    """How values become one: several suppliers of a city, several cities of a group."""

    MEAN = "mean"
    SUM = "sum"
    MEDIAN = "median"
    RANGE = "range"  # only the lowest and the highest are told
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator in one version; a changed definition is a new version with a series of its own.

    Attributes:
        code: stable ASCII code within an association, for example ``tariff.water``.
        version: from 1; grows when the meaning changes.
        definition: what exactly is meant, in Russian.
        example: how a value is written, for example «32,15».
        contact: whom to ask, a department or an office, not a person.
        minimum, maximum: bounds within which a value is believed, None for none.
        decimals: how many decimals are printed.
        is_per_inhabitant: whether dividing by the population makes sense.
        since, until: from when and to when it is asked.
    """

    code: str
    name: str
    unit: Unit
    version: int = 1
    definition: str = ""
    example: str = ""
    contact: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    decimals: int = 2
    direction: Direction = Direction.NEUTRAL
    aggregation: Aggregation = Aggregation.NONE
    is_per_inhabitant: bool = False
    since: date | None = None
    until: date | None = None

    @property
    def is_numeric(self) -> bool:
        """Whether a value is a number that can be compared."""
        return self.unit.kind in NUMERIC_KINDS
