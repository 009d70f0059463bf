"""What a doubt is, and what events are judged by."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from mezhgorod.outcomes.models import FactDoubt
from mezhgorod.outcomes.rules.doubting import NumberedYear
from mezhgorod.planning.models import SeriesEdition
from mezhgorod.registry.models import Membership

PARTY_FIELDS = (
    "role",
    "text",
    "municipality",
    "organization",
    "municipality__kind",
    "is_current",
    "source",
)


class ToldParty(NamedTuple):
    """A participant as rules ask for it, in the order of `PARTY_FIELDS`."""

    role: str
    text: str
    city: int | None
    organization: int | None
    city_kind: str | None
    is_current: bool
    source: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at.

    Attributes:
        code: which rule, for example ``STATED-LISTED`` or ``SOURCE-CONFLICT``.
        subject: what makes the doubt the same one next time.
        message: what does not agree, in Russian.
        remedy: what to do about it.
        first, second: the two numbers that differ, where there are numbers.
        decision: what a person decided about it, None while it is open.
    """

    code: str
    subject: str
    message: str
    remedy: str
    first: int | None = None
    second: int | None = None
    decision: FactDoubt | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What events are judged by beside their own facts: loaded once for all of them.

    The first two are by owner, then by city.
    """

    member_of_city: dict[int, dict[int, int]] = field(default_factory=dict)
    memberships_of_city: dict[int, dict[int, list[Membership]]] = field(default_factory=dict)
    editions: dict[int, list[NumberedYear]] = field(default_factory=dict)
    withdrawn: dict[int, list[SeriesEdition]] = field(default_factory=dict)
    plan_starts: dict[int, date] = field(default_factory=dict)
