"""Conditions of a campaign as data: required fields, eligibility, grounds of refusal, deadlines.

Shipped sets stand in `campaigns/data/*.toml`, one per cycle, each with its source.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from mezhgorod.campaigns.rules.words import CampaignCycle
from mezhgorod.registry.rules import RuleViolation

MAX_GROUNDS, MAX_WORDS = 30, 300


class EligibilityKind(StrEnum):
    """What may be asked of a proposed row beside its filled fields."""

    INSIDE_PERIOD = "inside_period"
    HAS_HOST = "has_host"
    HAS_DAY = "has_day"
    MIN_PARTIES = "min_parties"


ELIGIBILITY_WORDS = {
    EligibilityKind.INSIDE_PERIOD: "дата внутри периода плана",
    EligibilityKind.HAS_HOST: "назван принимающий город",
    EligibilityKind.HAS_DAY: "назван день или месяц",
    EligibilityKind.MIN_PARTIES: "не менее {number} городов или регионов-участников",
}


@dataclass(frozen=True, slots=True)
class EligibilityRule:
    """A condition of a row; a strict one stops the sending, another is only told."""

    kind: EligibilityKind
    number: int = 0
    is_strict: bool = False

    @property
    def words(self) -> str:
        """The condition in Russian."""
        return ELIGIBILITY_WORDS[self.kind].format(number=self.number)


@dataclass(frozen=True, slots=True)
class RefusalGround:
    """Why a row may be refused: a stable code and the words its author reads."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class CampaignRules:
    """Conditions of one campaign.

    Attributes:
        required: roles of columns that must be filled; roles the plan does not have ask nothing.
        source: where the conditions come from, for people.
    """

    required: tuple[str, ...] = ("title", "timing")
    eligibility: tuple[EligibilityRule, ...] = ()
    grounds: tuple[RefusalGround, ...] = ()
    source: str = ""

    def ground(self, code: str) -> RefusalGround:
        """Return the ground of a code.

        Raises:
            RuleViolation: the campaign knows no such ground.
        """
        found = next((one for one in self.grounds if one.code == code), None)
        if found is None:
            message = "Выберите основание отказа из перечня этого сбора."
            raise RuleViolation("campaign.unknown_ground", message, "ground")
        return found


@dataclass(frozen=True, slots=True)
class CyclePreset:
    """Shipped conditions of a cycle.

    `due_month_day` is a day of the year before the period («11-15»); where it is empty the
    deadline lies `due_days_before` days before the period begins.
    """

    cycle: CampaignCycle
    title: str
    rules: CampaignRules
    due_days_before: int
    review_days: int
    opens_days_before_due: int
    due_month_day: str = ""

    def deadlines(self, period_start: date) -> Deadlines:
        """Return the days of a campaign for a period that begins on a day."""
        if self.due_month_day:
            month, day = map(int, self.due_month_day.split("-"))
            due = date(period_start.year - 1, month, day)
        else:
            due = period_start - timedelta(days=self.due_days_before)
        return Deadlines(
            opens_on=due - timedelta(days=self.opens_days_before_due),
            due_on=due,
            review_due_on=due + timedelta(days=self.review_days),
        )


@dataclass(frozen=True, slots=True)
class Deadlines:
    """When a campaign opens, by when parties answer, by when their rows are looked through."""

    opens_on: date
    due_on: date
    review_due_on: date


def rules_to_dict(rules: CampaignRules) -> dict[str, Any]:
    """Return conditions in their storage form."""
    return {
        "required": list(rules.required),
        "eligibility": [
            {"kind": one.kind.value, "number": one.number, "strict": one.is_strict}
            for one in rules.eligibility
        ],
        "grounds": [{"code": one.code, "words": one.words} for one in rules.grounds],
        "source": rules.source,
    }


def rules_from_dict(data: Mapping[str, Any]) -> CampaignRules:
    """Return conditions from their storage form.

    Raises:
        ValueError, KeyError: a kind that this version of the program does not know.
    """
    return CampaignRules(
        required=tuple(data.get("required", ())),
        eligibility=tuple(
            EligibilityRule(
                EligibilityKind(one["kind"]),
                int(one.get("number", 0)),
                bool(one.get("strict", False)),
            )
            for one in data.get("eligibility", ())
        ),
        grounds=tuple(RefusalGround(one["code"], one["words"]) for one in data.get("grounds", ())),
        source=data.get("source", ""),
    )


@cache
def preset(cycle: CampaignCycle) -> CyclePreset:
    """Return the shipped conditions of a cycle."""
    path = files("mezhgorod.campaigns").joinpath("data", f"{cycle.value}.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return CyclePreset(
        cycle=cycle,
        title=data["title"],
        rules=rules_from_dict(data),
        due_days_before=data.get("due_days_before", 0),
        due_month_day=data.get("due_month_day", ""),
        review_days=data["review_days"],
        opens_days_before_due=data["opens_days_before_due"],
    )


def presets() -> tuple[CyclePreset, ...]:
    """Return the shipped conditions of all cycles, the longest first."""
    return tuple(preset(cycle) for cycle in CampaignCycle)
