"""What a line of a table of places and its rule may say. Values only, no queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from mezhgorod.outcomes.rules.checking import checked_line, checked_number
from mezhgorod.outcomes.rules.drafts import StandingDraft
from mezhgorod.registry.rules import RuleViolation
from planbook.standings import rule_from_dict, rule_to_dict

MAX_PLACE = 10_000
MAX_MEDALS = 100_000
MAX_POINTS = Decimal(999_999)
_STEP = Decimal("0.001")


def checked_standing(draft: StandingDraft) -> StandingDraft:
    """Return a line fit to be stored; medals and points that are not told stay untold.

    Raises:
        RuleViolation: no team, or a number out of bounds.
    """
    team = checked_line(draft.team, limit=300, field="lines", label="Команда")
    if not team:
        raise RuleViolation("standing.no_team", "Есть строка без названия команды.", "lines")
    checked_number(draft.place, limit=MAX_PLACE, least=1, field="lines", label=f"{team}, место")
    for label, number in (
        ("золотых", draft.gold),
        ("серебряных", draft.silver),
        ("бронзовых", draft.bronze),
    ):
        checked_number(number, limit=MAX_MEDALS, field="lines", label=f"{team}, {label}")
    points = draft.points
    if points is not None:
        if not points.is_finite() or abs(points) > MAX_POINTS:
            message = f"{team}: очков может быть не больше {MAX_POINTS}."
            raise RuleViolation("standing.points", message, "lines")
        points = points.quantize(_STEP)
    return replace(draft, team=team, points=points)


def checked_scoring(scoring: Mapping[str, Any]) -> dict[str, Any]:
    """Return a rule of counting in its stored form, empty where none is told.

    Raises:
        RuleViolation: it is no rule.
    """
    if not scoring:
        return {}
    try:
        return rule_to_dict(rule_from_dict(scoring))
    except (ValueError, TypeError, AttributeError) as wrong:
        message = "Правило подсчёта не понято. Выберите одно из предложенных."
        raise RuleViolation("standing.rule", message, "scoring") from wrong
