"""What the plan of the next period would hold: computed from the last plan and known editions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mezhgorod.planning.models import EventPlace, Plan
from mezhgorod.planning.queries.drafts import earlier_drafts, items_with_content, plan_draft
from mezhgorod.planning.queries.editions import known_series
from mezhgorod.planning.rules import PlaceRole
from mezhgorod.registry.queries.city_dates import dated_cities
from mezhgorod.registry.queries.memberships import members_on
from planbook.anniversaries import City
from planbook.checks import shipped_history
from planbook.dates import Period
from planbook.plans import EventDraft
from planbook.succession import NextPlan, SeriesHistory, next_plan

_EARLIER_PLANS = 2


@dataclass(frozen=True, slots=True)
class NextRow:
    """A row proposed for the next period, and the stored row it comes from.

    `item_id` is None for a row that the old plan does not have: an edition that falls due, a city
    whose age becomes round. `hints` and `reason` are Russian sentences. `place` is what
    `make_next_plan` takes as the chosen row.
    """

    item_id: int | None
    row: EventDraft
    hints: tuple[str, ...]
    is_stale: bool
    reason: str
    section: str
    place: int


def next_rows(*, plan: Plan, period: Period, today: date) -> list[NextRow]:
    """Return the rows that a plan proposes for another period, in printed order.

    Rows of series that do not fall due are left out; stale ones are marked.
    """
    proposal = next_plan_of(plan=plan, period=period, today=today)
    ids = item_ids(plan=plan)
    return [
        NextRow(
            item_id=ids[one.index] if one.index is not None else None,
            row=one.row,
            hints=one.hints,
            is_stale=one.is_stale,
            reason=one.reason,
            section=proposal.frame.sections[one.section].heading,
            place=place,
        )
        for place, one in enumerate(proposal.rows)
        if one.is_due
    ]


def next_plan_of(*, plan: Plan, period: Period, today: date) -> NextPlan:
    """Return everything the next plan proposes, with what waits for a later year."""
    cities, are_members = _cities(plan, today)
    history = SeriesHistory(
        series=known_series(owner=plan.owner, plan=plan),
        earlier=tuple(
            earlier_drafts(owner=plan.owner, before=plan.period_start, limit=_EARLIER_PLANS)
        ),
        shipped=shipped_history(),
    )
    return next_plan(plan_draft(plan=plan), period, history, cities=cities, are_members=are_members)


def item_ids(*, plan: Plan) -> list[int]:
    """Return the ids of the rows of a plan in the order of its draft."""
    return list(items_with_content(plan=plan).values_list("pk", flat=True))


def _cities(plan: Plan, today: date) -> tuple[list[City], bool]:
    """Return the cities for the lists of a plan, and whether they are known to be members."""
    named = EventPlace.objects.filter(
        role=PlaceRole.SUBJECT, event__items__section__plan=plan, municipality__isnull=False
    )
    named_ids = set(named.values_list("municipality_id", flat=True))
    if not named_ids:
        return [], False
    parties = [one.party for one in members_on(association=plan.owner, day=today)]
    members = {party.territory_id for party in parties if party.territory_id is not None}
    chosen = named_ids | members if members else None
    return [one.city for one in dated_cities(municipality_ids=chosen)], bool(members)
