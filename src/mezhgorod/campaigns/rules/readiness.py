"""What a proposed row lacks by the conditions of its campaign. Plain values, no queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mezhgorod.campaigns.rules.conditions import CampaignRules, EligibilityKind, EligibilityRule
from planbook.dates import Period, Timing
from planbook.plans import EventDraft


@dataclass(frozen=True, slots=True)
class Lack:
    """Something a row lacks: the column it belongs to, words, whether it stops the sending."""

    role: str
    message: str
    is_strict: bool = True


@dataclass(frozen=True, slots=True)
class Requirements:
    """Conditions of a campaign with what they are asked of: its columns and its period."""

    rules: CampaignRules
    headers: Mapping[str, str]
    period: Period

    def lacks(self, row: EventDraft) -> tuple[Lack, ...]:
        """Return everything a row lacks, what stops the sending first."""
        found = [*self._empty(row), *self._not_eligible(row)]
        return tuple(sorted(found, key=lambda one: not one.is_strict))

    def _empty(self, row: EventDraft) -> Iterator[Lack]:
        filled = {cell.role for cell in row.cells if cell.text.strip()}
        for role in self.rules.required:
            if role in self.headers and role not in filled:
                yield Lack(role, f"не заполнено «{self.headers[role]}»")

    def _not_eligible(self, row: EventDraft) -> Iterator[Lack]:
        for rule in self.rules.eligibility:
            if not _meets(rule, row, self.period):
                role = _ROLES[rule.kind]
                yield Lack(role, f"условие «{rule.words}» не выполнено", rule.is_strict)


_ROLES = {
    EligibilityKind.INSIDE_PERIOD: "timing",
    EligibilityKind.HAS_DAY: "timing",
    EligibilityKind.HAS_HOST: "place",
    EligibilityKind.MIN_PARTIES: "audience",
}


def _meets(rule: EligibilityRule, row: EventDraft, period: Period) -> bool:
    match rule.kind:
        case EligibilityKind.INSIDE_PERIOD:
            return is_inside(row.timing, period)
        case EligibilityKind.HAS_DAY:
            return row.timing.earliest is not None
        case EligibilityKind.HAS_HOST:
            return any(place.locality for place in row.places)
        case EligibilityKind.MIN_PARTIES:
            return named_parties(row) >= rule.number


def is_inside(timing: Timing, period: Period) -> bool:
    """Return whether a timing lies within a period; one without days does not lie outside."""
    if timing.earliest is None or timing.latest is None:
        return True
    return period.start <= timing.earliest and timing.latest <= period.end


def named_parties(row: EventDraft) -> int:
    """Return how many different cities and regions a row names as places or partners."""
    names = {place.locality or place.region or place.text for place in row.places}
    names |= {place.region or place.text for place in row.partners}
    return len({name for name in names if name})
