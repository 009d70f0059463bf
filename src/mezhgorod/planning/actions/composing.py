"""A plan made by people and not read from a document: first its frame, then its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mezhgorod.planning.models import Plan, PlanLayout
from mezhgorod.planning.rules import PlanGrouping, PlanState
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor
from planbook.dates import Period
from planbook.layouts import Layout


@dataclass(frozen=True, slots=True)
class PlanFrameDraft:
    """The frame of a plan to compose.

    Attributes:
        columns: role and printed header of every column.
        headings: words and grouping of every section, in order; at least one section is made.
        layout: how the plan is printed: a layout that is kept, or one that comes with the program.
        levels: levels of the headings, all 1 when left out.
    """

    owner: Organization
    title: str
    period: Period
    columns: Sequence[tuple[str, str]]
    headings: Sequence[tuple[str, PlanGrouping]] = ()
    state: PlanState = PlanState.DRAFT
    layout: PlanLayout | Layout | None = None
    levels: Sequence[int] = ()
    kind: str = "plan"


def compose_plan(*, frame: PlanFrameDraft, actor: Actor, now: datetime) -> Plan:
    """Make a plan without rows: its sections, columns and title; rows follow by `add_rows`.

    The JSON of this first draft is kept as its source document.

    Raises:
        RuleViolation: the person may not, the owner has a plan for this period already, or title,
            columns or headings are empty or too long.
    """
    raise NotImplementedError
