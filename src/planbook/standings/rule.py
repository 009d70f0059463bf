"""How places are counted, as data: what is summed, what is better, how equals are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

MAX_PLACES = 1_000


class Measure(StrEnum):
    """What decides the place of a team."""

    POINTS = "points"
    PLACE_POINTS = "place_points"
    PLACE_SUM = "place_sum"
    MEDALS = "medals"


class Ties(StrEnum):
    """How equal teams are printed: «1–2» for both, or the same first place for both."""

    SHARED = "shared"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """How results of disciplines make the places of teams.

    Attributes:
        measure: points as told, points given for places, the sum of places, or medals.
        points_by_place: for `place_points`, from the first place on; further places give nothing.
        best: only so many best results of a team count; None for all.
        is_lower_better: fewer points are better: time, penalties. Sums of places always are so.
        ties: how equals are printed.
        by_medals: equals are told apart by gold, then silver, then bronze; else by first, second …
            places in disciplines.
        missing_place: the place counted in a discipline a team did not enter; None counts none.
    """

    measure: Measure = Measure.POINTS
    points_by_place: tuple[Decimal, ...] = ()
    best: int | None = None
    is_lower_better: bool = False
    ties: Ties = Ties.SHARED
    by_medals: bool = True
    missing_place: int | None = None

    @property
    def prefers_lower(self) -> bool:
        """Whether the smaller total wins."""
        return self.is_lower_better or self.measure is Measure.PLACE_SUM


def rule_to_dict(rule: ScoringRule) -> dict[str, Any]:
    """Return a rule as JSON values.

    >>> rule_to_dict(ScoringRule(points_by_place=(Decimal(5), Decimal("3.5"))))["points_by_place"]
    ['5', '3.5']
    """
    return {
        "measure": rule.measure.value,
        "points_by_place": [str(points) for points in rule.points_by_place],
        "best": rule.best,
        "is_lower_better": rule.is_lower_better,
        "ties": rule.ties.value,
        "by_medals": rule.by_medals,
        "missing_place": rule.missing_place,
    }


def rule_from_dict(data: Mapping[str, Any]) -> ScoringRule:
    """Read back what `rule_to_dict` wrote; keys that are missing have their usual value.

    Raises:
        ValueError: a value is none that a rule can have.

    >>> rule_from_dict({"measure": "medals"}).measure.value
    'medals'
    """
    usual = ScoringRule()
    rule = ScoringRule(
        measure=Measure(data.get("measure", usual.measure)),
        points_by_place=tuple(_points(one) for one in data.get("points_by_place", ())),
        best=_number(data.get("best"), "best"),
        is_lower_better=bool(data.get("is_lower_better", usual.is_lower_better)),
        ties=Ties(data.get("ties", usual.ties)),
        by_medals=bool(data.get("by_medals", usual.by_medals)),
        missing_place=_number(data.get("missing_place"), "missing_place"),
    )
    if len(rule.points_by_place) > MAX_PLACES:
        raise ValueError("points_by_place")
    return rule


def _number(value: object, name: str) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MAX_PLACES:
        raise ValueError(name)
    return value


def _points(value: object) -> Decimal:
    try:
        points = Decimal(str(value))
    except InvalidOperation as wrong:
        raise ValueError("points_by_place") from wrong
    if not points.is_finite():
        raise ValueError("points_by_place")
    return points
