"""Running the rules over a plan or over the text of a report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planbook.anniversaries import City, cities_by_key, shipped_cities
from planbook.checks.rule import Rule, Scene
from planbook.checks.rules import RULES
from planbook.checks.series import SeriesEdition, shipped_history
from planbook.dates import Period
from planbook.findings import Finding
from planbook.plans import PlanDraft


def check_plan(
    draft: PlanDraft,
    *,
    history: Sequence[SeriesEdition] | None = None,
    cities: Sequence[City] | None = None,
    earlier: Sequence[PlanDraft] = (),
    today: date | None = None,
    rules: Sequence[Rule] = RULES,
) -> tuple[Finding, ...]:
    """Return what the rules notice in a plan; nothing is changed.

    The findings of reading (`draft.findings`, `item.findings`) are not repeated. `history` and
    `cities` are the shipped tables unless given, `earlier` are plans of the same owner for years
    before. `today` is not asked from the clock.

    >>> from planbook.plans import PlanDraft
    >>> check_plan(PlanDraft("План", None, "plan", "2023", ()))
    ()
    """
    period = Period.from_edtf(draft.period) if draft.period else None
    scene = Scene(
        draft,
        period,
        tuple(shipped_history() if history is None else history),
        cities_by_key(shipped_cities() if cities is None else cities),
        tuple(earlier),
        today,
    )
    return tuple(finding for rule in rules for finding in rule.findings(scene))
